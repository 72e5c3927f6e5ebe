using FsCheck.Fluent;
using NodaTime;
using static SupportKit.BusinessTime.Tests.Generate;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Business days, against a walk over dates.</summary>
public sealed class BusinessDayLaws
{
    [Fact]
    public void Moving_by_business_days_walks_the_dates_on_which_open_hours_start() =>
        Check(
            400,
            from c in Cases
            from at in AnyInstant(c.Middle)
            from days in Gen.Choose(-12, 12)
            from rule in Gen.Elements(BusinessDayRule.SameLocalTime, BusinessDayRule.EndOfDay)
            select (c, at, days, rule),
            law =>
            {
                // Calendars that open rarely would keep the walk busy for decades.
                if (law.c.Spec.Weekly.Count < 2 || law.c.Spec.TryBuild() is not { } calendar)
                    return;
                var walked = new OracleDays(new OracleCalendar(law.c.Spec)).Add(law.at, law.days, law.rule);
                Assert.Equal(walked, calendar.AddBusinessDays(law.at, law.days, law.rule));
            }
        );

    [Fact]
    public void The_end_of_a_coming_business_day_is_a_closing_that_is_still_to_come() =>
        Check(
            500,
            from c in Cases
            from at in AnyInstant(c.Middle)
            from days in Gen.Choose(0, 300)
            select (c, at, days),
            law =>
            {
                if (law.c.Spec.TryBuild() is not { } calendar)
                    return;
                try
                {
                    var end = calendar.AddBusinessDays(law.at, law.days, BusinessDayRule.EndOfDay);
                    Assert.True(end > law.at);
                    Assert.True(calendar.IsOpen(end - Duration.Epsilon));
                }
                catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.BeyondHorizon) { }
            }
        );

    [Fact]
    public void No_business_days_with_the_same_local_time_is_the_start_itself() =>
        Check(
            200,
            from c in Cases
            from at in AnyInstant(c.Middle)
            select (c, at),
            law =>
            {
                if (law.c.Spec.TryBuild() is { } calendar)
                    Assert.Equal(law.at, calendar.AddBusinessDays(law.at, 0, BusinessDayRule.SameLocalTime));
            }
        );
}
