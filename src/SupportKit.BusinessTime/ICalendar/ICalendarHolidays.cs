using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <summary>
/// Reads holidays from an iCalendar text (RFC 5545), the form in which public-holiday calendars are published: all-day
/// <c>VEVENT</c>s, once or with a yearly <c>RRULE</c>, with <c>EXDATE</c> and <c>RDATE</c>. Other components are passed
/// over, cancelled events are no holidays, and what cannot be kept exactly is refused.
/// </summary>
public static class ICalendarHolidays
{
    private const int LongestText = 4_000_000;

    /// <summary>Reads the holidays of a text, in the order of its events.</summary>
    /// <param name="text">The text of an <c>.ics</c> file, at most four million characters.</param>
    /// <returns>A rule for each event, named by its <c>SUMMARY</c>, and one more for each extra date; none when the text has no events.</returns>
    /// <exception cref="BusinessCalendarException"><c>ical.content_invalid</c>, <c>ical.content_unsupported</c>, <c>calendar.date_invalid</c>,
    /// <c>calendar.too_large</c>; the path is the line.</exception>
    public static ImmutableArray<HolidayRule> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
            throw CalendarFault.At(
                BusinessCalendarErrors.TooLarge,
                "line 1",
                null,
                $"The text is longer than {LongestText} characters."
            );
        var rules = ImmutableArray.CreateBuilder<HolidayRule>();
        var open = new Stack<string>();
        var calendars = 0;
        EventReader? current = null;
        foreach (var line in ContentLine.ReadAll(text))
        {
            if (line.Name == "BEGIN")
            {
                calendars += open.Count == 0 ? 1 : 0;
                Begin(open, line);
                if (open.Count == 2 && open.Peek() == "VEVENT")
                    current = new EventReader(line);
            }
            else if (line.Name == "END")
            {
                End(open, line);
                if (open.Count == 1 && current is not null)
                {
                    rules.AddRange(current.Rules());
                    current = null;
                    if (rules.Count > Check.MostEntries)
                        throw line.Fault(
                            BusinessCalendarErrors.TooLarge,
                            $"There are more than {Check.MostEntries} holidays."
                        );
                }
            }
            else if (open.Count == 0)
            {
                throw line.Invalid("An iCalendar text starts with BEGIN:VCALENDAR.");
            }
            else if (open.Count == 2)
            {
                current?.Add(line);
            }
        }

        if (calendars == 0 || open.Count > 0)
            throw Unfinished(open);
        return rules.ToImmutable();
    }

    private static void Begin(Stack<string> open, ContentLine line)
    {
        var component = line.Value.ToUpperInvariant();
        if (open.Count == 0 != (component == "VCALENDAR"))
            throw line.Invalid("A VCALENDAR is the outermost component, and only that.");
        if (open.Count == 8)
            throw line.Fault(BusinessCalendarErrors.TooLarge, "Components are nested more than 8 deep.");
        open.Push(component);
    }

    private static void End(Stack<string> open, ContentLine line)
    {
        if (open.Count == 0 || !open.Pop().Equals(line.Value, StringComparison.OrdinalIgnoreCase))
            throw line.Invalid("This END has no BEGIN of the same component before it.");
    }

    private static BusinessCalendarException Unfinished(Stack<string> open) =>
        CalendarFault.At(
            BusinessCalendarErrors.InvalidICalendar,
            "the last line",
            null,
            open.Count == 0
                ? "There is no BEGIN:VCALENDAR; is this an iCalendar text?"
                : $"END:{open.Peek()} is missing; is the text cut off?"
        );
}
