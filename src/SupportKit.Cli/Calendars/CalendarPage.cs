using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace SupportKit.Cli;

/// <summary>Writes a year as one page that loads nothing from elsewhere: the drawing, and the days that are told apart.</summary>
internal static class CalendarPage
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd");

    private const string Style = """
        :root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
        .scrolled{overflow-x:auto}svg{width:100%;min-width:40rem;height:auto}svg .t{display:none}
        table{border-collapse:collapse}th,td{text-align:start;padding:.25rem 1rem .25rem 0;vertical-align:top}td:first-child{white-space:nowrap}
        """;

    public static string Write(CalendarYear year)
    {
        var title = CalendarDrawing.Text(string.Create(CultureInfo.InvariantCulture, $"{year.Year}, {year.Title}"));
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        );
        if (year.TimeZone is { } zone)
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p>Open on {year.OpenDays} days, {year.OpenTime.TotalHours:0.##} hours. Times are those of {CalendarDrawing.Text(zone)}.</p>\n"
            );
        // On a telephone the year is wider than the page, and is moved under it.
        page.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"scrolled\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n"
        );
        page.Append(CalendarDrawing.Write(year)).Append("</div>\n");
        page.Append("<table>\n<thead><tr><th>Day</th><th>What it is</th></tr></thead>\n<tbody>\n");
        foreach (var day in year.Days.Where(day => day.Kind is CalendarDayKind.Holiday or CalendarDayKind.Unusual))
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Day.Format(day.Date)}</td><td>{CalendarDrawing.Text(day.Told)}</td></tr>\n"
            );
        return page.Append("</tbody>\n</table>\n</body>\n</html>\n").ToString();
    }
}
