using System.Globalization;
using NodaTime.Text;

namespace SupportKit.Cli;

/// <summary>Writes a year for a terminal, and for programs.</summary>
internal static class CalendarText
{
    private const int MonthWidth = 21;
    private const int Gap = 3;

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd");

    public static void Write(CalendarYear year, Screen screen, int width)
    {
        screen.Line((string.Create(CultureInfo.InvariantCulture, $"{year.Year}, {year.Title}"), Ink.Strong));
        screen.Line();
        var across = width >= 3 * MonthWidth + 2 * Gap ? 3 : 1;
        foreach (var months in Enumerable.Range(1, 12).Chunk(across))
            WriteMonths(year, months, screen);
        screen.Line(("*  a holiday, closed   .  closed   ~  other hours than usual on that weekday", Ink.Faint));
        screen.Line();
        foreach (var day in year.Days.Where(day => day.Kind is CalendarDayKind.Holiday or CalendarDayKind.Unusual))
            screen.Line((Day.Format(day.Date), InkOf(day.Kind)), ($"  {day.Told}", Ink.Plain));
        screen.Line(
            year.TimeZone is { } zone
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"open on {year.OpenDays} days, {year.OpenTime.TotalHours:0.##} hours; times are those of {zone}"
                )
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{year.OpenDays} days from Monday to Friday that are no holidays"
                )
        );
    }

    public static string Json(CalendarYear year) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("title", year.Title);
                    writer.WriteNumber("year", year.Year);
                    if (year.TimeZone is { } zone)
                        writer.WriteString("timeZone", zone);
                    writer.WriteNumber("openDays", year.OpenDays);
                    writer.WriteNumber("openMinutes", (long)year.OpenTime.TotalMinutes);
                    writer.List(
                        "days",
                        year.Days,
                        day =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("date", LocalDatePattern.Iso.Format(day.Date));
                                    writer.WriteBoolean("open", day.IsOpen);
                                    if (day.Hours.Length > 0)
                                        writer.WriteString("hours", day.Hours);
                                    if (day.Holiday is { } holiday)
                                        writer.WriteString("holiday", holiday);
                                    if (day.IsUnusual)
                                        writer.WriteBoolean("unusual", true);
                                }
                            )
                    );
                }
            )
        );

    private static void WriteMonths(CalendarYear year, int[] months, Screen screen)
    {
        var grids = months.Select(month => Weeks(year, month)).ToList();
        var names = months.Select(month =>
            (CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).PadRight(MonthWidth + Gap), Ink.Strong)
        );
        WriteTrimmed(names, screen);
        WriteTrimmed(months.Select(_ => ("Mo Tu We Th Fr Sa Su ".PadRight(MonthWidth + Gap), Ink.Faint)), screen);
        for (var week = 0; week < grids.Max(grid => grid.Count); week++)
        {
            var parts = grids.SelectMany(grid =>
                (week < grid.Count ? grid[week] : new CalendarDay?[7])
                    .Select(Cell)
                    .Append((new string(' ', Gap), Ink.Plain))
            );
            WriteTrimmed(parts, screen);
        }
        screen.Line();
    }

    private static void WriteTrimmed(IEnumerable<(string Text, Ink Ink)> parts, Screen screen)
    {
        var line = parts.ToList();
        while (line.Count > 0 && line[^1].Text.Trim().Length == 0)
            line.RemoveAt(line.Count - 1);
        line[^1] = (line[^1].Text.TrimEnd(), line[^1].Ink);
        screen.Line([.. line]);
    }

    private static List<CalendarDay?[]> Weeks(CalendarYear year, int month)
    {
        var weeks = new List<CalendarDay?[]> { new CalendarDay?[7] };
        foreach (var day in year.Days.Where(day => day.Date.Month == month))
        {
            var column = (int)day.Date.DayOfWeek - 1;
            if (column == 0 && day.Date.Day > 1)
                weeks.Add(new CalendarDay?[7]);
            weeks[^1][column] = day;
        }
        return weeks;
    }

    // Without color the mark says what the day is.
    private static (string, Ink) Cell(CalendarDay? day) =>
        day is null
            ? ("   ", Ink.Plain)
            : (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day.Date.Day, 2}{day.Kind switch { CalendarDayKind.Holiday => '*', CalendarDayKind.Closed => '.', CalendarDayKind.Unusual => '~', _ => ' ' }}"
                ),
                InkOf(day.Kind)
            );

    private static Ink InkOf(CalendarDayKind kind) =>
        kind switch
        {
            CalendarDayKind.Holiday => Ink.Bad,
            CalendarDayKind.Closed => Ink.Faint,
            CalendarDayKind.Unusual => Ink.Doubtful,
            _ => Ink.Plain,
        };
}
