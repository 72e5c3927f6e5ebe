using System.Text;

namespace SupportKit.Cli;

/// <summary>Writes a simulation as Markdown, for a review or a change request.</summary>
internal static class SimulationMarkdown
{
    private const int MostHours = 10;

    public static string Of(SimulationReport report)
    {
        var text = new StringBuilder();
        var found = report.Found;
        Line($"# {Escape(report.Before)} → {Escape(report.After)}");
        Line($"");
        Line(
            $"The log {Escape(report.Log)}: {SimulationReport.Counted(report.Rows, "row")} of {SimulationReport.Counted(found.After.Figures.Tickets, "ticket")}. {found.FlippedTickets:N0} of them end differently."
        );
        foreach (var (reason, (count, lines)) in report.Broken.Reasons)
            Line(
                $"\nSkipped {SimulationReport.Counted(count, "row")}: {Escape(reason)}; the first in line {lines[0]}."
            );
        if (report.TakesNone)
            Line($"\nNeither policy takes a ticket of this log.");
        Line($"");
        Line($"| promise | made | kept | broken | no verdict | kept of both |");
        Line($"|---|--:|--:|--:|--:|--:|");
        foreach (var (metric, before, after) in report.Metrics)
            Line(
                $"| {Escape(metric)} | {before.Made:N0} → {after.Made:N0} | {before.Met:N0} → {after.Met:N0} | {before.Breached:N0} → {after.Breached:N0} | {before.Open:N0} → {after.Open:N0} | {SimulationReport.Kept(before)} → {SimulationReport.Kept(after)} |"
            );
        Line($"");
        Line($"## What ends differently, and why");
        Line($"");
        Line($"| what | from | to | tickets | reason | first |");
        Line($"|---|---|---|--:|---|---|");
        foreach (var (kind, count, first) in found.Flips.Kinds)
            Line(
                $"| {Escape(kind.Aspect)} | {kind.From} | {kind.To} | {count:N0} | {Escape(kind.Reason)} | {Escape(SimulationReport.Named(first))} |"
            );
        Line($"");
        Line($"## Hours of the week in which most promises break");
        Line($"");
        Line($"Hours are in {report.Zone}.");
        Line($"");
        Line($"| hour | tickets opened | broken |");
        Line($"|---|--:|--:|");
        foreach (var (hour, opened, before, after) in report.WorstHours(MostHours))
            Line($"| {WeekHours.NameOf(hour)} | {opened:N0} | {before:N0} → {after:N0} |");
        return text.ToString();

        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
    }

    // Names come out of a log that anybody may have written.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
                escaped.Append(' ');
            else if (letter is '<' or '>' or '&')
                escaped.Append(
                    letter switch
                    {
                        '<' => "&lt;",
                        '>' => "&gt;",
                        _ => "&amp;",
                    }
                );
            else if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~')
                escaped.Append('\\').Append(letter);
            else
                escaped.Append(letter);
        }
        return escaped.ToString();
    }
}
