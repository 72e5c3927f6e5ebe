using System.Collections.Immutable;
using SupportKit.Storage;
using static SupportKit.Testing.ErasureCases;

namespace SupportKit.Testing;

/// <summary>
/// Every promise of <see cref="IPersonalDataStore"/>; used as <see cref="TicketStoreCases"/> is, by the test of a store that
/// implements it beside <see cref="ITicketStore"/>. A store that does not fails each of them.
/// </summary>
public static class PersonalDataStoreCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<ITicketStore>> All { get; } =
    [
        new("every ticket that names a person is found, those they no longer see too", NamingAsync),
        new("a person is found whatever their id is written with", OddNamesAsync),
        new("every message of a ticket that is kept is given, and of no other ticket", MessagesAsync),
        new("a rewritten ticket and its history take the place of what was stored", ReplacedAsync),
        new("a rewritten ticket is seen by whom it names now, and no longer by whom it named", ViewersAsync),
        new(
            "what a rewrite takes away is found no more, and what only a note still says by the desk alone",
            FoundAsync
        ),
        new("a rewritten ticket keeps its place, its state, its promises and its deadline", KeptAsync),
        new("the messages that a rewrite removes go, wherever they stand, and the others leave", RemovedAsync),
        new("what a command is known again by stays when its ticket is rewritten", CommandsAsync),
        new("a rewrite is of its own tenant's ticket, whatever another tenant's is called", TenantAsync),
        new("a rewrite at a stale version stores nothing", StaleAsync),
        new("a ticket that is not there is not rewritten", NotThereAsync),
        new("a commit decided on what was there before a rewrite is a conflict", LateCommitAsync),
        new("of many rewrites at one version exactly one is stored", AtOnceAsync),
        new("a person is given every ticket they see, whole, and nothing of anybody else's", ExportAsync),
        new("an erased person is in no ticket any more, and erasing them again changes nothing", ErasedAsync),
        new(
            "a pseudonym of somebody else in a ticket is refused, before any ticket changes",
            ErasureRefusals.TakenAsync
        ),
        .. RemovalCases.All,
    ];

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<ITicketStore> Get(string name) => CaseNames.Find(All, name);

    private static async Task NamingAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await OpenAsync(store, stop).ConfigureAwait(false);
        var bens = await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        bens = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(bens, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Unshare(bens, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        await OpenAsync(store, stop, tenant: ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        await ExpectNamedAsync(store, ConformanceDeskFixture.Ana, [own, bens], stop).ConfigureAwait(false);
    }

    private static async Task OddNamesAsync(ITicketStore store, CancellationToken stop)
    {
        foreach (var person in (string[])["O'Brien", "a\"b\\c", "%_", "çà 日本 🙂", "<x>&+", "tab\tend"])
        {
            var own = await OpenAsync(store, stop, person).ConfigureAwait(false);
            await ExpectNamedAsync(store, person, [own], stop).ConfigureAwait(false);
        }
    }

    private static async Task MessagesAsync(ITicketStore store, CancellationToken stop)
    {
        var (commit, other) = (
            ConformanceDeskFixture.Incident(),
            ConformanceDeskFixture.Incident(ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond)
        );
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, commit.Key, commit.Messages, "waiting", stop).ConfigureAwait(false);
        var claimed = await MessageCases
            .ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop)
            .ConfigureAwait(false);
        await ExpectMessagesAsync(store, commit.Key, commit.Messages, "under way", stop).ConfigureAwait(false);
        await store.SettleAsync(claimed, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, commit.Key, commit.Messages, "dead", stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, other.Key, other.Messages, "waiting", stop).ConfigureAwait(false);
        var elsewhere = commit.Key with { Tenant = ConformanceDeskFixture.OtherTenant };
        await ExpectMessagesAsync(store, elsewhere, [], "of another tenant", stop).ConfigureAwait(false);
    }

    private static async Task ReplacedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        var rewrite = await RewriteAsync(store, ticket, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, rewrite.Ticket, rewrite.History, stop).ConfigureAwait(false);
        var next = new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent);
        var commit = ConformanceDeskFixture.Apply(rewrite.Ticket, next, ConformanceDeskFixture.Morning);
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, commit.Ticket, [.. rewrite.History, .. commit.Events], stop)
            .ConfigureAwait(false);
    }

    private static async Task ViewersAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await OpenAsync(store, stop).ConfigureAwait(false);
        own = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(own, "ben"), stop)
            .ConfigureAwait(false);
        var shared = await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        shared = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(shared, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        foreach (var ticket in (Ticket[])[own, shared])
        {
            await RewriteAsync(store, ticket, stop).ConfigureAwait(false);
            await ExpectSeenAsync(store, ticket, ConformanceDeskFixture.Ana, false, stop).ConfigureAwait(false);
            await ExpectSeenAsync(store, ticket, Pseudonym, true, stop).ConfigureAwait(false);
            await ExpectSeenAsync(store, ticket, "ben", true, stop).ConfigureAwait(false);
        }
    }

    private static async Task KeptAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        var later = ConformanceDeskFixture.Incident(
            ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond
        );
        await ConformanceAssert.CommittedAsync(store, later, stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.ProcessDeadline(ticket), stop)
            .ConfigureAwait(false);
        await RewriteAsync(store, ticket, stop).ConfigureAwait(false);

        var found = await FindAsync(store, ticket, stop).ConfigureAwait(false);
        ConformanceAssert.Same(ticket.Promises, found.Promises, "the promises");
        ConformanceAssert.Equal(
            (ticket.State, ticket.OpenedAt),
            (found.State, found.OpenedAt),
            "the state and its opening"
        );
        var query = new TicketQuery(ticket.Tenant, Viewer.Desk) { Queue = ConformanceDeskFixture.Incidents };
        var page = await store.ListAsync(query, stop).ConfigureAwait(false);
        ConformanceAssert.Same([ticket.Id, later.Ticket.Id], page.Tickets.Select(one => one.Id), "the queue's list");
        var due = ticket.NextDeadline()!.Value;
        var claimed = await store.ClaimDueAsync(due, due + MessageCases.Lease, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            true,
            claimed.Any(one => one.Id == ticket.Id),
            "whether its deadline is given when it comes"
        );
    }

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

    private static async Task ExportAsync(ITicketStore store, CancellationToken stop)
    {
        var (own, shared) = await LiveAsync(store, stop).ConfigureAwait(false);
        var exported = await ExportedAsync(store, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Same([own.Id, shared.Id], exported.Select(one => one.Ticket), "the tickets Ana is given");
        ConformanceAssert.Same(
            [own.Version, shared.Version],
            exported.Select(one => one.Events),
            "the lengths of their histories"
        );
    }

    private static async Task ErasedAsync(ITicketStore store, CancellationToken stop)
    {
        var (own, shared) = await LiveAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            2L,
            await EraseAsync(store, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false),
            "the tickets rewritten"
        );
        foreach (var ticket in (Ticket[])[own, shared])
        {
            await ExpectSeenAsync(store, ticket, ConformanceDeskFixture.Ana, false, stop).ConfigureAwait(false);
            await ExpectNothingOfAsync(store, ticket, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false);
        }
        ConformanceAssert.Equal(
            0,
            (await ExportedAsync(store, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false)).Length,
            "what is left"
        );
        var again = await EraseAsync(store, ConformanceDeskFixture.Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0L, again, "the tickets rewritten by erasing once more");
    }
}
