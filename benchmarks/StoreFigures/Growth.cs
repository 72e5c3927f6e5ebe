using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Npgsql;
using SupportKit.Deadlines;
using SupportKit.EntityFrameworkCore;
using SupportKit.Routing;
using SupportKit.Testing;

namespace SupportKit.StoreFigures;

/// <summary>What everything costs among ten thousand tickets, and among a million.</summary>
internal static class Growth
{
    private static readonly TicketQuery Queue = new("default", Viewer.Desk)
    {
        Queue = "incident-response",
        States = [StateCategory.New, StateCategory.Open],
        Order = QueueOrder.Urgency,
    };

    public static async Task ReportAsync(
        IHost host,
        NpgsqlDataSource source,
        ManualTimeProvider time,
        int most,
        TextWriter report
    )
    {
        var store = host.Services.GetRequiredService<EfTicketStore>();
        var deep = Queue with
        {
            After = new TicketCursor(2, Rows.Start + Duration.FromMinutes(10), Rows.Start, default),
        };
        var mine = new TicketQuery("default", Viewer.OfRequester("person-77"));
        report.WriteLine("## As tickets grow\n");
        report.WriteLine(
            "| open tickets | opened/s, 1 caller | empty poll | queue page | deep in it | a person's page | due together | fired/s, 1 worker | batch p99 | fired/s, 3 workers | batch p99 | processor time a deadline: client | PostgreSQL |"
        );
        report.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        await Deadlines.SeedAsync(source, 10_000, 5_000);
        await ProcessAsync(2); // warm
        foreach (var open in new[] { 10_000, 100_000, 1_000_000 }.Where(count => count <= most))
        {
            Console.Error.WriteLine($"{open:N0} tickets …");
            await Deadlines.SeedAsync(source, open, open / 5);
            time.SetNow(Rows.Start);
            var opened = await OpenAsync(store);
            var poll = await Deadlines.EmptyPollAsync(store);
            var page = await Deadlines.PageAsync(store, Queue);
            var deepPage = await Deadlines.PageAsync(store, deep);
            var minePage = await Deadlines.PageAsync(store, mine);
            await Deadlines.SeedAsync(source, open, open / 5);
            var one = await ProcessAsync(1);
            await Deadlines.SeedAsync(source, open, open / 5);
            var before = ProcessorTime.Now();
            var several = await ProcessAsync(3);
            var used = ProcessorTime.Now() - before;
            var due = open / 5.0;
            report.WriteLine(
                $"| {open:N0} | {opened:N0} | {poll:0.00} ms | {page:0.0} ms | {deepPage:0.0} ms | {minePage:0.0} ms | {due:N0} | {one.PerSecond:N0} | {one.P99:N0} ms | {several.PerSecond:N0} | {several.P99:N0} ms | {used.Client / due:0} µs | {used.Postgres / due:0} µs |"
            );
        }
        report.WriteLine();

        Task<(double PerSecond, double P99)> ProcessAsync(int workers)
        {
            time.SetNow(Rows.Start + Duration.FromMinutes(11)); // the acknowledgement is a minute late
            return Deadlines.ProcessAsync(() => host.Services.GetRequiredService<DeadlineProcessor>(), workers);
        }
    }

    private static async Task<double> OpenAsync(EfTicketStore store)
    {
        var commits = Enumerable.Range(0, 2_000).Select(_ => Rows.Open()).ToArray();
        foreach (var commit in commits[..500])
            await store.CommitAsync(commit, default);
        var watch = Stopwatch.StartNew();
        foreach (var commit in commits[500..])
            await store.CommitAsync(commit, default);
        return 1_500 / watch.Elapsed.TotalSeconds;
    }
}
