using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary>Writes what was read of an iCalendar file: holidays as a policy lists them, and the faults beside them.</summary>
internal static class CalendarImportReport
{
    /// <summary>The holidays go to the answer, so that they can be kept; the faults and what was left out go beside it.</summary>
    public static void WriteText(string path, CalendarImport import, Terminal terminal)
    {
        foreach (var fault in import.Faults)
            terminal.Error.WriteLine($"{path}, {fault.Path}: {fault.Explanation} ({fault.Code}){Written(fault)}");
        foreach (var other in import.LeftOut)
            terminal.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}, line {other.Line}: \"{other.Summary}\" is left out: it is not a holiday, or the options leave it out."
                )
            );
        if (!import.Holidays.IsEmpty || import.Faults.IsEmpty)
            terminal.Out.Write(JsonFormatter.Format(Holidays(import.Holidays), "the holidays"));
        terminal.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Number(import.Holidays.Length, "holiday")}, {Number(import.Faults.Length, "fault")}, {Number(import.LeftOut.Length, "event")} left out."
            )
        );
        if (import is { Faults.IsEmpty: false, Holidays.IsEmpty: true })
            terminal.Error.WriteLine("Nothing was taken. Correct the file, or take the good events with --take-good.");
    }

    public static string Json(CalendarImport import) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WritePropertyName("holidays");
                    using (var holidays = JsonDocument.Parse(Holidays(import.Holidays)))
                        holidays.RootElement.WriteTo(writer);
                    writer.List(
                        "faults",
                        import.Faults,
                        fault =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("code", fault.Code);
                                    writer.WriteString("at", fault.Path);
                                    writer.WriteString("cause", fault.Explanation);
                                    if (fault.Value is { } value)
                                        writer.WriteString("value", value);
                                }
                            )
                    );
                    writer.List(
                        "leftOut",
                        import.LeftOut,
                        other =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteNumber("line", other.Line);
                                    writer.WriteString("summary", other.Summary);
                                }
                            )
                    );
                }
            )
        );

    // As a calendar of a policy writes them.
    private static string Holidays(ImmutableArray<HolidayRule> rules)
    {
        if (rules.IsEmpty)
            return "[]";
        using var calendar = JsonDocument.Parse(
            BusinessCalendar.In("UTC").AlwaysOpen().Holidays(rules).Build().ToJson()
        );
        return calendar.RootElement.GetProperty("holidays").GetRawText();
    }

    private static string Written(BusinessCalendarProblem fault) => fault.Value is { } value ? $": {value}" : "";

    private static string Number(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
