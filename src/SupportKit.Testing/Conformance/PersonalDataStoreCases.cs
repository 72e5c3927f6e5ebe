using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using static SupportKit.Testing.ErasureCases;

namespace SupportKit.Testing;

/// <summary>
/// Every promise of <see cref="IPersonalDataStore"/>; used as <see cref="TicketStoreCases"/> is, by the test of a store that
/// implements it beside <see cref="ITicketStore"/>. A store that does not fails each of them.
/// </summary>
public static partial class PersonalDataStoreCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<ITicketStore>> All { get; } =
    [
        new("every ticket that names a person is found, those they no longer see too", NamingAsync),
        new("a person is found whatever their id is written with", OddNamesAsync),
        new("every message of a ticket that is kept is given, and of no other ticket", MessagesAsync),
        new("a rewritten ticket and its history take the place of what was stored", ReplacedAsync),
        new("a rewritten ticket is seen by whom it names now, and no longer by whom it named", ViewersAsync),
        new("a rewritten ticket without an organization is seen by no colleague any more", ColleaguesAsync),
        new(
            "what a rewrite takes away is found no more, and what only a note still says by the desk alone",
            FoundAsync
        ),
        new("a rewritten ticket keeps its place, its state, its promises and its deadline", KeptAsync),
        new("the messages that a rewrite removes go, wherever they stand, and the others leave", RemovedAsync),
        new("a message that a rewrite adds leaves after those that were there", AddedAsync),
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

    private static async Task ColleaguesAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = ConformanceDeskFixture.Open(organization: "Acme");
        await ConformanceAssert.CommittedAsync(store, ticket, stop).ConfigureAwait(false);
        await RewriteAsync(store, ticket.Ticket, stop).ConfigureAwait(false);
        foreach (var viewer in (Viewer[])[Viewer.OfRequester("ben", "Acme"), Viewer.OfRequester("ben")])
        {
            var found = await store.FindAsync(ticket.Key, viewer, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(null, found, "what a colleague finds");
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, viewer);
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, page.Tickets.Length, "the length of a colleague's list");
        }
        var filtered = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Organization = "Acme" };
        var listed = await store.ListAsync(filtered, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, listed.Tickets.Length, "the length of the organization's list");
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

    private static async Task AddedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = DestinationCases.Named(ConformanceDeskFixture.Incident(), "index");
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var rewrite = Of(opened.Ticket, opened.Events);
        var added = opened.Messages[^1] with { Id = "added", Sequence = rewrite.Ticket.Version };
        await ExpectOutcomeAsync(store, rewrite with { AddedMessages = [added] }, true, stop).ConfigureAwait(false);
        foreach (var expected in (string[])[opened.Messages[^1].Id, "added"])
        {
            var now = rewrite.Ticket.UpdatedAt + Duration.FromMinutes(1);
            var given = await store
                .ClaimMessagesAsync(new MessageClaim(now, now + MessageCases.Lease, 10) { Destination = "index" }, stop)
                .ConfigureAwait(false);
            ConformanceAssert.Same([expected], given.Select(one => one.Message.Id), "what may leave to index");
            await store.SettleAsync(given[0], new DeliveryResult.Delivered(now), stop).ConfigureAwait(false);
        }
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
