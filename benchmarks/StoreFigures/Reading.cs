using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SupportKit.StoreFigures;

/// <summary>What it takes to read a whole conversation, beside finding the ticket alone.</summary>
internal static class Reading
{
    private const int Rounds = 9;
    private const int Each = 200;

    public static void Head(TextWriter report) =>
        report.WriteLine(
            """
            ## Reading a conversation

            A ticket of 30 events, one caller, ways in turns; the median of 9 rounds of 200 readings.

            | store | `FindAsync` | `GetHistoryAsync` | `ReadAsync` | ratio (target 1.5) | `ReadAsync` with actions | ratio |
            |---|--:|--:|--:|--:|--:|--:|
            """
        );

    public static async Task RowAsync(string store, IHost host, TextWriter report)
    {
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var ticket = await LivedAsync(desk);
        var agent = Actor.Agent("bo");
        var times = await MediansAsync(
            () => desk.FindAsync(ticket, Viewer.Desk),
            () => desk.GetHistoryAsync(ticket, Viewer.Desk),
            () => desk.ReadAsync(ticket, Viewer.Desk),
            () => desk.ReadAsync(ticket, Viewer.Desk, agent)
        );
        report.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {store} | {times[0]:0.0} µs | {times[1]:0.0} µs | {times[2]:0.0} µs | {times[2] / times[0]:0.00} "
                    + $"| {times[3]:0.0} µs | {times[3] / times[0]:0.00} |"
            )
        );
    }

    private static async Task<TicketKey> LivedAsync(SupportDesk desk)
    {
        var ticket = (await desk.OpenAsync(Rows.Request)).OrThrow().Ticket;
        var (ana, bo) = (Actor.Requester("ana"), Actor.Agent("bo"));
        TicketCommand[] turns =
        [
            new TicketCommand.Note(bo, "The node of the third zone answers with a time-out."),
            new TicketCommand.Reply(bo, "Which of your flows have stopped, and since when exactly?", AsksBack: true),
            new TicketCommand.Reply(ana, "All of those that read orders, since the deployment of this morning."),
        ];
        for (var i = 0; ticket.Version < 30; i++)
            ticket = (await desk.ApplyAsync(ticket.Key, turns[i % turns.Length])).OrThrow().Ticket;
        return ticket.Key;
    }

    private static async Task<double[]> MediansAsync(params Func<Task>[] ways)
    {
        var times = ways.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var started = Stopwatch.GetTimestamp();
                for (var i = 0; i < Each; i++)
                    await ways[way]();
                if (round > 0) // the first is for warming up
                    times[way].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Each);
            }
        }
        return [.. times.Select(of => of.Order().ElementAt(of.Count / 2))];
    }
}
