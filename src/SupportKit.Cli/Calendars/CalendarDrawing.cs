using System.Globalization;
using System.Net;
using System.Text;
using NodaTime.Text;

namespace SupportKit.Cli;

/// <summary>Draws a year as SVG: light and dark, without a script, and with the name of every day that is told apart.</summary>
internal static class CalendarDrawing
{
    private const int Cell = 26;
    private const int MonthWidth = 7 * Cell + 24;
    private const int MonthHeight = 6 * Cell + 60;
    private const int Top = 48;

    private const string Style = """
        .y{font:14px system-ui,sans-serif;fill:#1f2937}.b{fill:#fff}.t{font-size:18px;font-weight:600}.m{font-weight:600}
        .w{font-size:11px;fill:#4b5563}.d{font-size:12px;text-anchor:middle}.c{stroke:none}
        .open{fill:#e5f0ff}.closed{fill:#f3f4f6}.unusual{fill:#fde68a}.holiday{fill:#b91c1c}.on-holiday{fill:#fff}
        @media (prefers-color-scheme:dark){.y{fill:#e5e7eb}.b{fill:#111827}.w{fill:#9ca3af}
        .open{fill:#1e3a5f}.closed{fill:#1f2937}.unusual{fill:#854d0e}.holiday{fill:#f87171}.on-holiday{fill:#111827}}
        """;

    public static string Write(CalendarYear year)
    {
        var svg = new StringBuilder();
        var (width, height) = (4 * MonthWidth + 24, Top + 3 * MonthHeight + 40);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" class=\"y\" role=\"img\" aria-label=\"{Text($"{year.Year}, {year.Title}")}\">\n<style>{Style}</style>\n<rect class=\"b\" width=\"{width}\" height=\"{height}\"/>\n<text class=\"t\" x=\"24\" y=\"32\">{year.Year}, {Text(year.Title)}</text>\n"
        );
        for (var month = 1; month <= 12; month++)
            WriteMonth(svg, year, month);
        WriteLegend(svg, height - 24);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A text within XML or HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void WriteMonth(StringBuilder svg, CalendarYear year, int month)
    {
        var (left, top) = (24 + (month - 1) % 4 * MonthWidth, Top + (month - 1) / 4 * MonthHeight + 20);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"m\" x=\"{left}\" y=\"{top}\">{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)}</text>\n"
        );
        string[] weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        for (var i = 0; i < weekdays.Length; i++)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"w d\" x=\"{left + i * Cell + Cell / 2}\" y=\"{top + 18}\">{weekdays[i]}</text>"
            );
        var row = 0;
        foreach (var day in year.Days.Where(day => day.Date.Month == month))
        {
            var column = (int)day.Date.DayOfWeek - 1;
            if (column == 0 && day.Date.Day > 1)
                row++;
            var (x, y) = (left + column * Cell, top + 26 + row * Cell);
            var kind = day.Kind.ToString().ToLowerInvariant();
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<g><title>{LocalDatePattern.Iso.Format(day.Date)}{(day.Told.Length > 0 ? $": {Text(day.Told)}" : "")}</title><rect class=\"c {kind}\" x=\"{x + 1}\" y=\"{y}\" width=\"{Cell - 2}\" height=\"{Cell - 2}\" rx=\"4\"/><text class=\"d{(kind == "holiday" ? " on-holiday" : "")}\" x=\"{x + Cell / 2}\" y=\"{y + 16}\">{day.Date.Day}</text></g>\n"
            );
        }
    }

    private static void WriteLegend(StringBuilder svg, int y)
    {
        (string Kind, string Words)[] legend =
        [
            ("open", "open"),
            ("closed", "closed"),
            ("holiday", "a holiday, closed"),
            ("unusual", "other hours than usual"),
        ];
        var x = 24;
        foreach (var (kind, words) in legend)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"c {kind}\" x=\"{x}\" y=\"{y - 12}\" width=\"14\" height=\"14\" rx=\"3\"/><text class=\"w\" x=\"{x + 20}\" y=\"{y}\">{words}</text>\n"
            );
            x += 40 + words.Length * 8;
        }
    }
}
