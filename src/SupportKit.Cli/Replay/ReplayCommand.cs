using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace SupportKit.Cli;

/// <summary><c>supportkit replay</c>: a desk's history, put through a policy.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var log = new Option<string>("--log")
        {
            Description = "The log: CSV, .ndjson or .jsonl, also .gz.",
            Required = true,
        };
        var map = new Option<string>("--map")
        {
            Description = "The mapping: which columns the log has, and what they mean.",
            Required = true,
        };
        var broken = new Option<string>("--broken")
        {
            Description = "Rows that cannot be read stop the replay, or are skipped, counted and shown by line.",
            DefaultValueFactory = _ => "stop",
        };
        broken.AcceptOnlyFromAmong("stop", "skip");
        var format = new Option<string>("--format")
        {
            Description = "For people, or JSON.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command(
            "replay",
            "Puts a log of real tickets through a policy, and says where the two disagree."
        )
        {
            policy,
            log,
            map,
            broken,
            format,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var loaded = PolicyDocument.Load(parsed.GetValue(policy)!, terminal);
                var path = parsed.GetValue(log)!;
                var mapping = LogMap.Read(parsed.GetValue(map)!, loaded, terminal);
                var rows = new BrokenRows(path, parsed.GetValue(broken) == "skip");
                return Task.FromResult(
                    Run(
                        loaded,
                        new LogReader(path, mapping, loaded, rows),
                        mapping,
                        rows,
                        parsed.GetValue(format) == "json",
                        terminal,
                        cancellation
                    )
                );
            }
        );
        return command;
    }

    private static int Run(
        Policy policy,
        LogReader reader,
        LogMap map,
        BrokenRows broken,
        bool asJson,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var figures = new ReplayFigures();
        var replay = new TicketReplay(policy, figures);
        var progress = new ReplayProgress(terminal);
        foreach (var ticket in LogTickets.Of(reader.Read(), map.IsGrouped, broken))
        {
            cancellation.ThrowIfCancellationRequested();
            replay.Replay(ticket);
            progress.Tell(reader.Share, figures.Tickets);
        }
        progress.End();
        if (asJson)
            terminal.Out.Write(ReplayReport.Json(figures, reader.Rows, broken));
        else
            ReplayReport.WriteText(figures, reader.Rows, broken, new Screen(terminal));
        return ExitCodes.Success;
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
