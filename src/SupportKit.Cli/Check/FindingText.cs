using System.Globalization;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Writes findings for people: cause, the line of the file with a caret, remedy.</summary>
internal static class FindingText
{
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
                Write(finding, places, screen, width);
            WriteSum(document, findings, screen);
        }
    }

    private static void Write(Finding finding, JsonPlaces places, Screen screen, int width)
    {
        var (line, column, _) = finding.Place;
        var (word, ink) = WordOf(finding.Severity);
        screen.Line((word, ink), ($" {finding.Problem.Code}: ", Ink.Strong), (finding.Problem.Message, Ink.Plain));
        screen.Line(
            string.Create(CultureInfo.InvariantCulture, $"  --> {finding.File}:{line}:{column}  {finding.Problem.Path}")
        );
        WriteExcerpt(SourceExcerpt.Of(places.LineAt(line), finding.Place, width), ink, screen);
        if (finding.Example is { Count: > 0 } example)
            screen.Line($"  example: {string.Join(", ", example.Select(fact => $"{fact.Key} = {fact.Value}"))}");
        screen.Line($"  remedy: {finding.Problem.Remedy}");
        screen.Line();
    }

    private static void WriteExcerpt(SourceExcerpt excerpt, Ink ink, Screen screen)
    {
        if (excerpt.Text.Length == 0)
            return;
        screen.Line((excerpt.Head, Ink.Faint), (excerpt.Text, Ink.Plain));
        screen.Line((excerpt.Under, Ink.Faint), (excerpt.Mark, ink));
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
}
