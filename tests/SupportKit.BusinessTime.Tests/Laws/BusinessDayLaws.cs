using NodaTime;
using SupportKit.Tests.Shared;
using NonNegativeInt = FsCheck.NonNegativeInt;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Business days, against a walk over dates.</summary>
public sealed class BusinessDayLaws
{
    [Law(12, 400)]
    internal void Moving_by_business_days_walks_the_dates_on_which_open_hours_start(
        Case c,
        Near near,
        Days days,
        BusinessDayRule rule
    )
    {
        // Calendars that open rarely would keep the walk busy for decades.
        if (c.Spec.Weekly.Count < 2 || c.Spec.BuildOrNull() is not { } calendar)
            return;
        var walked = new OracleDays(new OracleCalendar(c.Spec)).Add(c.At(near), days.Number, rule);
        Assert.Equal(walked, calendar.AddBusinessDays(c.At(near), days.Number, rule));
    }

    [Law(60, 500)]
    internal void The_end_of_a_coming_business_day_is_a_closing_that_is_still_to_come(
        Case c,
        Near near,
        NonNegativeInt days
    )
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        try
        {
            var end = calendar.AddBusinessDays(c.At(near), days.Get * 3 % 301, BusinessDayRule.EndOfDay);
            Assert.True(end > c.At(near));
            Assert.True(calendar.IsOpen(end - Duration.Epsilon));
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.HorizonExceeded) { }
    }

    [Law(50, 200)]
    internal void No_business_days_with_the_same_local_time_is_the_start_itself(Case c, Near near)
    {
        if (c.Spec.BuildOrNull() is { } calendar)
            Assert.Equal(c.At(near), calendar.AddBusinessDays(c.At(near), 0, BusinessDayRule.SameLocalTime));
    }
}
