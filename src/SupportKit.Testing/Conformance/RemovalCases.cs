using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using static SupportKit.Testing.ErasureCases;

namespace SupportKit.Testing;

internal static class RemovalCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a removed ticket is found nowhere, and the others are as they were", GoneAsync),
            new("what a removed ticket was found by finds it no more", TermsAsync),
            new("the messages and the deadline of a removed ticket go, and those of others leave", OutboxAsync),
            new("a command id of a removed ticket is free again, and that of another is not", CommandsRemovedAsync),
            new("a ticket that has changed is not removed, nor is anything of it", ChangedAsync),
            new("only the tenant's own ticket is removed, whatever another tenant's is called", TenantRemovedAsync),
            new("removing a ticket that is not there removes nothing, and the others go", AbsentAsync),
            new("a ticket is removed once, by however many at once", OnceAsync),
        ];

    private static async Task GoneAsync(ITicketStore store, CancellationToken stop)
    {
        var (first, second, kept) = await OpenThreeAsync(store, stop).ConfigureAwait(false);
        first = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(first, "ben"), stop)
            .ConfigureAwait(false);
        var keptHistory = await store.HistoryAsync(kept.Key, Viewer.Desk, stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [first, second], [first, second], stop).ConfigureAwait(false);
        foreach (var gone in (Ticket[])[first, second])
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester("ben"), Viewer.OfRequester("ana")])
        {
            ConformanceAssert.Equal(
                null,
                await store.FindAsync(gone.Key, viewer, stop).ConfigureAwait(false),
                "a removed ticket"
            );
            var history = await store.HistoryAsync(gone.Key, viewer, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, history.Length, "the length of a removed history");
            var page = await store
                .ListAsync(new TicketQuery(ConformanceDeskFixture.Tenant, viewer), stop)
                .ConfigureAwait(false);
            ConformanceAssert.Equal(false, page.Tickets.Any(one => one.Id == gone.Id), "whether it is listed");
        }
        await ExpectStoredAsync(store, kept, keptHistory, stop).ConfigureAwait(false);
        var named = await Archive(store)
            .TicketsNamingAsync(ConformanceDeskFixture.Tenant, ConformanceDeskFixture.Ana, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same([kept.Id], named, "the tickets that name the person");
    }

    private static async Task TermsAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Open(title: "Blue lamp");
        var gone = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "A blue fuse.");
        var noted = ConformanceDeskFixture.Apply(gone, note, gone.UpdatedAt);
        gone = await ConformanceAssert.CommittedAsync(store, noted, stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [gone], [gone], stop).ConfigureAwait(false);
        // One of the same id, opened at the same instant, inherits no word.
        var again = ConformanceDeskFixture.Open(title: "Red door", id: gone.Id);
        await ConformanceAssert.CommittedAsync(store, again, stop).ConfigureAwait(false);
        foreach (var word in (string[])["blue", "lamp", "fuse", "door"])
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Text = word };
            var found = await store.ListAsync(query, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(word == "door" ? 1 : 0, found.Tickets.Length, $"the number found by \"{word}\"");
        }
    }

    private static async Task OutboxAsync(ITicketStore store, CancellationToken stop)
    {
        var (gone, dead, kept) = await OpenThreeAsync(store, stop).ConfigureAwait(false);
        var keeping = await Archive(store).MessagesAsync(kept.Key, stop).ConfigureAwait(false);
        var claim = new MessageClaim(
            ConformanceDeskFixture.Morning + Duration.FromSeconds(1),
            ConformanceDeskFixture.Morning + Duration.FromMinutes(2),
            10
        );
        var claimed = await store.ClaimMessagesAsync(claim, stop).ConfigureAwait(false);
        foreach (var one in claimed)
        {
            DeliveryResult result =
                one.Message.Ticket == dead.Id
                    ? new DeliveryResult.DeadLettered("down")
                    : new DeliveryResult.Retry(ConformanceDeskFixture.Morning, "busy");
            await store.SettleAsync(one, result, stop).ConfigureAwait(false);
        }
        await ExpectRemovedAsync(store, [gone, dead], [gone, dead], stop).ConfigureAwait(false);
        foreach (var removed in (Ticket[])[gone, dead])
        {
            var messages = await Archive(store).MessagesAsync(removed.Key, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, messages.Length, "the number of its messages");
        }
        var letters = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, letters.Length, "the number of dead letters");
        var left = await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            keeping.Select(message => message.Id),
            left.Select(message => message.Id),
            "what leaves afterwards"
        );
        var due = kept.NextDeadline()!.Value;
        var given = await store.ClaimDueAsync(due, due + MessageCases.Lease, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same([kept.Id], given.Select(ticket => ticket.Id), "what is due afterwards");
    }

    private static async Task CommandsRemovedAsync(ITicketStore store, CancellationToken stop)
    {
        var gone = await OpenAsync(store, stop, command: "gone").ConfigureAwait(false);
        await OpenAsync(store, stop, command: "kept").ConfigureAwait(false);
        await ExpectRemovedAsync(store, [gone], [gone], stop).ConfigureAwait(false);
        var used = await store.FindByCommandAsync(gone.Tenant, "gone", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, used, "the ticket of the removed command id");
        foreach (var (id, outcome) in new[] { ("gone", CommitOutcome.Committed), ("kept", CommitOutcome.Repeated) })
        {
            var again = ConformanceDeskFixture.Open(commandId: id);
            var now = await store.CommitAsync(again, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(outcome, now, $"the outcome of a commit under \"{id}\"");
        }
    }

    private static async Task ChangedAsync(ITicketStore store, CancellationToken stop)
    {
        var (read, other, _) = await OpenThreeAsync(store, stop).ConfigureAwait(false);
        var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "Wait.");
        var commit = ConformanceDeskFixture.Apply(read, note, read.UpdatedAt);
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var history = await store.HistoryAsync(read.Key, Viewer.Desk, stop).ConfigureAwait(false);
        var messages = await Archive(store).MessagesAsync(read.Key, stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [read, other], [other], stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, commit.Ticket, history, stop).ConfigureAwait(false);
        var left = await Archive(store).MessagesAsync(read.Key, stop).ConfigureAwait(false);
        ConformanceAssert.Same(messages.Select(one => one.Id), left.Select(one => one.Id), "its messages");
        var found = new TicketQuery(read.Tenant, Viewer.Desk) { Text = "moves wait" };
        var page = await store.ListAsync(found, stop).ConfigureAwait(false);
        ConformanceAssert.Same([read.Id], page.Tickets.Select(ticket => ticket.Id), "what its words find");
    }

    private static async Task TenantRemovedAsync(ITicketStore store, CancellationToken stop)
    {
        var gone = await OpenAsync(store, stop, command: "same").ConfigureAwait(false);
        var there = ConformanceDeskFixture.Open(
            tenant: ConformanceDeskFixture.OtherTenant,
            id: gone.Id,
            commandId: "same"
        );
        await ConformanceAssert.CommittedAsync(store, there, stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [gone], [gone], stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, there.Ticket, there.Events, stop).ConfigureAwait(false);
        var used = await store.FindByCommandAsync(there.Ticket.Tenant, "same", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(gone.Id, used, "the other tenant's ticket of the command id");
        var left = await Archive(store).MessagesAsync(there.Key, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(there.Messages.Length, left.Length, "the number of the other tenant's messages");
    }

    private static async Task AbsentAsync(ITicketStore store, CancellationToken stop)
    {
        var stored = await OpenAsync(store, stop).ConfigureAwait(false);
        var absent = ConformanceDeskFixture.Open().Ticket;
        await ExpectRemovedAsync(store, [absent], [], stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [], [], stop).ConfigureAwait(false);
        await ExpectRemovedAsync(store, [absent, stored], [stored], stop).ConfigureAwait(false);
    }

    private static async Task OnceAsync(ITicketStore store, CancellationToken stop)
    {
        var (first, second, _) = await OpenThreeAsync(store, stop).ConfigureAwait(false);
        var removing = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => Archive(store).RemoveAsync([first, second], stop), stop));
        var removed = await Task.WhenAll(removing).ConfigureAwait(false);
        ConformanceAssert.Same(
            new[] { first.Id, second.Id }.OrderBy(id => id.Value),
            removed.SelectMany(ids => ids).OrderBy(id => id.Value),
            "what all of them say to have removed"
        );
    }

    private static async Task<(Ticket, Ticket, Ticket)> OpenThreeAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = new List<Ticket>();
        for (var i = 0; i < 3; i++)
        {
            var at = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * i;
            opened.Add(
                await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Incident(at), stop)
                    .ConfigureAwait(false)
            );
        }
        return (opened[0], opened[1], opened[2]);
    }

    private static async Task ExpectRemovedAsync(
        ITicketStore store,
        ImmutableArray<Ticket> tickets,
        ImmutableArray<Ticket> expected,
        CancellationToken stop
    )
    {
        var removed = await Archive(store).RemoveAsync(tickets, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(ticket => ticket.Id).OrderBy(id => id.Value),
            removed.OrderBy(id => id.Value),
            "what is said to be removed"
        );
    }
}
