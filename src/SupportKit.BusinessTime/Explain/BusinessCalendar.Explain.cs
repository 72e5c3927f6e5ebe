using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <content>The explained form of each question: the same answer, and what it was counted from.</content>
public sealed partial class BusinessCalendar
{
    /// <summary><see cref="IsOpen"/>, with the whole interval the instant is within.</summary>
    /// <inheritdoc cref="IsOpen"/>
    public Explained<bool> ExplainIsOpen(Instant at) =>
        IsOpen(at) ? Explain(true, [IntervalHolding(at)]) : Explain(false, []);

    /// <summary><see cref="Add"/>, with the intervals counted.</summary>
    /// <inheritdoc cref="Add"/>
    public Explained<Instant> ExplainAdd(Instant start, Duration open)
    {
        var result = Add(start, open);
        return Explain(result, CountedBetween(start, result));
    }

    /// <summary><see cref="Subtract"/>, with the intervals counted.</summary>
    /// <inheritdoc cref="Subtract"/>
    public Explained<Instant> ExplainSubtract(Instant end, Duration open)
    {
        var result = Subtract(end, open);
        return Explain(result, CountedBetween(result, end));
    }

    /// <summary><see cref="Between"/>, with the intervals counted, in order of time whatever the sign.</summary>
    /// <inheritdoc cref="Between"/>
    public Explained<Duration> ExplainBetween(Instant from, Instant to) =>
        Explain(Between(from, to), CountedBetween(from, to));

    /// <summary><see cref="NextOpening"/>, with the interval that opens.</summary>
    /// <inheritdoc cref="NextOpening"/>
    public Explained<Instant> ExplainNextOpening(Instant at)
    {
        var result = NextOpening(at);
        return Explain(result, [IntervalHolding(result)]);
    }

    /// <summary><see cref="PreviousOpening"/>, with the interval that opened.</summary>
    /// <inheritdoc cref="PreviousOpening"/>
    public Explained<Instant> ExplainPreviousOpening(Instant at)
    {
        var result = PreviousOpening(at);
        return Explain(result, [IntervalHolding(result)]);
    }

    /// <summary><see cref="NextClosing"/>, with the interval that closes.</summary>
    /// <inheritdoc cref="NextClosing"/>
    public Explained<Instant> ExplainNextClosing(Instant at) => ExplainClosing(NextClosing(at));

    /// <summary><see cref="PreviousClosing"/>, with the interval that closed.</summary>
    /// <inheritdoc cref="PreviousClosing"/>
    public Explained<Instant> ExplainPreviousClosing(Instant at) => ExplainClosing(PreviousClosing(at));

    /// <summary><see cref="AddBusinessDays"/>, with the days counted and the intervals between the two instants.</summary>
    /// <inheritdoc cref="AddBusinessDays"/>
    public Explained<Instant> ExplainAddBusinessDays(Instant start, int days, BusinessDayRule rule)
    {
        var result = AddBusinessDays(start, days, rule);
        return new(result, TimeZone, CountedBetween(start, result), DaysCounted(start, days));
    }

    private Explained<T> Explain<T>(T result, ImmutableArray<Interval> counted) => new(result, TimeZone, counted);

    private Explained<Instant> ExplainClosing(Instant closing) =>
        Explain(closing, [IntervalHolding(closing - Duration.Epsilon)]);

    private ImmutableArray<Interval> CountedBetween(Instant a, Instant b) =>
        [.. a <= b ? Intervals(a, b) : Intervals(b, a)];

    /// <summary>The whole open interval around an open instant, as far as the horizon goes.</summary>
    private Interval IntervalHolding(Instant inside)
    {
        var table = TableFor(inside, out var time);
        while (true)
        {
            var i = table.IntervalAt(time);
            var larger =
                (table.StartOf(i) == table.Start ? tables.Earlier(table) : null)
                ?? (table.EndOf(i) == table.End ? tables.Later(table) : null);
            if (larger is null)
                return new Interval(At(table.StartOf(i)), At(table.EndOf(i)));
            table = larger;
        }
    }

    private ImmutableArray<LocalDate> DaysCounted(Instant start, int days)
    {
        var second = start.ToUnixTimeSeconds();
        var table = this.days.Covering(DayOf(second, start));
        var day = BusinessDayAt(table, start, second, out _, out _);
        var counted = ImmutableArray.CreateBuilder<LocalDate>();
        for (var i = 1; i <= Math.Abs((long)days); i++)
            counted.Add(Horizon.Date(Move(ref table, start, day, days > 0 ? i : -i).Number));
        return counted.ToImmutable();
    }
}
