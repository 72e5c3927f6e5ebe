using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <summary>
/// A calendar was written wrongly, or was asked for a time it cannot answer. The message names the place, the cause
/// and the remedy; <see cref="Code"/> is stable and may be translated by the host.
/// </summary>
public sealed class BusinessCalendarException : Exception
{
    private const int MostTold = 20;

    /// <summary>Creates the exception with one problem.</summary>
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
        : this([new BusinessCalendarProblem(code, path, value, explanation) { Line = line }], inner) { }

    /// <summary>Creates the exception from several problems, of which there is at least one.</summary>
    internal BusinessCalendarException(ImmutableArray<BusinessCalendarProblem> problems, Exception? inner = null)
        : base(Describe(problems), inner) => Problems = problems;

    /// <summary>All that is wrong, in the order of the text: every fault of an iCalendar text up to 1,000, and one of anything else.</summary>
    public ImmutableArray<BusinessCalendarProblem> Problems { get; }

    /// <summary>The first problem's stable code, one of <see cref="BusinessCalendarErrors"/> or <see cref="ICalendarErrors"/>, for example <c>calendar.openings_missing</c>.</summary>
    public string Code => Problems[0].Code;

    /// <summary>The first problem's place: a JSON path relative to the calendar (<c>$</c> is the calendar itself), or a line of an iCalendar text.</summary>
    public string Path => Problems[0].Path;

    /// <summary>
    /// The first problem's line of the JSON text, counted from 1; <see langword="null"/> when the calendar was not read from a text,
    /// and for iCalendar, where <see cref="Path"/> says it.
    /// </summary>
    public int? Line => Problems[0].Line;

    /// <summary>The first problem's value as written, cut to 100 characters; <see langword="null"/> when there is none.</summary>
    public string? Value => Problems[0].Value;

    /// <summary>The first problem's cause and remedy, without the place.</summary>
    public string Explanation => Problems[0].Explanation;

    private static string Describe(ImmutableArray<BusinessCalendarProblem> problems)
    {
        var told = string.Join(Environment.NewLine, problems.Take(MostTold));
        return problems.Length <= MostTold
            ? told
            : $"{told}{Environment.NewLine}… and {problems.Length - MostTold} more, listed in Problems.";
    }
}
