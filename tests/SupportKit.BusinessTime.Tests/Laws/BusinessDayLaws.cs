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

    [Law(20, 500)]
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

    [Law(15, 200)]
    internal void No_business_days_with_the_same_local_time_is_the_start_itself(Case c, Near near)
    {
        if (c.Spec.BuildOrNull() is { } calendar)
            Assert.Equal(c.At(near), calendar.AddBusinessDays(c.At(near), 0, BusinessDayRule.SameLocalTime));
    }

    [Law(15, 400)]
    internal void A_business_day_is_a_date_on_which_open_hours_start_and_between_two_dates_they_are_counted(
        Case c,
        Days first,
        Days second
    )
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var oracle = new OracleCalendar(c.Spec);
        var date = c.Middle.InZone(oracle.Zone).Date;
        var (from, to) = (date.PlusDays(first.Number), date.PlusDays(second.Number));
        var counted = 0;
        for (var day = LocalDate.Min(from, to); day < LocalDate.Max(from, to); day = day.PlusDays(1))
        {
            var isOne = oracle.BusinessDay(day) is not null;
            Assert.Equal(isOne, calendar.IsBusinessDay(day));
            counted += isOne ? 1 : 0;
        }
        Assert.Equal(from <= to ? counted : -counted, calendar.BusinessDaysBetween(from, to));
    }

    [Law(20, 500)]
    internal void Business_days_between_dates_add_up(Case c, Days first, Days second, Days third)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var date = c.Middle.InUtc().Date;
        var (x, y, z) = (date.PlusDays(first.Number), date.PlusDays(second.Number * 40), date.PlusDays(third.Number));
        Assert.Equal(
            calendar.BusinessDaysBetween(x, z),
            calendar.BusinessDaysBetween(x, y) + calendar.BusinessDaysBetween(y, z)
        );
        Assert.Equal(calendar.IsBusinessDay(x) ? 1 : 0, calendar.BusinessDaysBetween(x, x.PlusDays(1)));
    }
}
