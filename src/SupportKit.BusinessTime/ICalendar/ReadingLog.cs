using System.Globalization;

namespace SupportKit.BusinessTime;

/// <summary>What is wrong with a text, in the order it was found, and how much work it took to find.</summary>
internal sealed class ReadingLog
{
    /// <summary>More than anybody corrects at a time; reading stops there.</summary>
    internal const int MostProblems = 1000;

    private readonly List<(int Line, BusinessCalendarProblem Problem)> problems = [];

    /// <summary>Lines, values and years that were looked at. The work on a text is a small multiple of it.</summary>
    internal long Steps { get; private set; }

    internal bool IsFull => problems.Count >= MostProblems;

    internal void Step(int steps = 1) => Steps += steps;

    /// <summary>Adds what is wrong with a line, of which only the beginning is told: it may be as long as the text.</summary>
    internal void Add(string code, ContentLine line, string explanation) =>
        Add(
            code,
            line.Number,
            string.Concat(line.Name, ":", line.Value.AsSpan(0, Math.Min(line.Value.Length, 200))),
            explanation
        );

    internal void Add(string code, int line, string? value, string explanation)
    {
        if (!IsFull)
            problems.Add((line, new BusinessCalendarProblem(code, Place(line), CalendarFault.Cut(value), explanation)));
    }

    internal void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new BusinessCalendarException([
                .. problems.OrderBy(found => found.Line).Select(found => found.Problem),
            ]);
    }

    private static string Place(int line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");
}
