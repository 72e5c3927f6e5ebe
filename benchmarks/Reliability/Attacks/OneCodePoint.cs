using Microsoft.Extensions.DependencyInjection;
using SupportKit.Desk;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class OneCodePoint()
    : Attack(
        "21",
        "A body is one code point again and again, 2.9 MB and 29 MB of it (U+FDFA, which normalization makes longest).",
        "2.4 s and 0.9 GB; 43 s and 9.5 GB",
        "Processor time and allocations until `OpenAsync` answered; then of the longest body it takes, of the same code point, decided and stored (budget: 100 ms and 50 MB)."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open(TicketLifePolicies.Plain).GetRequiredService<SupportDesk>();
        (await desk.OpenAsync(Question(), stop)).OrThrow(); // so that little is compiled while it is measured
        var figures = new List<(double Milliseconds, double Megabytes)>();
        var codes = new List<string>();
        foreach (var length in (int[])[2_900_000 / 3, 29_000_000 / 3, new TextOptions().MaxTextLength])
        {
            var request = Question() with { Body = new string('\uFDFA', length) };
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var used = Environment.CpuUsage.TotalTime;
            var result = await desk.OpenAsync(request, stop);
            figures.Add(
                (
                    (Environment.CpuUsage.TotalTime - used).TotalMilliseconds,
                    (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6
                )
            );
            codes.Add(result is DeskResult.Refused refused ? $"`{refused.Refusal.Code}`" : "taken");
        }
        return new(
            string.Join(
                "; ",
                figures.Zip(codes, (one, code) => $"{one.Milliseconds:F1} ms and {one.Megabytes:F1} MB ({code})")
            ),
            figures.TrueForAll(one => one is { Milliseconds: <= 100, Megabytes: <= 50 })
        );
    }
}
