using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Testing;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class ClockOfNextYear()
    : Attack(
        "17",
        "A host whose clock is a year ahead writes a note, and after it one whose clock is right replies.",
        "the ticket's mails froze for a year, and its promise was broken for good",
        "Where the store has a clock, the code of the refusal and broken promises; elsewhere, the reply's mail to the requester, delivered on the same day."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var sent = new ConcurrentQueue<Notification>();
        if (place.Engine == Place.Postgres)
            place.Time.SetNow(SystemClock.Instance.GetCurrentInstant()); // the server's clock is the machine's
        var ahead = new ManualTimeProvider(place.Now);
        var right = Open(place.Time);
        var wrong = Open(ahead);
        var desk = right.GetRequiredService<SupportDesk>();
        var key = (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;
        await DrainAsync();
        ahead.Advance(Duration.FromDays(365));

        var refused = "";
        try
        {
            await wrong
                .GetRequiredService<SupportDesk>()
                .ApplyAsync(key, new TicketCommand.Note(Bia, "Seen."), cancellationToken: stop);
        }
        catch (SupportKitException error)
        {
            refused = error.Code;
        }
        var before = ToRequester();
        (await desk.ApplyAsync(key, new TicketCommand.Reply(Bia, "Like this."), cancellationToken: stop)).OrThrow();
        await DrainAsync();
        var delivered = ToRequester() - before;
        var broken = (await desk.FindAsync(key, Viewer.Desk, stop))!.Promises.Count(promise =>
            promise.Status == Tickets.PromiseStatus.Breached
        );
        return place.Engine == Place.Postgres
            ? new(
                $"`{refused}`, {broken} promises broken, {delivered} of 1 mail delivered",
                refused == "desk.clock_skewed" && (broken, delivered) == (0, 1)
            )
            : new($"{delivered} of 1 mail delivered", delivered == 1);

        ServiceProvider Open(ManualTimeProvider clock) =>
            place.Open(
                TicketLifePolicies.Plain,
                desk =>
                {
                    desk.Services.AddSingleton<TimeProvider>(clock);
                    desk.ConfigureClock(options => options.ComparesInjected = true);
                },
                (notification, _) =>
                {
                    sent.Enqueue(notification);
                    return Task.CompletedTask;
                }
            );

        int ToRequester() => sent.Count(notification => notification.To.Kind == RecipientKind.Requester);

        async Task DrainAsync()
        {
            while (await right.GetRequiredService<OutboxProcessor>().ProcessAsync(stop) > 0) { }
        }
    }
}
