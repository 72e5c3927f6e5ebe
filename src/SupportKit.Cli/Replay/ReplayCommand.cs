using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace SupportKit.Cli;

/// <summary><c>supportkit replay</c>: a desk's history, put through a policy.</summary>
internal static class ReplayCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Puts a log of real tickets through a policy, and says where the two disagree.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var format = new Option<string>("--format")
        {
            Description = "For people, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var events = new Option<string?>("--events")
        {
            Description =
                "Write every event to this file, as JSON line by line, and say its SHA-256; takes one worker.",
        };
        var tickets = new Option<string?>("--tickets")
        {
            Description =
                "Write every ticket with its promises to this file, as CSV or by its ending as JSON line by line; takes one worker.",
        };
        var command = new Command("replay", Summary) { policy, format, events, tickets };
        var log = new LogOptions(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                OutputPaths.Require(parsed, [events, tickets], [parsed.GetValue(policy)!, .. log.Files(parsed)]);
                var loaded = PolicyDocument.Load(parsed.GetValue(policy)!, terminal);
                var source = log.Source(parsed, [loaded], terminal);
                foreach (var option in (Option<string?>[])[events, tickets])
                    if (parsed.GetValue(option) is not null && log.WorkersOf(parsed) > 1)
                        throw new ToolException(
                            ToolErrors.ArgumentInvalid,
                            option.Name,
                            "What is written stands in the order of the log, which several workers do not keep.",
                            "Leave out \"--workers\"."
                        );
                using var eventFile = parsed.GetValue(events) is { } path ? new EventFile(path) : null;
                using var ticketFile = parsed.GetValue(tickets) is { } list ? new TicketFile(list) : null;
                var figures = Run(
                    loaded,
                    source,
                    (rows, replayed) =>
                    {
                        if (replayed.Ticket is { } ticket)
                            eventFile?.Write(ticket.Id, replayed.Events);
                        ticketFile?.Write(rows, replayed);
                    },
                    cancellation
                );
                ticketFile?.Complete();
                var hash = eventFile?.Complete();
                if (parsed.GetValue(format) == "json")
                    terminal.Out.Write(ReplayReport.Json(figures, source.Rows, source.Broken, hash));
                else
                    ReplayReport.WriteText(figures, source.Rows, source.Broken, hash, new Screen(terminal));
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static ReplayFigures Run(
        Policy policy,
        LogSource source,
        Action<IReadOnlyList<LogRow>, ReplayedTicket> write,
        CancellationToken cancellation
    )
    {
        var sum = new ReplayFigures();
        foreach (
            var part in source.Each(
                () => new ReplayFigures(),
                // Everything a worker knows beside its figures is how states follow each other, which is soon known again.
                (figures, rows) => write(rows, figures.ReplayFor(policy, source.AcceptsTeams).Replay(rows)),
                cancellation
            )
        )
            sum.Add(part);
        return sum;
    }
}

/// <summary>A line on the terminal that says how far a replay is and how long it still takes. Nothing where nobody looks.</summary>
internal sealed class ReplayProgress(Terminal terminal)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long started = Stopwatch.GetTimestamp();
    private TimeSpan told;

    public void Tell(double share, long tickets)
    {
        var passed = Stopwatch.GetElapsedTime(started);
        if (!terminal.ShowsProgress || passed - told < Pause)
            return;
        told = passed;
        var left = share > 0.01 ? passed * (1 / share - 1) : (TimeSpan?)null;
        terminal.Error.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\r{100 * share:0} % of the log, {tickets:N0} tickets{(left is { } rest ? $", about {rest.TotalSeconds:0} s left" : "")}   "
            )
        );
    }

    public void End()
    {
        if (told > TimeSpan.Zero)
            terminal.Error.Write("\r" + new string(' ', 70) + "\r");
    }
}
