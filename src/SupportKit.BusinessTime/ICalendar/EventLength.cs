using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>How many whole days an event lasts.</summary>
internal static class EventLength
{
    private const int SecondsPerDay = 86_400;

    /// <summary>An end at 23:59 means the end of the day: who enters times into a form can often write no later one.</summary>
    private const int LastMinute = 60;

    /// <summary>
    /// The days from a start to an end, which is exclusive; null when they are not whole, negative when the end is before
    /// the start. An end that is the start means the start's day, and one without a time zone of its own is as the start.
    /// </summary>
    internal static int? Between(ICalendarTime start, ICalendarTime end)
    {
        var days = Period.DaysBetween(start.Date, end.Date);
        if (days < 0)
            return days;
        // A date has no clock: whatever day its end falls into is the last one.
        if (start.Time is null)
            return end.IsDate ? Math.Max(days, 1) : days + 1;
        if (!start.IsDate)
            return null;
        if (end.IsDate)
            return Math.Max(days, 1);
        var left = SecondsPerDay - (int)(end.Time!.Value.NanosecondOfDay / NodaConstants.NanosecondsPerSecond);
        return left <= LastMinute ? days + 1 : null;
    }

    /// <summary>The whole days that a duration gives; null when it gives a part of one, or none can be read (<c>long.MinValue</c>).</summary>
    internal static int? Of(ICalendarTime start, long seconds)
    {
        if (start.Time is not null && !start.IsDate)
            return null;
        var days = (int)((seconds + LastMinute) / SecondsPerDay);
        var whole = seconds >= (long)days * SecondsPerDay - LastMinute && seconds <= (long)days * SecondsPerDay;
        // A day or nothing at all: an event takes place on the date it starts.
        if (seconds == 0)
            return 1;
        return whole ? days
            : start.Time is null ? (int)((seconds + SecondsPerDay - 1) / SecondsPerDay)
            : null;
    }

    /// <summary>The seconds of a <c>DURATION</c>: <c>P1D</c>, <c>P2W</c>, <c>PT24H</c>, and <c>P1DT</c>, which some write; null for anything else.</summary>
    internal static long? Seconds(string text)
    {
        var at = text.StartsWith('+') ? 1 : 0;
        if (text.Length < at + 3 || text[at] is not ('P' or 'p'))
            return null;
        var (seconds, inTime, parts) = (0L, false, 0);
        for (at++; at < text.Length; at++)
        {
            if (text[at] is 'T' or 't' && !inTime)
            {
                inTime = true;
                continue;
            }

            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (at == from || at - from > 7 || at == text.Length || Unit(text[at], inTime) is not { } unit)
                return null;
            seconds += unit * int.Parse(text.AsSpan(from..at), System.Globalization.CultureInfo.InvariantCulture);
            if (++parts > 4)
                return null;
        }

        return parts == 0 ? null : seconds;
    }

    private static long? Unit(char letter, bool inTime) =>
        (char.ToUpperInvariant(letter), inTime) switch
        {
            ('W', false) => 7 * SecondsPerDay,
            ('D', false) => SecondsPerDay,
            ('H', true) => 3600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => null,
        };
}
