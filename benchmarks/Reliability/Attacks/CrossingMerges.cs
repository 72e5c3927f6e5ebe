using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using SupportKit.Workflows;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class CrossingMerges()
    : Attack(
        "15",
        "Two merges cross, 200 times; then a merge crosses its target's closing, 200 times.",
        "194 of 200 closed both tickets into each other; 154 of 200 left the duplicate closed for good",
        "Rounds with both tickets merged away, and rounds whose duplicate is merged into a ticket that does not carry it on; two threads, begun together."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open(TicketLifePolicies.Plain).GetRequiredService<SupportDesk>();
        var (both, lost) = (0, 0);
        for (var round = 0; round < 200; round++)
        {
            var (one, other) = (await OpenAsync(), await OpenAsync());
            await TogetherAsync(
                () => desk.MergeAsync(one, other.Ticket, Bia, cancellationToken: stop),
                () => desk.MergeAsync(other, one.Ticket, Bia, cancellationToken: stop)
            );
            both +=
                (await ReadAsync(one)).MergedInto is not null && (await ReadAsync(other)).MergedInto is not null
                    ? 1
                    : 0;

            var (duplicate, target) = (await OpenAsync(), await OpenAsync());
            await TogetherAsync(
                () => desk.MergeAsync(duplicate, target.Ticket, Bia, cancellationToken: stop),
                () => desk.ApplyAsync(target, new TicketCommand.Fire(Bia, Triggers.Close), cancellationToken: stop)
            );
            var (gone, into) = (await ReadAsync(duplicate), await ReadAsync(target));
            lost += gone.MergedInto is not null && !into.MergedTickets.Contains(gone.Id) ? 1 : 0;
        }
        return new($"{both} of 200; {lost} of 200", (both, lost) == (0, 0));

        async Task<TicketKey> OpenAsync() => (await desk.OpenAsync(Question(), stop)).OrThrow().Ticket.Key;

        async Task<Ticket> ReadAsync(TicketKey key) => (await desk.FindAsync(key, Viewer.Desk, stop))!;
    }

    private static async Task TogetherAsync(params Func<Task<DeskResult>>[] acts)
    {
        using var start = new Barrier(acts.Length);
        await Task.WhenAll(
            acts.Select(act =>
                Task.Factory.StartNew(
                        () =>
                        {
                            start.SignalAndWait();
                            return act();
                        },
                        default,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                    .Unwrap()
            )
        );
    }
}
