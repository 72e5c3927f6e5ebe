using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.EntityFrameworkCore.Tests;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Reliability.Attacks;

internal sealed class UnreadablePolicy()
    : Attack(
        "1",
        "The archived policy version of one ticket cannot be read.",
        "0 of 40 innocent deadlines of another tenant fired in 23 hours",
        "Promises marked as breached after 23 simulated hours in which the deadlines are processed every hour."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var newer = Policy.Parse(SampleTickets.Policy.ToJson().Replace("sample", "newer", StringComparison.Ordinal));
        var desk = place.Open(newer);
        var bad = await Place.SeedAsync(desk, "victim", stop);
        await desk.GetRequiredService<IPolicyArchive>()
            .KeepAsync("victim", bad.Policy, """{ "id": "sample", "futureSection": {} }""", stop);
        var innocent = new List<TicketKey>();
        for (var i = 0; i < 40; i++)
            innocent.Add((await Place.SeedAsync(desk, "default", stop)).Key);

        for (var hour = 0; hour < 23; hour++)
        {
            place.Time.Advance(Duration.FromHours(1) + Duration.FromSeconds(1));
            while (await desk.GetRequiredService<DeadlineProcessor>().ProcessAsync(stop) > 0) { }
        }
        var (fired, own) = (0, await IsFiredAsync(bad.Key));
        foreach (var key in innocent)
            fired += await IsFiredAsync(key) ? 1 : 0;
        return new(
            $"{fired} of 40 fired, and {(own ? "that of the ticket itself" : "not that of the ticket")}",
            fired == 40 && own
        );

        async Task<bool> IsFiredAsync(TicketKey key) =>
            (await desk.GetRequiredService<ITicketStore>().FindAsync(key, Viewer.Desk, stop))!.Promises.Any(promise =>
                promise.Status == PromiseStatus.Breached
            );
    }
}
