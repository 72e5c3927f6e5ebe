using System.CommandLine;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary><c>supportkit calendar</c>: a year of a calendar or of a holiday set, drawn; and holidays read from a file.</summary>
internal static class CalendarCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Draws a year of a calendar, with its holidays by name.";

    private const int FirstYear = 1901;
    private const int LastYear = 2199;

    public static Command Create(Terminal terminal)
    {
        var of = new Argument<string>("OF") { Description = "A policy file, or a holiday set such as fr or de-BY." };
        var year = new Argument<int>("YEAR")
        {
            Description = "The year; without one the present one.",
            DefaultValueFactory = _ => terminal.Clock.GetUtcNow().Year,
        };
        var name = new Option<string?>("--calendar")
        {
            Description = "Which calendar of the policy, where it has several.",
        };
        var format = new Option<string>("--format")
        {
            Description = "For people, as a page, as a drawing, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "html", "svg", "json");
        var html = new Option<bool>("--html") { Description = "Short for --format html." };
        var svg = new Option<bool>("--svg") { Description = "Short for --format svg." };
        var command = new Command("calendar", Summary)
        {
            of,
            year,
            name,
            format,
            html,
            svg,
            CalendarImportCommand.Create(terminal),
        };
        command.SetAction(parsed =>
        {
            var shown = parsed.GetValue(year);
            if (shown is < FirstYear or > LastYear)
                throw new ToolException(
                    ToolErrors.ArgumentInvalid,
                    "YEAR",
                    FormattableString.Invariant($"Calendars do not know the year {shown}."),
                    FormattableString.Invariant($"Name one from {FirstYear} to {LastYear}.")
                );
            var drawn = Read(parsed.GetValue(of)!, parsed.GetValue(name), shown, terminal);
            if (
                (parsed.GetValue(html) ? 1 : 0)
                    + (parsed.GetValue(svg) ? 1 : 0)
                    + (parsed.GetResult(format) is { Implicit: false } ? 1 : 0)
                > 1
            )
                throw new ToolException(
                    ToolErrors.ArgumentInvalid,
                    "--format",
                    "Two forms are asked for.",
                    "Keep one of \"--html\", \"--svg\" and \"--format\"."
                );
            var asked =
                parsed.GetValue(html) ? "html"
                : parsed.GetValue(svg) ? "svg"
                : parsed.GetValue(format);
            switch (asked)
            {
                case "html":
                    terminal.Out.Write(CalendarPage.Write(drawn));
                    break;
                case "svg":
                    terminal.Out.Write(CalendarDrawing.Write(drawn));
                    break;
                case "json":
                    terminal.Out.Write(CalendarText.Json(drawn));
                    break;
                default:
                    CalendarText.Write(drawn, new Screen(terminal), terminal.Width);
                    break;
            }
            return ExitCodes.Success;
        });
        return command;
    }

    private static CalendarYear Read(string of, string? name, int year, Terminal terminal)
    {
        if (HolidaySet.Find(of) is { } set && !File.Exists(of))
        {
            if (name is not null)
                throw new ToolException(
                    ToolErrors.ArgumentInvalid,
                    "--calendar",
                    $"\"{of}\" is a set of holidays, and has no calendars.",
                    "Leave the option out, or name a policy file."
                );
            return CalendarYear.Of(set, year);
        }
        if (!of.Contains('.', StringComparison.Ordinal) && of != "-" && !File.Exists(of))
            throw new ToolException(
                ToolErrors.ArgumentInvalid,
                of,
                "There is neither such a file nor such a set of holidays.",
                $"{PolicyJson.Spelling.DidYouMean(of, HolidaySet.All.Select(known => known.Name))}Name a policy file, or one of: {string.Join(", ", HolidaySet.All.Select(known => known.Name))}."
            );
        var policy = PolicyDocument.Load(of, terminal);
        var names = policy.Calendars.Keys.ToList();
        var chosen =
            name
            ?? names switch
            {
                [var only] => only,
                [] => throw new ToolException(
                    ToolErrors.ArgumentInvalid,
                    of,
                    "The policy has no calendar.",
                    "Add one under \"calendars\", or name a set of holidays."
                ),
                _ => throw Which($"The policy has {names.Count} calendars."),
            };
        return policy.Calendars.TryGetValue(chosen, out var calendar)
            ? CalendarYear.Of($"{chosen} of {policy.Id}", calendar, year)
            : throw Which($"The policy has no calendar \"{chosen}\".");

        ToolException Which(string cause) =>
            new(
                ToolErrors.ArgumentInvalid,
                "--calendar",
                cause,
                $"{PolicyJson.Spelling.DidYouMean(name ?? "", names)}Name one of: {PolicyJson.Spelling.List(names)}."
            );
    }
}
