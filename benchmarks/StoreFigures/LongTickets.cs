using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Testing;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>What a command costs on a ticket with a long history, beside one with a short history.</summary>
internal static class LongTickets
{
    private const int Rounds = 9;
    private const int Each = 4;

    /// <summary>Digibee's, and a rate limit that nobody reaches.</summary>
    public static Policy Policy { get; } =
        Policy.Parse(
            Rows.PolicyText.Replace(
                "\"access\":",
                """
                "screening": { "rateLimit": { "then": "advise", "tickets": 100, "within": "1h", "sameMessages": 100 } },
                "access":
                """,
                StringComparison.Ordinal
            )
        );

    public static void Head(TextWriter report) =>
        report.WriteLine(
            """
            ## A command on a ticket with a long history

            One caller, tickets in turns; the median of 9 rounds of 4 (so that the first has fewer than 200 events at the end), elapsed and, in brackets, processor time of this process. The desk's policy has
            a rate limit, for which a reply looks at what the requester wrote before. An update is what a live connection reads after one command.

            | store | events | ticket's JSON | note | ratio (target 1.5) | requester's reply | ratio | update | ratio | for comparison: whole history |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """
        );

    public static async Task ReportAsync(string engine, IHost host, ManualTimeProvider time, TextWriter report)
    {
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var tickets = new List<TicketKey>();
        foreach (var length in (int[])[10, 1_000, 10_000])
            tickets.Add(await GrownAsync(desk, time, length));
        var (ana, bo) = (Actor.Requester("ana"), Actor.Agent("bo"));
        (double Elapsed, double Used)[]? least = null;
        var ways = tickets
            .SelectMany(key =>
                (Func<Task>[])
                    [
                        () => ApplyAsync(key, new TicketCommand.Note(bo, "The third zone answers with a time-out.")),
                        () => ApplyAsync(key, new TicketCommand.Reply(ana, $"It stopped again, {Guid.NewGuid()}.")),
                        () => UpdateAsync(desk, key),
                        () => desk.GetHistoryAsync(key, Viewer.OfRequester("ana")),
                    ]
            )
            .ToArray();
        var before = await Task.WhenAll(tickets.Select(key => desk.FindAsync(key, Viewer.Desk)));
        var times = await MediansAsync(ways);
        for (var i = 0; i < tickets.Count; i++)
        {
            var of = times[(i * 4)..(i * 4 + 4)];
            least ??= of;
            var cells = of.Take(3).Select((time, way) => $"{Cell(time)} | {time.Elapsed / least[way].Elapsed:0.00}");
            var json = Encoding.UTF8.GetByteCount(TicketJson.Write(before[i]!)) / 1024.0;
            report.WriteLine(
                $"| {engine} | {before[i]!.Version:N0} | {json:0.0} KB | {string.Join(" | ", cells)} | {Cell(of[3])} |"
            );
        }

        async Task ApplyAsync(TicketKey key, TicketCommand command)
        {
            time.Advance(Duration.FromMinutes(1));
            (await desk.ApplyAsync(key, command)).OrThrow();
        }
    }

    private static async Task UpdateAsync(SupportDesk desk, TicketKey key)
    {
        var viewer = Viewer.OfRequester("ana");
        var now = await desk.FindAsync(key, viewer);
        await desk.GetEventsAfterAsync(key, viewer, now!.Version - 1, default);
    }

    private static string Cell((double Elapsed, double Used) time) => $"{time.Elapsed:N0} µs ({time.Used:N0})";

    private static async Task<TicketKey> GrownAsync(SupportDesk desk, ManualTimeProvider time, int length)
    {
        var ticket = (await desk.OpenAsync(Rows.Request)).OrThrow().Ticket;
        var (ana, bo) = (Actor.Requester("ana"), Actor.Agent("bo"));
        for (var i = 0; ticket.Version < length; i++)
        {
            TicketCommand turn = (i % 3) switch
            {
                0 => new TicketCommand.Note(bo, "The node of the third zone answers with a time-out."),
                1 => new TicketCommand.Reply(bo, "Which of your flows have stopped, and since when?", AsksBack: true),
                _ => new TicketCommand.Reply(ana, $"All that read orders, since deployment {i}."),
            };
            time.Advance(Duration.FromMinutes(1));
            ticket = (await desk.ApplyAsync(ticket.Key, turn)).OrThrow().Ticket;
        }
        return ticket.Key;
    }

    private static async Task<(double Elapsed, double Used)[]> MediansAsync(Func<Task>[] ways)
    {
        var times = ways.Select(_ => new List<(double Elapsed, double Used)>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                for (var i = 0; i < Each; i++)
                    await ways[way]();
                if (round > 0) // the first is for warming up
                    times[way]
                        .Add(
                            (
                                Stopwatch.GetElapsedTime(started).TotalMicroseconds / Each,
                                (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / Each
                            )
                        );
            }
        }
        return [.. times.Select(of => (Median(of, t => t.Elapsed), Median(of, t => t.Used)))];

        static double Median(List<(double, double)> of, Func<(double Elapsed, double Used), double> what) =>
            of.Select(what).Order().ElementAt(of.Count / 2);
    }
}
