using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class ManyTenants()
    : Attack(
        "3",
        "Health is asked of a desk with 1,000 and with 5,000 tenants.",
        "1.5 s and 13.5 s",
        "Median of 20 calls of `DeskHealth.BacklogAsync`, one ticket and two waiting messages a tenant."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open();
        var health = desk.GetRequiredService<DeskHealth>();
        var medians = new List<double>();
        var tenants = 0;
        foreach (var most in (int[])[1_000, 5_000])
        {
            for (; tenants < most; tenants++)
                await Place.SeedAsync(desk, $"tenant-{tenants}", stop);
            var times = new List<double>();
            for (var i = 0; i < 20; i++)
            {
                var watch = Stopwatch.StartNew();
                await health.BacklogAsync(stop);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            medians.Add(times.Order().ElementAt(10));
        }
        return new($"{medians[0]:F1} ms and {medians[1]:F1} ms", medians[1] < 100);
    }
}
