using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <summary>An answer with what it was counted from. Immutable and thread-safe.</summary>
/// <typeparam name="T">What was asked for: an instant, a duration, or whether it is open.</typeparam>
public sealed class Explained<T>
{
    private static readonly ZonedDateTimePattern Moment = ZonedDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd ddd HH:mm:ss.FFFFFFFFF o<G>",
        null
    );

    internal Explained(
        T result,
        DateTimeZone zone,
        ImmutableArray<Interval> counted,
        ImmutableArray<LocalDate> days = default
    )
    {
        Result = result;
        TimeZone = zone;
        Counted = counted;
        Days = days.IsDefault ? [] : days;
    }

    /// <summary>The answer, the same as the plain form gives.</summary>
    public T Result { get; }

    /// <summary>The calendar's zone, in which people read the intervals.</summary>
    public DateTimeZone TimeZone { get; }

    /// <summary>
    /// The open intervals the answer rests on, in order, none empty. For <c>Add</c>, <c>Subtract</c> and <c>Between</c>
    /// those counted, cut to the two instants; for <c>IsOpen</c> the one it is within, if any; for an opening or a
    /// closing the whole interval that opens or closes; for business days those between the two instants.
    /// </summary>
    public ImmutableArray<Interval> Counted { get; }

    /// <summary>For <c>AddBusinessDays</c>, the business days counted, in the order they were; else none.</summary>
    public ImmutableArray<LocalDate> Days { get; }

    /// <summary>The sum of the intervals: real elapsed time.</summary>
    public Duration Open => Counted.Aggregate(Duration.Zero, static (sum, interval) => sum + interval.Duration);

    /// <summary>The answer and the intervals as text, a line each, in the calendar's zone and the invariant culture.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Show(Result)} ({TimeZone.Id})");
        foreach (var interval in Counted)
            text.Append(CultureInfo.InvariantCulture, $"\n  {Show(interval.Start)} to {Show(interval.End)}");
        foreach (var day in Days)
            text.Append(CultureInfo.InvariantCulture, $"\n  {DateText.Write(day)}");
        return text.ToString();
    }

    private string Show(object? value) =>
        value is Instant instant
            ? Moment.Format(instant.InZone(TimeZone))
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
