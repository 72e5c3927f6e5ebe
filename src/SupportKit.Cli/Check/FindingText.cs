using System.Globalization;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Writes findings for people: cause, the line of the file with a caret, remedy.</summary>
internal static class FindingText
{
    private const int Gutter = 6;
    private const int WidestExcerpt = 110;

    public static void Write(
        IReadOnlyList<(PolicyDocument Document, List<Finding> Findings)> files,
        Screen screen,
        int width
    )
    {
        foreach (var (document, findings) in files)
        {
            var places = new JsonPlaces(document.Text);
            foreach (var finding in findings)
                Write(finding, places, screen, Math.Min(WidestExcerpt, width - Gutter - 2));
            WriteSum(document, findings, screen);
        }
    }

    private static void Write(Finding finding, JsonPlaces places, Screen screen, int width)
    {
        var (line, column, length) = finding.Place;
        var (word, ink) = WordOf(finding.Severity);
        screen.Line((word, ink), ($" {finding.Problem.Code}: ", Ink.Strong), (finding.Problem.Message, Ink.Plain));
        screen.Line(
            string.Create(CultureInfo.InvariantCulture, $"  --> {finding.File}:{line}:{column}  {finding.Problem.Path}")
        );
        var (excerpt, caret, carets) = Excerpt(places.LineAt(line), column, length, width);
        if (excerpt.Length > 0)
        {
            var number = line.ToString(CultureInfo.InvariantCulture);
            screen.Line(($"{number, 4} | ", Ink.Faint), (excerpt, Ink.Plain));
            screen.Line(("     | ", Ink.Faint), (new string(' ', caret) + new string('^', carets), ink));
        }
        if (finding.Example is { Count: > 0 } example)
            screen.Line($"  example: {string.Join(", ", example.Select(fact => $"{fact.Key} = {fact.Value}"))}");
        screen.Line($"  remedy: {finding.Problem.Remedy}");
        screen.Line();
    }

    private static void WriteSum(PolicyDocument document, List<Finding> findings, Screen screen)
    {
        if (findings.Count == 0)
        {
            screen.Line(("ok", Ink.Good), ($" {document.Path}", Ink.Plain));
            return;
        }
        var counts = findings
            .GroupBy(finding => finding.Severity)
            .OrderBy(group => Rank(group.Key))
            .Select(group => Counted(group.Count(), WordOf(group.Key).Word));
        screen.Line($"{document.Path}: {string.Join(", ", counts)}");
    }

    private static int Rank(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => 0,
            FindingSeverity.Warning => 1,
            _ => 2,
        };

    private static string Counted(int count, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 || word == "advice" ? "" : "s")}");

    private static (string Word, Ink Ink) WordOf(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => ("error", Ink.Bad),
            FindingSeverity.Warning => ("warning", Ink.Doubtful),
            _ => ("advice", Ink.Strong),
        };

    // A line of a minified file is cut to what stands around the place.
    private static (string Text, int Caret, int Carets) Excerpt(string line, int column, int length, int width)
    {
        var text = new string([.. line.Select(letter => char.IsControl(letter) ? ' ' : letter)]).TrimEnd();
        var (start, caret) = (text.Length - text.TrimStart().Length, column - 1);
        text = text[start..];
        caret = Math.Max(0, caret - start);
        if (text.Length > width)
        {
            var from = Math.Clamp(caret - width / 3, 0, text.Length - 1);
            text = text.Substring(from, Math.Min(width, text.Length - from)).TrimEnd();
            caret -= from;
        }
        // An object or a list is pointed at; underlining all of it would show nothing.
        var isContainer = caret < text.Length && "{[".Contains(text[caret]);
        return (text, caret, isContainer ? 1 : Math.Clamp(length, 1, Math.Max(1, text.Length - caret)));
    }
}
