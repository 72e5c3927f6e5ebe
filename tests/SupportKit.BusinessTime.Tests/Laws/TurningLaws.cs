using NodaTime;
using SupportKit.Tests.Shared;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Openings, closings and intervals, against the minute walk.</summary>
public sealed class TurningLaws
{
    private const int Days = 3 * 1440;

    [Law(15, 300)]
    internal void The_next_opening_is_the_first_turn_from_closed_to_open_after_the_instant(Case c, NearMinute at) =>
        Compare(c, (o, _) => o.NextTurn(c.At(at), open: true, Days), b => b.NextOpening(c.At(at)), c.At(at));

    [Law(15, 300)]
    internal void The_next_closing_is_the_first_turn_from_open_to_closed_after_the_instant(Case c, NearMinute at) =>
        Compare(c, (o, _) => o.NextTurn(c.At(at), open: false, Days), b => b.NextClosing(c.At(at)), c.At(at));

    [Law(15, 300)]
    internal void The_previous_opening_is_the_last_turn_from_closed_to_open_up_to_the_instant(Case c, NearMinute at) =>
        Compare(c, (o, _) => o.PreviousTurn(c.At(at), open: true, Days), b => b.PreviousOpening(c.At(at)), c.At(at));

    [Law(15, 300)]
    internal void The_previous_closing_is_the_last_turn_from_open_to_closed_up_to_the_instant(Case c, NearMinute at) =>
        Compare(c, (o, _) => o.PreviousTurn(c.At(at), open: false, Days), b => b.PreviousClosing(c.At(at)), c.At(at));

    [Law(35, 500)]
    internal void Intervals_are_the_open_instants_in_order_and_apart(Case c, Near first, Near second)
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var (a, b) = (c.At(first), c.At(second));
        var (from, to) = a <= b ? (a, b) : (b, a);
        var intervals = calendar.Intervals(from, to).ToArray();
        var sum = Duration.Zero;
        var last = Instant.MinValue;
        foreach (var interval in intervals)
        {
            Assert.True(interval.Start > last && interval.Start >= from && interval.End <= to);
            Assert.True(interval.Duration > Duration.Zero);
            Assert.True(calendar.IsOpen(interval.Start) && calendar.IsOpen(interval.End - Duration.Epsilon));
            Assert.True(interval.End == to || !calendar.IsOpen(interval.End));
            sum += interval.Duration;
            last = interval.End;
        }

        Assert.Equal(calendar.Between(from, to), sum);
    }

    private static void Compare(
        Case c,
        Func<OracleCalendar, Instant, Instant?> walk,
        Func<BusinessCalendar, Instant> ask,
        Instant at
    )
    {
        if (c.Spec.BuildOrNull() is not { } calendar)
            return;
        var walked = walk(new OracleCalendar(c.Spec), at);
        Instant? found;
        try
        {
            found = ask(calendar);
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            found = null;
        }

        // The walk looks three days around; further off, it is enough that the engine finds nothing nearer.
        if (walked is not null)
            Assert.Equal(walked, found);
        else if (found is { } far)
            Assert.True(far > at + Duration.FromMinutes(Days) || far < at - Duration.FromMinutes(Days));
    }
}
