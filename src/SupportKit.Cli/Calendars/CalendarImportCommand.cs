using System.CommandLine;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary><c>supportkit calendar import</c>: the holidays of an iCalendar file, as a policy's calendar lists them.</summary>
internal static class CalendarImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The .ics file; - for standard input." };
        var takeGood = new Option<bool>("--take-good")
        {
            Description = "Leave out the events that have a fault, and take the others.",
        };
        var all = new Option<bool>("--all")
        {
            Description = "Take observances and working days too, which are left out otherwise.",
        };
        var wholeDays = new Option<bool>("--whole-days")
        {
            Description = "Leave out events that do not last whole days.",
        };
        var only = new Option<string[]>("--category")
        {
            Description = "Take only events of this category. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var without = new Option<string[]>("--without")
        {
            Description = "Leave out events whose summary holds this text. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var json = new Option<bool>("--json")
        {
            Description = "Write JSON: the holidays, the faults, and the events that were left out.",
        };
        var command = new Command("import", "Reads the holidays of an iCalendar file, and lists every fault of it.")
        {
            file,
            takeGood,
            all,
            wholeDays,
            only,
            without,
            json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var options = Filter(
                parsed.GetValue(all),
                parsed.GetValue(wholeDays),
                parsed.GetValue(only)!,
                parsed.GetValue(without)!
            );
            var import = CalendarImport.Of(TextFile.Read(path, terminal), options, parsed.GetValue(takeGood));
            if (parsed.GetValue(json))
                terminal.Out.Write(CalendarImportReport.Json(import));
            else
                CalendarImportReport.WriteText(path, import, terminal);
            return import.Faults.IsEmpty ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static ICalendarOptions Filter(bool all, bool wholeDays, string[] only, string[] without) =>
        new()
        {
            Include = candidate =>
                (all || ICalendarOptions.IsHoliday(candidate))
                && (!wholeDays || candidate.IsAllDay)
                && (
                    only.Length == 0
                    || candidate.Categories.Any(category => only.Contains(category, StringComparer.OrdinalIgnoreCase))
                )
                && !Array.Exists(
                    without,
                    text => candidate.Summary?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
                ),
        };
}
