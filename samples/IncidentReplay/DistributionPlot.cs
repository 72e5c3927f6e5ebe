using System.Globalization;
using System.Text;

namespace IncidentReplay;

/// <summary>
/// Draws how long resolutions took, a panel for each priority and measure: what the source counts as kept below, as missed
/// on top, and the best-fitting target as a line. Time is logarithmic. An SVG that needs nothing beside it.
/// </summary>
internal static class DistributionPlot
{
    private const int Left = 140,
        Top = 104,
        Width = 400,
        Height = 96,
        GapX = 36,
        GapY = 52,
        BinsPerDecade = 8,
        Bins = 46;

    private const string Kept = "#3b76af",
        Missed = "#ef8636",
        Ink = "#222";

    private static readonly (Measure Measure, (long Minutes, string Name)[] Ticks)[] Columns =
    [
        (
            Measure.Elapsed,
            [(1, "≤ 1 min"), (10, "10 min"), (60, "1 h"), (480, "8 h"), (1440, "1 d"), (10080, "1 wk"), (43200, "30 d")]
        ),
        (
            Measure.Business,
            [
                (1, "≤ 1 min"),
                (10, "10 min"),
                (60, "1 h"),
                (480, "8 h"),
                (2400, "40 h"),
                (10080, "168 h"),
                (60000, "1,000 h"),
            ]
        ),
    ];

    /// <summary>The picture; the same text for the same figures.</summary>
    public static string Draw(Figures figures)
    {
        var priorities = figures.Priorities;
        var (width, height) = (Left + 2 * Width + GapX + 24, Top + priorities.Length * (Height + GapY) + 8);
        var svg = new StringBuilder();
        Add(
            svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"{Ink}\">"
        );
        Add(svg, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        Add(
            svg,
            $"<text x=\"16\" y=\"28\" font-size=\"17\" font-weight=\"600\">Time to resolution, and the target that comes closest to made_sla</text>"
        );
        Add(
            svg,
            $"<rect x=\"16\" y=\"44\" width=\"12\" height=\"12\" fill=\"{Kept}\"/><text x=\"33\" y=\"54\">made_sla true</text>"
        );
        Add(
            svg,
            $"<rect x=\"132\" y=\"44\" width=\"12\" height=\"12\" fill=\"{Missed}\"/><text x=\"149\" y=\"54\">made_sla false</text>"
        );
        Add(
            svg,
            $"<line x1=\"254\" y1=\"42\" x2=\"254\" y2=\"58\" stroke=\"{Ink}\" stroke-width=\"1.5\"/><text x=\"262\" y=\"54\">best-fitting target, and the share of incidents it agrees on</text>"
        );
        for (var row = 0; row < priorities.Length; row++)
        {
            var y = Top + row * (Height + GapY);
            var count = figures.Incidents.Count(incident => incident.Priority == priorities[row]);
            Add(svg, $"<text x=\"16\" y=\"{y + 44}\" font-weight=\"600\">{Escape(priorities[row])}</text>");
            Add(svg, $"<text x=\"16\" y=\"{y + 61}\" fill=\"#666\">{count:N0} incidents</text>");
            for (var column = 0; column < Columns.Length; column++)
            {
                var x = Left + column * (Width + GapX);
                if (row == 0)
                    Add(
                        svg,
                        $"<text x=\"{x}\" y=\"{y - 22}\" font-weight=\"600\">{Columns[column].Measure.Name}</text>"
                    );
                Panel(svg, x, y, [.. figures.Outcomes(priorities[row], Columns[column].Measure)], column);
            }
        }
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(StringBuilder svg, int x, int y, List<Outcome> outcomes, int column)
    {
        var (measure, ticks) = Columns[column];
        foreach (var (minutes, name) in ticks)
        {
            Add(
                svg,
                $"<line x1=\"{At(x, minutes):0.#}\" y1=\"{y}\" x2=\"{At(x, minutes):0.#}\" y2=\"{y + Height + 4}\" stroke=\"#e4e4e4\"/>"
            );
            Add(
                svg,
                $"<text x=\"{At(x, minutes):0.#}\" y=\"{y + Height + 17}\" font-size=\"10.5\" text-anchor=\"middle\" fill=\"#666\">{name}</text>"
            );
        }
        var bins = outcomes.ToLookup(outcome =>
            Math.Clamp((int)(Decades(outcome.Minutes) * BinsPerDecade), 0, Bins - 1)
        );
        var highest = Math.Max(1, bins.Select(bin => bin.Count()).DefaultIfEmpty().Max());
        foreach (var bin in bins.OrderBy(bin => bin.Key))
        {
            var (left, wide) = (x + bin.Key * (double)Width / Bins, (double)Width / Bins - 1);
            var kept = Height * (double)bin.Count(outcome => outcome.Made) / highest;
            var missed = Height * (double)bin.Count(outcome => !outcome.Made) / highest;
            Bar(svg, left, y + Height - kept, wide, kept, Kept);
            Bar(svg, left, y + Height - kept - missed, wide, missed, Missed);
        }
        Add(svg, $"<line x1=\"{x}\" y1=\"{y + Height}\" x2=\"{x + Width}\" y2=\"{y + Height}\" stroke=\"#888\"/>");
        if (TargetFit.MostAccurate(outcomes) is { } fit)
            Target(svg, x, y, fit, measure);
    }

    private static void Target(StringBuilder svg, int x, int y, TargetFit fit, Measure measure)
    {
        var share = (fit.Accuracy * 100).ToString("0.0", CultureInfo.InvariantCulture);
        if (fit.Target is not { } target)
        {
            Add(
                svg,
                $"<text x=\"{x}\" y=\"{y - 5}\" font-size=\"11\">no target: calling all missed agrees on {share} %</text>"
            );
            return;
        }
        var at = At(x, target);
        Add(
            svg,
            $"<line x1=\"{at:0.#}\" y1=\"{y - 14}\" x2=\"{at:0.#}\" y2=\"{y + Height}\" stroke=\"{Ink}\" stroke-width=\"1.5\"/>"
        );
        Add(
            svg,
            $"<text x=\"{at - 6:0.#}\" y=\"{y - 5}\" font-size=\"11\" text-anchor=\"end\">{measure.Text(target)}: {share} %</text>"
        );
    }

    private static void Bar(StringBuilder svg, double x, double y, double width, double height, string colour)
    {
        if (height > 0)
            Add(
                svg,
                $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{colour}\"/>"
            );
    }

    private static double At(int x, long minutes) => x + Decades(minutes) * BinsPerDecade * Width / Bins;

    // A resolution in the minute of its opening stands with those of one minute.
    private static double Decades(long minutes) => Math.Log10(Math.Max(1, minutes));

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Add(StringBuilder svg, FormattableString part) =>
        svg.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
