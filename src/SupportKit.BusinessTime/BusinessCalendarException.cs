using System.Globalization;

namespace SupportKit.BusinessTime;

/// <summary>
/// A calendar was written wrongly, or was asked for a time it cannot answer. The message names the place, the cause
/// and the remedy; <see cref="Code"/> is stable and may be translated by the host.
/// </summary>
public sealed class BusinessCalendarException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">One of <see cref="BusinessCalendarErrors"/>.</param>
    /// <param name="path">Where: a JSON path such as <c>$.hours.mon-fri[0]</c>, or <c>line 12</c> of an iCalendar text.</param>
    /// <param name="value">The offending value as written, or <see langword="null"/> when there is none.</param>
    /// <param name="explanation">The cause and the remedy, one or two sentences.</param>
    /// <param name="inner">The exception that was caught, or <see langword="null"/>.</param>
    /// <param name="line">The line of a JSON text, counted from 1; <see langword="null"/> when there is none.</param>
    public BusinessCalendarException(
        string code,
        string path,
        string? value,
        string explanation,
        Exception? inner = null,
        int? line = null
    )
        : base(Describe(code, path, line, value, explanation), inner)
    {
        Code = code;
        Path = path;
        Line = line;
        Value = value;
        Explanation = explanation;
    }

    /// <summary>The stable code, one of <see cref="BusinessCalendarErrors"/>, for example <c>calendar.openings_missing</c>.</summary>
    public string Code { get; }

    /// <summary>The place: a JSON path relative to the calendar (<c>$</c> is the calendar itself), or a line of an iCalendar text.</summary>
    public string Path { get; }

    /// <summary>
    /// The line of the JSON text, counted from 1; <see langword="null"/> when the calendar was not read from a text, and for
    /// iCalendar, where <see cref="Path"/> says it.
    /// </summary>
    public int? Line { get; }

    /// <summary>The offending value as written, cut to 100 characters; <see langword="null"/> when there is none.</summary>
    public string? Value { get; }

    /// <summary>The cause and the remedy, without the place.</summary>
    public string Explanation { get; }

    private static string Describe(string code, string path, int? line, string? value, string explanation)
    {
        var place = line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{path} (line {number})") : path;
        return value is null ? $"{place}: {explanation} [{code}]" : $"{place}: '{value}': {explanation} [{code}]";
    }
}
