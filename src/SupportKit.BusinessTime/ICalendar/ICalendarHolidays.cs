using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <summary>
/// Reads holidays from an iCalendar text (RFC 5545), the form in which public-holiday calendars are published: events of
/// whole days, once or with a yearly <c>RRULE</c>, with <c>EXDATE</c>, <c>RDATE</c> and changed occurrences. Other
/// components are passed over, and what cannot be kept exactly is refused, every fault of the text at once.
/// </summary>
/// <remarks>
/// Times in UTC are those of <c>X-WR-TIMEZONE</c> when it names a zone of the tz database, and otherwise of UTC; any other
/// time is the local clock's. The work is in proportion to the text, of at most four million characters.
/// </remarks>
public static class ICalendarHolidays
{
    private const int LongestText = 4_000_000;

    /// <summary>Reads the holidays of a text with <see cref="ICalendarOptions.Default"/>.</summary>
    /// <param name="text">The text of an <c>.ics</c> file, at most four million characters.</param>
    /// <returns>A rule for each event that is a holiday, named by its <c>SUMMARY</c>, and one more for each extra date.</returns>
    /// <exception cref="BusinessCalendarException">A code of <see cref="ICalendarErrors"/>; all problems are listed, with their lines.</exception>
    public static ImmutableArray<HolidayRule> Parse(string text) => Read(text, ICalendarOptions.Default).Rules;

    /// <summary>Reads the holidays of a text, and tells which events are none.</summary>
    /// <param name="text">The text of an <c>.ics</c> file, at most four million characters.</param>
    /// <param name="options">What is a holiday.</param>
    /// <exception cref="BusinessCalendarException">A code of <see cref="ICalendarErrors"/>; all problems are listed, with their lines.</exception>
    public static ICalendarReading Read(string text, ICalendarOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        return Read(text, options, new ReadingLog());
    }

    internal static ICalendarReading Read(string text, ICalendarOptions options, ReadingLog log)
    {
        if (text.Length > LongestText)
            log.Add(
                ICalendarErrors.TextOversized,
                1,
                null,
                $"The text is longer than {LongestText} characters. Split it, or keep its current years only."
            );
        log.ThrowIfAny();
        var rules = ImmutableArray.CreateBuilder<HolidayRule>();
        var leftOut = ImmutableArray.CreateBuilder<ICalendarEvent>();
        foreach (var calendar in ICalendarComponents.ReadAll(text, log))
            new CalendarRules(calendar, options, log).Read(rules, leftOut);
        log.ThrowIfAny();
        return new ICalendarReading(rules.ToImmutable(), leftOut.ToImmutable());
    }
}
