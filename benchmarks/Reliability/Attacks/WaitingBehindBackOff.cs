using Microsoft.Extensions.DependencyInjection;
using SupportKit.EntityFrameworkCore;
using SupportKit.StoreFigures;

namespace SupportKit.Reliability.Attacks;

internal sealed class WaitingBehindBackOff()
    : Attack(
        "6",
        "100,000 messages wait behind 1,000 that are in back-off.",
        "1.8 s a claim",
        "Median and 95th percentile of 200 claims once the waiting ones have been looked at, and the longest claim until then; the target is 10 ms."
    )
{
    public override IReadOnlyList<string> Engines => [Place.Sqlite, Place.Postgres];

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open();
        await using var context = await place.NewContextAsync(desk);
        var store = desk.GetRequiredService<EfTicketStore>();
        var (looking, after) = await Waiting.MeasureAsync(place.Engine, store, context, backOff: false);
        var median = Waiting.At(after, 50);
        return new($"{median:F1} ms, {Waiting.At(after, 95):F1} ms; {looking.Max():F0} ms", median <= 10);
    }
}
