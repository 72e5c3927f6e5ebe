using System.CommandLine;
using SupportKit.Reports;

namespace SupportKit.Cli;

/// <summary><c>supportkit simulate</c>: one history under two policies.</summary>
internal static class SimulateCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Puts one log through two policies, and says which tickets end differently, and why.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy that is tried." };
        var against = new Option<string>("--against")
        {
            Description = "The policy that it is compared with: the one in use.",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Write the answer as JSON." };
        var markdown = new Option<string?>("--markdown") { Description = "Write a report as Markdown to this file." };
        var html = new Option<string?>("--html")
        {
            Description = "Write a page with plots to this file; it needs nothing beside it.",
        };
        var tickets = new Option<string?>("--tickets")
        {
            Description = "Write every ticket that flips to this file, as CSV.",
        };
        var command = new Command("simulate", Summary) { policy, against, json, markdown, html, tickets };
        var log = new LogOptions(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var (beforeName, afterName) = (parsed.GetValue(against)!, parsed.GetValue(policy)!);
                OutputPaths.Require(parsed, [markdown, html, tickets], [beforeName, afterName, .. log.Files(parsed)]);
                var before = PolicyDocument.Load(beforeName, terminal);
                var after = PolicyDocument.Load(afterName, terminal);
                var source = log.Source(parsed, [after, before], terminal);
                var found = Run(before, after, source, parsed.GetValue(tickets) is not null, cancellation);
                var report = new SimulationReport(
                    Path.GetFileName(beforeName),
                    Path.GetFileName(afterName),
                    source.Name,
                    source.Rows,
                    source.Broken,
                    found
                );
                if (parsed.GetValue(markdown) is { } markdownFile)
                    TextFile.Write(markdownFile, SimulationMarkdown.Of(report));
                if (parsed.GetValue(html) is { } page)
                    TextFile.Write(page, SimulationPage.Of(report));
                if (parsed.GetValue(tickets) is { } list)
                    TextFile.Write(list, Csv(found));
                if (parsed.GetValue(json))
                    terminal.Out.Write(SimulationText.Json(report));
                else
                    SimulationText.Write(report, new Screen(terminal));
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static Simulation Run(
        Policy before,
        Policy after,
        LogSource source,
        bool keepsAll,
        CancellationToken cancellation
    )
    {
        var sum = new Simulation(before, after, source.AcceptsTeams, keepsAll);
        foreach (
            var part in source.Each(
                () => new Simulation(before, after, source.AcceptsTeams, keepsAll),
                (part, rows) => part.Take(rows),
                cancellation
            )
        )
            sum.Add(part);
        return sum;
    }

    private static string Csv(Simulation found) =>
        ReportCsv.Write(
            ["ticket", "line", "what", "from", "to", "reason"],
            found.Flips.All.Select(flip =>
                new object?[]
                {
                    flip.Ticket.Ticket,
                    flip.Ticket.Line,
                    flip.Kind.Aspect,
                    flip.Kind.From,
                    flip.Kind.To,
                    flip.Kind.Reason,
                }
            )
        );
}
