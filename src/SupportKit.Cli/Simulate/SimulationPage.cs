using System.Globalization;
using System.Net;
using System.Text;

namespace SupportKit.Cli;

/// <summary>
/// Writes a simulation as one page of HTML that needs nothing beside it: no script, no font and no picture from elsewhere. It follows
/// the color scheme of whoever looks, and fits a telephone.
/// </summary>
internal sealed class SimulationPage
{
    private const string Style = "simulation.css";

    private readonly StringBuilder html = new();
    private readonly SimulationReport report;

    private SimulationPage(SimulationReport report) => this.report = report;

    public static string Of(SimulationReport report)
    {
        var page = new SimulationPage(report);
        page.Write();
        return page.html.ToString();
    }

    private void Write()
    {
        var found = report.Found;
        var title = $"{report.Before} → {report.After}";
        Add(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(title)}</title>
            <style>
            """
        );
        html.Append(ResourceText.Read(Style)).Append('\n');
        Add(
            $"""
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(title)}</h1>
            <p>The log {Text(report.Log)}: {SimulationReport.Counted(report.Rows, "row")} of {SimulationReport.Counted(
                found.After.Figures.Tickets,
                "ticket"
            )}. <strong>{found.FlippedTickets:N0}</strong> of them end differently.</p>
            """
        );
        foreach (var (reason, (count, lines)) in report.Broken.Reasons)
            Add(
                $"<p class=\"note\">Skipped {SimulationReport.Counted(count, "row")}: {Text(reason)}; the first in line {lines[0]}.</p>"
            );
        Promises();
        Flips();
        Hours();
        Add($"</main>\n</body>\n</html>");
    }

    private void Promises()
    {
        Add($"<h2>Promises</h2>");
        Add(
            $"<p class=\"key\"><span class=\"kept\"></span> kept <span class=\"broken\"></span> broken <span class=\"open\"></span> no verdict</p>"
        );
        Add($"<div class=\"grid\">");
        foreach (var (metric, before, after) in report.Metrics)
        {
            var most = Math.Max(1, Math.Max(before.Made, after.Made));
            Add($"<figure><figcaption>{Text(metric)}</figcaption>");
            Add(
                $"<svg viewBox=\"0 0 360 84\" role=\"img\" aria-label=\"{Text(metric)}: kept {SimulationReport.Kept(before)} before, {SimulationReport.Kept(after)} after\">"
            );
            Bar(report.Before, before, most, 0);
            Bar(report.After, after, most, 42);
            Add($"</svg></figure>");
        }
        Add($"</div>");
    }

    private void Bar(string name, MetricFigures figures, long most, int top)
    {
        Add($"<text x=\"0\" y=\"{top + 12}\">{Text(Short(name))}</text>");
        Add(
            $"<text x=\"360\" y=\"{top + 12}\" text-anchor=\"end\">{figures.Met:N0} kept, {figures.Breached:N0} broken, {SimulationReport.Kept(figures)}</text>"
        );
        var left = 0.0;
        foreach (
            var (count, kind) in new[] { (figures.Met, "kept"), (figures.Breached, "broken"), (figures.Open, "open") }
        )
        {
            var wide = 360.0 * count / most;
            if (count > 0)
                Add(
                    $"<rect class=\"{kind}\" x=\"{left:0.##}\" y=\"{top + 17}\" width=\"{Math.Max(0.5, wide):0.##}\" height=\"16\"><title>{count:N0} {(kind == "open" ? "no verdict" : kind)}</title></rect>"
                );
            left += wide;
        }
    }

    private void Flips()
    {
        Add($"<h2>What ends differently, and why</h2>");
        if (!report.Found.Flips.Kinds.Any())
        {
            Add($"<p>{(report.TakesNone ? "Neither policy takes a ticket of this log." : "No ticket flips.")}</p>");
            return;
        }
        foreach (var end in report.Found.Flips.Kinds.GroupBy(flip => (flip.Kind.Aspect, flip.Kind.From, flip.Kind.To)))
        {
            Add(
                $"<h3>{Text(end.Key.Aspect)}: {end.Key.From} → {end.Key.To} <small>{SimulationReport.Counted(end.Sum(flip => flip.Count), "ticket")}</small></h3>\n<ul>"
            );
            foreach (var (kind, count, first) in end)
                Add(
                    $"<li><strong>{count:N0}</strong> {Text(kind.Reason)}<br><small>{Text(SimulationReport.Named(first))}{(count > first.Count ? ", …" : "")}</small></li>"
                );
            Add($"</ul>");
        }
    }

    private void Hours()
    {
        Add(
            $"<h2>By hour of the week</h2>\n<p class=\"note\">Hours are in {Text(report.Zone)}.</p>\n<div class=\"grid\">"
        );
        var (before, after) = (report.Found.Before, report.Found.After);
        Week("Promises broken", report.Before, before.Broken, after.Broken, "broken");
        Week("Promises broken", report.After, after.Broken, before.Broken, "broken");
        Week("Promises due", report.Before, before.Due, after.Due, "due");
        Week("Promises due", report.After, after.Due, before.Due, "due");
        Week("Tickets opened", report.After, after.Opened, before.Opened, "opened");
        Add($"</div>");
    }

    // Both of a pair have one scale, so that they can be compared by eye.
    private void Week(string what, string name, WeekHours hours, WeekHours other, string kind)
    {
        var most = Math.Max(1, hours.Counts.Concat(other.Counts).Max());
        var worst = Enumerable.Range(0, WeekHours.Count).MaxBy(hour => hours.Counts[hour]);
        Add(
            $"<figure><figcaption>{what} <small>{Text(Short(name))}; the darkest is {most:N0}</small></figcaption>\n<svg viewBox=\"0 0 360 122\" role=\"img\" aria-label=\"{what}, {Text(name)}: {hours.Counts.Sum():N0} in all, the most in {WeekHours.NameOf(worst)} with {hours.Counts[worst]:N0}\">"
        );
        for (var day = 0; day < 7; day++)
            Add($"<text x=\"0\" y=\"{day * 15 + 12}\">{WeekHours.DayOf(day)}</text>");
        for (var hour = 0; hour < 24; hour += 6)
            Add($"<text x=\"{34 + hour * 13.5:0.#}\" y=\"120\">{hour:00}:00</text>");
        for (var hour = 0; hour < WeekHours.Count; hour++)
        {
            var count = hours.Counts[hour];
            var shade = count == 0 ? 0 : 0.15 + 0.85 * count / most;
            Add(
                $"<rect class=\"cell\" x=\"{34 + hour % 24 * 13.5:0.#}\" y=\"{hour / 24 * 15}\" width=\"12.5\" height=\"14\"/>"
            );
            if (count > 0)
                Add(
                    $"<rect class=\"{kind}\" fill-opacity=\"{shade:0.##}\" x=\"{34 + hour % 24 * 13.5:0.#}\" y=\"{hour / 24 * 15}\" width=\"12.5\" height=\"14\"><title>{WeekHours.NameOf(hour)}: {count:N0}</title></rect>"
                );
        }
        Add($"</svg></figure>");
    }

    private static string Short(string name) => name.Length <= 24 ? name : $"{name[..23]}…";

    // Names come out of a log that anybody may have written.
    private static string Text(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));

    private void Add(FormattableString part) => html.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
