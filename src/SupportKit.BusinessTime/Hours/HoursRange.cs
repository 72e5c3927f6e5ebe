using System.Globalization;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Hours of one day on the local clock, half-open, to the minute: <c>09:00-12:00</c>. An end that is not after the start
/// is on the next day: <c>22:00-02:00</c> is an overnight shift and belongs to the day it starts. <c>24:00</c> is the
/// day's last midnight. Immutable; never empty.
/// </summary>
public sealed record HoursRange
{
    internal const int MinutesPerDay = 24 * 60;

    private HoursRange(int start, int end)
    {
        StartMinute = start;
        EndMinute = end;
    }

    /// <summary>The whole day, <c>00:00-24:00</c>.</summary>
    public static HoursRange WholeDay { get; } = new(0, MinutesPerDay);

    /// <summary>Minutes of local clock from the day's midnight to the start: 0 to 1439.</summary>
    public int StartMinute { get; }

    /// <summary>Minutes of local clock from the day's midnight to the end, exclusive; over 1440 on the next day.</summary>
    public int EndMinute { get; }

    /// <summary>Whether the hours run past midnight into the next day.</summary>
    public bool IsOvernight => EndMinute > MinutesPerDay;

    /// <summary>Hours from one local time to another, whole minutes; an end at or before the start is on the next day.</summary>
    /// <param name="start">The start.</param>
    /// <param name="end">The end, exclusive; midnight means the end of the day.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.interval_empty</c> when both are equal and not midnight;
    /// <c>calendar.hours_unreadable</c> when either is not a whole minute.</exception>
    public static HoursRange Between(LocalTime start, LocalTime end)
    {
        var text = $"{Text(start)}-{Text(end)}";
        if (start.NanosecondOfDay % NodaConstants.NanosecondsPerMinute != 0)
            throw NotAMinute(text);
        if (end.NanosecondOfDay % NodaConstants.NanosecondsPerMinute != 0)
            throw NotAMinute(text);
        return Of(Minute(start), end == LocalTime.Midnight ? MinutesPerDay : Minute(end), "$", text);
    }

    /// <summary>Reads hours of the form <c>HH:mm-HH:mm</c>.</summary>
    /// <param name="text">The text; <c>24:00</c> is allowed as an end.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.hours_unreadable</c> or <c>calendar.interval_empty</c>.</exception>
    public static HoursRange Parse(string text) => Read(text, "$");

    /// <summary>The hours as <c>HH:mm-HH:mm</c>, which <see cref="Parse"/> reads back.</summary>
    public override string ToString()
    {
        var end = EndMinute > MinutesPerDay ? EndMinute - MinutesPerDay : EndMinute;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{StartMinute / 60:00}:{StartMinute % 60:00}-{end / 60:00}:{end % 60:00}"
        );
    }

    internal static HoursRange Read(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 11 || text[5] != '-')
            throw Unreadable(text, path);
        var start = ReadMinute(text.AsSpan(0, 5));
        var end = ReadMinute(text.AsSpan(6, 5));
        if (start is < 0 or >= MinutesPerDay || end < 0)
            throw Unreadable(text, path);
        return Of(start, end, path, text);
    }

    private static HoursRange Of(int start, int end, string path, string text)
    {
        if (start == end)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.IntervalEmpty,
                path,
                text,
                "The hours start and end at the same time, so they hold nothing. Write 00:00-24:00 for a whole day."
            );
        }

        return new HoursRange(start, end > start ? end : end + MinutesPerDay);
    }

    /// <summary>Minutes from midnight, 0 to 1440; -1 when the text is not a time of day.</summary>
    private static int ReadMinute(ReadOnlySpan<char> text)
    {
        if (!IsDigit(text[0]) || !IsDigit(text[1]) || text[2] != ':' || !IsDigit(text[3]) || !IsDigit(text[4]))
            return -1;
        var hour = ((text[0] - '0') * 10) + text[1] - '0';
        var minute = ((text[3] - '0') * 10) + text[4] - '0';
        var total = (hour * 60) + minute;
        return minute < 60 && total <= MinutesPerDay ? total : -1;
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c);

    private static int Minute(LocalTime time) => (time.Hour * 60) + time.Minute;

    private static string Text(LocalTime time) => time.ToString("HH:mm:ss.FFFFFFFFF", CultureInfo.InvariantCulture);

    private static BusinessCalendarException Unreadable(string text, string path) =>
        CalendarFault.At(
            BusinessCalendarErrors.HoursUnreadable,
            path,
            text,
            "Hours are written HH:mm-HH:mm, from 00:00 to 24:00, for example 09:00-12:30, or 22:00-02:00 for a night shift."
        );

    private static BusinessCalendarException NotAMinute(string text) =>
        CalendarFault.At(
            BusinessCalendarErrors.HoursUnreadable,
            "$",
            text,
            "Hours are whole minutes. Round them before."
        );
}
