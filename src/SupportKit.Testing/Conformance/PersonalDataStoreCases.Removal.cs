using System.Collections.Immutable;
using SupportKit.Storage;
using static SupportKit.Testing.ErasureCases;

namespace SupportKit.Testing;

/// <content>Whole tickets are removed, with all that belongs to them.</content>
public static partial class PersonalDataStoreCases
{
    private static async Task RemovedAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var claimed = await MessageCases
            .ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop)
            .ConfigureAwait(false);
        await store.SettleAsync(claimed, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        var reply = new TicketCommand.Reply(ConformanceDeskFixture.Agent, "So.");
        var answered = ConformanceDeskFixture.Apply(ticket, reply, ConformanceDeskFixture.Morning);
        ticket = await ConformanceAssert.CommittedAsync(store, answered, stop).ConfigureAwait(false);
        ImmutableArray<string> removed = [commit.Messages[0].Id, answered.Messages[0].Id];

        await RewriteAsync(store, ticket, stop, removed).ConfigureAwait(false);

        await ExpectMessagesAsync(store, commit.Key, [commit.Messages[1]], "left", stop).ConfigureAwait(false);
        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, dead.Length, "the number of dead letters");
        var left = await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [commit.Messages[1].Id],
            left.Select(message => message.Id),
            "what leaves after the rewrite"
        );
    }

    private static async Task CommandsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, command: "anas").ConfigureAwait(false);
        await RewriteAsync(store, ticket, stop).ConfigureAwait(false);
        var used = await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "anas", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(ticket.Id, used, "the ticket of its command id");
        var again = await store.CommitAsync(ConformanceDeskFixture.Open(commandId: "anas"), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(CommitOutcome.Repeated, again, "the outcome of a late repetition");
    }

    private static async Task TenantAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, command: "same").ConfigureAwait(false);
        var there = ConformanceDeskFixture.Open(
            tenant: ConformanceDeskFixture.OtherTenant,
            id: ticket.Id,
            commandId: "same"
        );
        await ConformanceAssert.CommittedAsync(store, there, stop).ConfigureAwait(false);
        await RewriteAsync(store, ticket, stop, [.. there.Messages.Select(one => one.Id)]).ConfigureAwait(false);
        await ExpectStoredAsync(store, there.Ticket, there.Events, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, there.Key, there.Messages, "of the other tenant", stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, there.Ticket, ConformanceDeskFixture.Ana, true, stop).ConfigureAwait(false);
        var used = await store
            .FindByCommandAsync(ConformanceDeskFixture.OtherTenant, "same", stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(there.Ticket.Id, used, "the ticket of the other tenant's command id");
    }

    private static async Task StaleAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident(commandId: "anas");
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var late = Of(opened.Ticket, opened.Events, [.. opened.Messages.Select(one => one.Id)]);
        var first = ConformanceDeskFixture.Apply(
            opened.Ticket,
            new TicketCommand.Note(ConformanceDeskFixture.Agent, "First."),
            ConformanceDeskFixture.Morning
        );
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);

        await ExpectOutcomeAsync(store, late, false, stop).ConfigureAwait(false);

        await ExpectStoredAsync(store, first.Ticket, [.. opened.Events, .. first.Events], stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, opened.Ticket, ConformanceDeskFixture.Ana, true, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, opened.Key, [.. opened.Messages, .. first.Messages], "left", stop)
            .ConfigureAwait(false);
        var used = await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "anas", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(opened.Ticket.Id, used, "the ticket of its command id");
    }

    private static async Task NotThereAsync(ITicketStore store, CancellationToken stop)
    {
        var never = ConformanceDeskFixture.Incident();
        await ExpectOutcomeAsync(store, Of(never.Ticket, never.Events), false, stop).ConfigureAwait(false);
        var found = await store.FindAsync(never.Key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, found, "a ticket whose only rewrite was refused");
    }

    private static async Task LateCommitAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        var late = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Note(ConformanceDeskFixture.Agent, "Late."),
            ConformanceDeskFixture.Morning
        );
        var rewrite = await RewriteAsync(store, ticket, stop).ConfigureAwait(false);
        var outcome = await store.CommitAsync(late, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(CommitOutcome.Conflict, outcome, "the outcome of the late commit");
        await ExpectStoredAsync(store, rewrite.Ticket, rewrite.History, stop).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var rewrites = Enumerable
            .Range(0, 8)
            .Select(i => Of(opened.Ticket, opened.Events, pseudonym: $"{Pseudonym}-{i}"))
            .ToArray();
        var stored = await Task.WhenAll(
                rewrites.Select(one => Task.Run(() => Archive(store).RewriteAsync(one, stop), stop))
            )
            .ConfigureAwait(false);
        ConformanceAssert.Equal(1, stored.Count(one => one), "the number of rewrites that were stored");
        var winner = rewrites[Array.IndexOf(stored, true)];
        await ExpectStoredAsync(store, winner.Ticket, winner.History, stop).ConfigureAwait(false);
    }
}
