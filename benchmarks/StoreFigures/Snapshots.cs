using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>What a command costs on a ticket whose JSON has grown by pauses of a promise, and by promises that are over.</summary>
internal static class Snapshots
{
    private const int Rounds = 21;

    public static async Task ReportAsync(string engine, IHost host, ManualTimeProvider time, TextWriter report)
    {
        report.WriteLine($"## A note on a ticket with many pauses or promises, on {engine}\n");
        report.WriteLine("| of one promise | promises that are over | ticket's JSON | a note | ratio | allocated |");
        report.WriteLine("|--:|--:|--:|--:|--:|--:|");
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var store = host.Services.GetRequiredService<ITicketStore>();
        var first = 0.0;
        foreach (
            var (pauses, over) in ((int, int)[])
                [(0, 0), (10, 0), (100, 0), (1_000, 0), (10_000, 0), (0, 100), (0, 1_000)]
        )
        {
            var commit = Grown(pauses, over);
            await store.CommitAsync(commit, default);
            var (took, allocated) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                time.Advance(Duration.FromSeconds(1));
                var (started, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
                (
                    await desk.ApplyAsync(commit.Ticket.Key, new TicketCommand.Note(Actor.Agent("bo"), "A note."))
                ).OrThrow();
                took.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                allocated.Add((GC.GetTotalAllocatedBytes() - before) / 1024.0);
            }
            var json = Encoding.UTF8.GetByteCount(TicketJson.Write(commit.Ticket)) / 1024.0;
            var median = Median(took);
            first = first == 0 ? median : first;
            report.WriteLine(
                FormattableString.Invariant(
                    $"| {pauses:N0} pauses | {over:N0} | {json:N1} KB | {median:N0} µs | {median / first:0.0} | {Median(allocated):N0} KB |"
                )
            );
        }
        report.WriteLine();
    }

    // As many pauses, or promises of replies, as years of asking back would leave.
    private static TicketCommit Grown(int pauses, int over)
    {
        var commit = Rows.Open();
        var promise = commit.Ticket.Promises[^1];
        var paused = Enumerable
            .Range(0, pauses)
            .Select(i => promise.StartedAt + Duration.FromSeconds(2 * i))
            .Select(at => new Pause(at, at + Duration.FromSeconds(1)));
        var met = Enumerable.Repeat(
            promise with
            {
                Metric = "next-response",
                Status = PromiseStatus.Met,
                StoppedAt = promise.StartedAt,
            },
            over
        );
        return commit with
        {
            Ticket = commit.Ticket with
            {
                Promises = [.. met, .. commit.Ticket.Promises[..^1], promise with { Pauses = [.. paused] }],
            },
        };
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);
}
