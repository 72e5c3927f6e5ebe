using System.Collections.Immutable;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary>What was read of an iCalendar file. Immutable.</summary>
/// <param name="Holidays">The holidays; none when there are faults and the good events were not asked for.</param>
/// <param name="LeftOut">The events that are not holidays.</param>
/// <param name="Faults">Every fault of the file once, in the order of its lines.</param>
internal sealed record CalendarImport(
    ImmutableArray<HolidayRule> Holidays,
    ImmutableArray<ICalendarEvent> LeftOut,
    ImmutableArray<BusinessCalendarProblem> Faults
)
{
    /// <summary>Reads a text; events with a fault are left out when the good ones are asked for.</summary>
    /// <exception cref="ToolException">Good events are asked for, and a fault lies outside of all events, so that it is unknown what belongs to which.</exception>
    public static CalendarImport Of(string text, ICalendarOptions options, bool takeGood)
    {
        var faults = new List<BusinessCalendarProblem>();
        var lines = text.Split('\n');
        var events = EventSpans(lines);
        while (true)
        {
            try
            {
                var reading = ICalendarHolidays.Read(string.Join('\n', lines), options);
                return new(takeGood || faults.Count == 0 ? reading.Rules : [], reading.LeftOut, InOrder(faults));
            }
            catch (BusinessCalendarException refused)
            {
                // The reader stops at a thousand faults; what lies behind them is found when those events are gone.
                faults.AddRange(refused.Problems);
                if (!Remove(refused.Problems, lines, events, out var outside))
                    return takeGood
                        ? throw new ToolException(
                            ToolErrors.CalendarInvalid,
                            outside!.Path,
                            outside.Explanation,
                            "Correct this place by hand: it is unknown which events it belongs to."
                        )
                        : new([], [], InOrder(faults));
            }
        }
    }

    private static ImmutableArray<BusinessCalendarProblem> InOrder(List<BusinessCalendarProblem> faults) =>
        [.. faults.Distinct().OrderBy(LineOf)];

    // An event's lines become empty ones, so that all others keep their numbers.
    private static bool Remove(
        ImmutableArray<BusinessCalendarProblem> faults,
        string[] lines,
        List<(int First, int Last)> events,
        out BusinessCalendarProblem? outside
    )
    {
        outside = null;
        foreach (var fault in faults)
        {
            var at = LineOf(fault) - 1;
            var found = events.FindIndex(span => span.First <= at && at <= span.Last);
            if (found < 0)
            {
                outside = fault;
                return false;
            }
            for (var line = events[found].First; line <= events[found].Last; line++)
                lines[line] = "";
        }
        return true;
    }

    // What a reader of files says stands in the path alone.
    private static int LineOf(BusinessCalendarProblem fault) =>
        fault.Line is { } known ? known
        : int.TryParse(fault.Path.AsSpan(fault.Path.LastIndexOf(' ') + 1), out var line) ? line
        : 0;

    // Only whole events: one that the file breaks off within is not among them.
    private static List<(int First, int Last)> EventSpans(string[] lines)
    {
        var spans = new List<(int, int)>();
        var first = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Equals("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase))
                first = i;
            else if (first >= 0 && line.Equals("END:VEVENT", StringComparison.OrdinalIgnoreCase))
            {
                spans.Add((first, i));
                first = -1;
            }
        }
        return spans;
    }
}
