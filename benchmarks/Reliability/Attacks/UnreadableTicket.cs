using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Reliability.Attacks;

internal sealed class UnreadableTicket()
    : Attack(
        "1",
        "What is stored of one ticket cannot be read.",
        "0 of 40 innocent deadlines fired; health was healthy 720 of 720 times; lists and the queue threw",
        "A day of looks every two minutes, each with a batch of deadlines and a health check, and one list at the end."
    )
{
    public override IReadOnlyList<string> Engines => [Place.Sqlite, Place.Postgres];

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open();
        var store = desk.GetRequiredService<ITicketStore>();
        var bad = await Place.SeedAsync(desk, "default", stop);
        for (var i = 0; i < 40; i++)
            await Place.SeedAsync(desk, "default", stop);
        await using (var context = await place.NewContextAsync(desk))
            await context.Database.ExecuteSqlAsync(
                $"update supportkit_tickets set body = '!' || body where id = {bad.Id.Value}",
                stop
            );
        place.Time.Advance(Duration.FromHours(1));

        var health = desk.GetRequiredService<DeskHealth>();
        var registration = new HealthCheckRegistration("desk", health, HealthStatus.Unhealthy, null);
        var seen = 0;
        for (var look = 0; look < 720; look++)
        {
            place.Time.Advance(Duration.FromMinutes(2));
            await desk.GetRequiredService<DeadlineProcessor>().ProcessAsync(stop);
            while (await desk.GetRequiredService<OutboxProcessor>().ProcessAsync(stop) > 0) { }
            var result = await health.CheckHealthAsync(new() { Registration = registration }, stop);
            seen += result.Status == HealthStatus.Healthy ? 0 : 1;
        }
        var page = await store.ListAsync(new TicketQuery("default", Viewer.Desk) { Limit = 100 }, stop);
        var fired = page.Tickets.Count(ticket =>
            ticket.Promises.Any(promise => promise.Status == PromiseStatus.Breached)
        );
        return new(
            $"{fired} of 40 fired; health told of it {seen} of 720 times; the list gives {page.Tickets.Length} and names {page.Unreadable.Length}",
            fired == 40 && seen == 720 && page is { Tickets.Length: 40, Unreadable.Length: 1 }
        );
    }
}
