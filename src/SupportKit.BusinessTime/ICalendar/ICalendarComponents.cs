using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>One <c>VCALENDAR</c>: its events, and the zone its times in UTC are shown in.</summary>
/// <param name="Events">Its events, in their order.</param>
/// <param name="Zone">The zone it names, or UTC.</param>
internal sealed record ICalendarComponents(List<EventReader> Events, DateTimeZone Zone)
{
    private const int Deepest = 8;

    /// <summary>The calendars of a text, one after another; what is wrong with its lines goes to the log.</summary>
    internal static List<ICalendarComponents> ReadAll(string text, ReadingLog log)
    {
        var calendars = new List<ICalendarComponents>();
        var open = new Stack<string>();
        var reader = new LineReader(text, log);
        EventReader? current = null;
        while (reader.Next() is { } line)
        {
            if (line.Name == "BEGIN")
            {
                if (!Begin(open, line, log))
                    return calendars;
                if (open.Count == 1)
                    calendars.Add(new ICalendarComponents([], DateTimeZone.Utc));
                else if (open.Count == 2 && open.Peek() == "VEVENT")
                    calendars[^1].Events.Add(current = new EventReader(line));
            }
            else if (line.Name == "END")
            {
                if (!open.TryPop(out var opened) || !opened.Equals(line.Value, StringComparison.OrdinalIgnoreCase))
                {
                    // It is unknown which component the following lines belong to.
                    log.Add(
                        ICalendarErrors.TextInvalid,
                        line,
                        "This END has no BEGIN of the same component before it."
                    );
                    return calendars;
                }

                current = open.Count == 1 ? null : current;
            }
            else if (open.Count == 0)
            {
                log.Add(ICalendarErrors.TextInvalid, line, "An iCalendar text starts with BEGIN:VCALENDAR.");
                return calendars;
            }
            else if (open.Count == 1 && line.Name == "X-WR-TIMEZONE")
            {
                if (TimeZoneData.Provider.GetZoneOrNull(line.Value) is { } zone)
                    calendars[^1] = calendars[^1] with { Zone = zone };
            }
            else if (open.Count == 2)
                current?.Add(line, log);
        }

        if (!log.IsFull && (calendars.Count == 0 || open.Count > 0))
            log.Add(ICalendarErrors.TextInvalid, Math.Max(reader.Number, 1), null, Unfinished(open));
        return calendars;
    }

    private static bool Begin(Stack<string> open, ContentLine line, ReadingLog log)
    {
        var component = line.Value.ToUpperInvariant();
        if (open.Count == 0 != (component == "VCALENDAR"))
            log.Add(ICalendarErrors.TextInvalid, line, "A VCALENDAR is the outermost component, and only that.");
        else if (open.Count == Deepest)
            log.Add(ICalendarErrors.TextOversized, line, $"Components are nested more than {Deepest} deep.");
        else
        {
            open.Push(component);
            return true;
        }

        return false;
    }

    private static string Unfinished(Stack<string> open) =>
        open.Count == 0
            ? "There is no BEGIN:VCALENDAR; is this an iCalendar text?"
            : $"END:{open.Peek()} is missing; is the text cut off?";
}
