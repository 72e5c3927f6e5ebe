using System.Diagnostics;
using SupportKit.Desk;
using SupportKit.EntityFrameworkCore;

namespace SupportKit.StoreFigures;

/// <summary>Opening tickets with a number against opening them without, in turns.</summary>
internal static class Numbers
{
    private const int Callers = 32;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    public static async Task ReportAsync(EfTicketStore store, int rounds, TextWriter report)
    {
        var reserve = new NumberReserve(store, TimeProvider.System);
        var ratios = new List<double>();
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            // Which comes first changes, so that what a turn leaves behind meets both.
            Func<Task>[] ways = round % 2 == 0 ? [PlainAsync, NumberedAsync] : [NumberedAsync, PlainAsync];
            var (first, second) = (await RateAsync(ways[0]), await RateAsync(ways[1]));
            var (plain, numbered) = round % 2 == 0 ? (first, second) : (second, first);
            if (round < 0)
                continue; // for warming up
            without.Add(plain);
            with.Add(numbered);
            ratios.Add(numbered / plain);
        }
        report.WriteLine("## Numbers\n");
        report.WriteLine(
            "| callers | without, tickets/s | with, tickets/s | ratio (target 0.97) | half of the turns |"
        );
        report.WriteLine("|--:|--:|--:|--:|--:|");
        report.WriteLine(
            FormattableString.Invariant(
                $"| {Callers} | {At(without, 0.5):N0} | {At(with, 0.5):N0} | {At(ratios, 0.5):0.000} | {At(ratios, 0.25):0.000} to {At(ratios, 0.75):0.000} |\n"
            )
        );

        async Task PlainAsync() => await store.CommitAsync(Rows.Open(), default);

        async Task NumberedAsync()
        {
            var number = await reserve.TakeAsync("default", default);
            await store.CommitAsync(Rows.Open(number: new TicketNumber("ACME", number)), default);
        }
    }

    private static double At(List<double> values, double share) =>
        values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static async Task<double> RateAsync(Func<Task> work)
    {
        var done = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < Turn)
                        {
                            await work();
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        return done / watch.Elapsed.TotalSeconds;
    }
}
