using System.Globalization;

namespace SupportKit.BusinessTime;

/// <summary>One thing that is wrong with a calendar or a text. Immutable.</summary>
/// <param name="Code">The stable code, one of <see cref="BusinessCalendarErrors"/> or <see cref="ICalendarErrors"/>.</param>
/// <param name="Path">The place: a JSON path relative to the calendar, or <c>line 12</c> of an iCalendar text.</param>
/// <param name="Value">The offending value as written, cut to 100 characters; <see langword="null"/> when there is none.</param>
/// <param name="Explanation">The cause and the remedy, without the place.</param>
public sealed record BusinessCalendarProblem(string Code, string Path, string? Value, string Explanation)
{
    /// <summary>
    /// The line of the JSON text, counted from 1; <see langword="null"/> when the calendar was not read from a text, and for
    /// iCalendar, where <see cref="Path"/> says it.
    /// </summary>
    public int? Line { get; init; }

    /// <summary>The place, the value, the cause with the remedy, and the code, on one line.</summary>
    public override string ToString()
    {
        var place = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Path} (line {number})") : Path;
        return Value is null ? $"{place}: {Explanation} [{Code}]" : $"{place}: '{Value}': {Explanation} [{Code}]";
    }
}
