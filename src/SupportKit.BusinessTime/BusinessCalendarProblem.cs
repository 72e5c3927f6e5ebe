namespace SupportKit.BusinessTime;

/// <summary>One thing that is wrong with a calendar or a text. Immutable.</summary>
/// <param name="Code">The stable code, one of <see cref="BusinessCalendarErrors"/> or <see cref="ICalendarErrors"/>.</param>
/// <param name="Path">The place: a JSON path relative to the calendar, or <c>line 12</c> of an iCalendar text.</param>
/// <param name="Value">The offending value as written, cut to 100 characters; <see langword="null"/> when there is none.</param>
/// <param name="Explanation">The cause and the remedy, without the place.</param>
public sealed record BusinessCalendarProblem(string Code, string Path, string? Value, string Explanation)
{
    /// <summary>The place, the value, the cause with the remedy, and the code, on one line.</summary>
    public override string ToString() =>
        Value is null ? $"{Path}: {Explanation} [{Code}]" : $"{Path}: '{Value}': {Explanation} [{Code}]";
}
