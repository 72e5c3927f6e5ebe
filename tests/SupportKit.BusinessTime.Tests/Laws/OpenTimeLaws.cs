using NodaTime;
using SupportKit.Tests.Shared;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What defines open time, over generated calendars in every zone, near clock changes, holidays and exceptions.</summary>
public sealed class OpenTimeLaws
{
    private static readonly Duration Nanosecond = Duration.Epsilon;

    [Law(100, 1_500, EndSize = 20)]
    internal void An_instant_is_open_if_and_only_if_the_local_clock_reads_inside_the_hours(Case c, Near[] times)
    {
        var oracle = new OracleCalendar(c.Spec);
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        Assert.All(times, near => Assert.Equal(oracle.IsOpen(c.At(near)), calendar.IsOpen(c.At(near))));
    }

    [Law(20, 300)]
    internal void Between_is_the_measure_of_open_instants(Case c, NearMinute from, NearMinute to)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var (a, b) = (c.At(from), c.At(to));
        var (first, last) = a <= b ? (a, b) : (b, a);
        var walked = new OracleCalendar(c.Spec).Between(first, last);
        Assert.Equal(walked, calendar.Between(first, last));
        Assert.Equal(-walked, calendar.Between(last, first));
    }

    [Law(100, 500)]
    internal void Between_adds_up(Case around, Near first, Near second, Near third)
    {
        if (around.Spec.BuildOrNull() is not { } calendar)
            return;
        var (a, b, c) = (around.At(first), around.At(second), around.At(third));
        Assert.Equal(calendar.Between(a, c), calendar.Between(a, b) + calendar.Between(b, c));
    }

    [Law(80, 1_000)]
    internal void Add_is_the_earliest_instant_by_which_the_open_time_has_passed(Case c, Near at, Duration d)
    {
        var t = c.At(at);
        if (Ask(c, calendar => calendar.Add(t, d)) is not var (calendar, u))
            return;
        Assert.True(u >= t);
        Assert.Equal(d, calendar.Between(t, u));
        if (d > Duration.Zero)
            Assert.True(calendar.Between(t, u - Nanosecond) < d);
    }

    [Law(80, 1_000)]
    internal void Subtract_is_the_latest_instant_from_which_the_open_time_passes(Case c, Near at, Duration d)
    {
        var t = c.At(at);
        if (Ask(c, calendar => calendar.Subtract(t, d)) is not var (calendar, u))
            return;
        Assert.True(u <= t);
        Assert.Equal(d, calendar.Between(u, t));
        if (d > Duration.Zero)
            Assert.True(calendar.Between(u + Nanosecond, t) < d);
    }

    [Law(60, 300)]
    internal void Adding_or_subtracting_nothing_stays_where_it_is(Case c, Near at)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var t = c.At(at);
        Assert.Equal(t, calendar.Add(t, Duration.Zero));
        Assert.Equal(t, calendar.Subtract(t, Duration.Zero));
    }

    [Law(80, 1_000)]
    internal void Adding_twice_is_adding_the_sum(Case c, Near at, Duration a, Duration b)
    {
        var t = c.At(at);
        if (Ask(c, calendar => calendar.Add(t, a + b)) is var (calendar, sum))
            Assert.Equal(sum, calendar.Add(calendar.Add(t, a), b));
        if (Ask(c, calendar => calendar.Subtract(t, a + b)) is var (same, difference))
            Assert.Equal(difference, same.Subtract(same.Subtract(t, a), b));
    }

    [Law(80, 1_000)]
    internal void Closing_more_never_makes_a_deadline_earlier(Case c, Case more, Near at, Duration d)
    {
        var closed = c.Spec with
        {
            Closures = [.. c.Spec.Closures, .. more.Spec.Closures, .. OnTheDay(c)],
            Holidays = [.. c.Spec.Holidays, .. more.Spec.Holidays],
        };
        if (Ask(c with { Spec = closed }, calendar => calendar.Add(c.At(at), d)) is not var (_, later))
            return;
        Assert.True(c.Spec.Build().Add(c.At(at), d) <= later);
    }

    private static ClosureSpec[] OnTheDay(Case c)
    {
        var date = c.Middle.InZone(DateTimeZoneProviders.Tzdb[c.Spec.Zone]).Date;
        return [new(date, date, []), new(date.PlusDays(2), date.PlusDays(2), [new(600, 780)])];
    }

    /// <summary>The calendar and its answer; nothing when it never opens or the search runs past the horizon, which are answers too.</summary>
    private static (BusinessCalendar Calendar, Instant Answer)? Ask(Case c, Func<BusinessCalendar, Instant> question)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return null;
        try
        {
            return (calendar, question(calendar));
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return null;
        }
    }
}
