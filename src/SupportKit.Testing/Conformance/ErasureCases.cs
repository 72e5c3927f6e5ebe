using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

/// <summary>The steps of <see cref="PersonalDataStoreCases"/>: Ana is forgotten, or given what is kept of her.</summary>
internal static class ErasureCases
{
    public const string Pseudonym = "erased-1";

    public static IPersonalDataStore Archive(ITicketStore store) =>
        store as IPersonalDataStore
        ?? throw new UnmetExpectation($"{store.GetType().Name} does not implement {nameof(IPersonalDataStore)}.");

    public static Task<Ticket> OpenAsync(
        ITicketStore store,
        CancellationToken stop,
        string requester = ConformanceDeskFixture.Ana,
        string tenant = ConformanceDeskFixture.Tenant,
        string? command = null
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Open(tenant, requester, commandId: command),
            stop
        );

    /// <summary>A ticket of Ana's, one of Ben's that is shared with her, and two that are none of hers.</summary>
    public static async Task<(Ticket Own, Ticket Shared)> LiveAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await OpenAsync(store, stop).ConfigureAwait(false);
        var bens = ConformanceDeskFixture.Open(
            requester: "ben",
            at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond
        );
        var shared = await ConformanceAssert.CommittedAsync(store, bens, stop).ConfigureAwait(false);
        shared = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(shared, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        var ana = Actor.Requester(ConformanceDeskFixture.Ana);
        foreach (
            var command in (TicketCommand[])
                [
                    new TicketCommand.AcceptTerms(ana, ConformanceDeskFixture.Terms),
                    new TicketCommand.Reply(ana, "Mine too."),
                ]
        )
        {
            var next = ConformanceDeskFixture.Apply(shared, command, shared.UpdatedAt);
            shared = await ConformanceAssert.CommittedAsync(store, next, stop).ConfigureAwait(false);
        }
        await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        await OpenAsync(store, stop, tenant: ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        return (own, shared);
    }

    /// <summary>The ticket without Ana.</summary>
    public static TicketRewrite Of(
        Ticket ticket,
        ImmutableArray<RecordedEvent> history,
        ImmutableArray<string> removed = default,
        string pseudonym = Pseudonym
    )
    {
        var erased = TicketErasure.Erase(
            history,
            ConformanceDeskFixture.Ana,
            pseudonym,
            (_, _) => false,
            ticket.UpdatedAt
        );
        var after = TicketHistory.Replay(erased)!;
        return new TicketRewrite(after, erased, ticket.Version, removed.IsDefault ? [] : removed);
    }

    /// <summary>Stores the ticket without Ana where nothing stands in the way.</summary>
    public static async Task<TicketRewrite> RewriteAsync(
        ITicketStore store,
        Ticket ticket,
        CancellationToken stop,
        ImmutableArray<string> removed = default
    )
    {
        var key = ticket.Key;
        var history = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        var rewrite = Of(ticket, history, removed);
        await ExpectOutcomeAsync(store, rewrite, true, stop).ConfigureAwait(false);
        return rewrite;
    }

    public static async Task FoundAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        var ana = Actor.Requester(ConformanceDeskFixture.Ana);
        foreach (
            var next in (Func<TicketCommit>[])
                [
                    () => ConformanceDeskFixture.Share(ticket, ConformanceDeskFixture.Ana),
                    () => Say(new TicketCommand.AcceptTerms(ana, ConformanceDeskFixture.Terms)),
                    () => Say(new TicketCommand.Note(ConformanceDeskFixture.Agent, "Oil the lever.")),
                    () => Say(new TicketCommand.Reply(ana, "A lever, a hinge.")),
                ]
        )
            ticket = await ConformanceAssert.CommittedAsync(store, next(), stop).ConfigureAwait(false);
        await ExpectFoundAsync("lever", desk: 1, ben: 1).ConfigureAwait(false);
        await ExpectFoundAsync("hinge", desk: 1, ben: 1).ConfigureAwait(false);
        await ExpectFoundAsync("oil", desk: 1, ben: 0).ConfigureAwait(false);
        await RewriteAsync(store, ticket, stop).ConfigureAwait(false);
        await ExpectFoundAsync("lever", desk: 1, ben: 0).ConfigureAwait(false);
        await ExpectFoundAsync("hinge", desk: 0, ben: 0).ConfigureAwait(false);

        TicketCommit Say(TicketCommand said) => ConformanceDeskFixture.Apply(ticket, said, ticket.UpdatedAt);

        async Task ExpectFoundAsync(string text, int desk, int ben)
        {
            foreach (var (viewer, expected) in ((Viewer, int)[])[(Viewer.Desk, desk), (Viewer.OfRequester("ben"), ben)])
            {
                var query = new TicketQuery(ConformanceDeskFixture.Tenant, viewer) { Text = text };
                var page = await store.ListAsync(query, stop).ConfigureAwait(false);
                ConformanceAssert.Equal(expected, page.Tickets.Length, $"how many tickets \"{text}\" finds");
            }
        }
    }

    public static async Task<long> EraseAsync(ITicketStore store, string person, CancellationToken stop) =>
        await DataOf(store).EraseAsync(ConformanceDeskFixture.Tenant, person, Pseudonym, stop).ConfigureAwait(false);

    public static async Task<ImmutableArray<(TicketId Ticket, long Events)>> ExportedAsync(
        ITicketStore store,
        string person,
        CancellationToken stop
    )
    {
        using var document = new MemoryStream();
        await DataOf(store).ExportAsync(ConformanceDeskFixture.Tenant, person, document, stop).ConfigureAwait(false);
        using var json = JsonDocument.Parse(document.ToArray());
        return
        [
            .. json
                .RootElement.GetProperty("tickets")
                .EnumerateArray()
                .Select(one =>
                    (
                        TicketJson.ReadTicket(one.GetProperty("ticket").GetRawText()).Id,
                        (long)one.GetProperty("history").GetArrayLength()
                    )
                ),
        ];
    }

    public static async Task<Ticket> FindAsync(ITicketStore store, Ticket ticket, CancellationToken stop) =>
        ConformanceAssert.Present(
            await store.FindAsync(ticket.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket"
        );

    public static async Task ExpectOutcomeAsync(
        ITicketStore store,
        TicketRewrite rewrite,
        bool expected,
        CancellationToken stop
    ) =>
        ConformanceAssert.Equal(
            expected,
            await Archive(store).RewriteAsync(rewrite, stop).ConfigureAwait(false),
            "the answer to a rewrite"
        );

    // Others may be among them.
    public static async Task ExpectNamedAsync(
        ITicketStore store,
        string person,
        Ticket[] expected,
        CancellationToken stop
    )
    {
        var named = await Archive(store)
            .TicketsNamingAsync(ConformanceDeskFixture.Tenant, person, stop)
            .ConfigureAwait(false);
        var missing = expected.Select(ticket => ticket.Id).Except(named);
        ConformanceAssert.Same([], missing, $"the list of tickets left out that name \"{person}\"");
        ConformanceAssert.Equal(named.Length, named.Distinct().Count(), "the number of different tickets given");
    }

    public static async Task ExpectMessagesAsync(
        ITicketStore store,
        TicketKey key,
        IEnumerable<OutboundMessage> expected,
        string what,
        CancellationToken stop
    )
    {
        var kept = await Archive(store).MessagesAsync(key, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(MessageJson.Write).Order(StringComparer.Ordinal),
            kept.Select(MessageJson.Write).Order(StringComparer.Ordinal),
            $"the list of messages {what}"
        );
    }

    public static async Task ExpectSeenAsync(
        ITicketStore store,
        Ticket ticket,
        string person,
        bool expected,
        CancellationToken stop
    )
    {
        var (key, viewer) = (ticket.Key, Viewer.OfRequester(person));
        var found = await store.FindAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(expected, found is not null, $"whether {person} finds the ticket");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(expected, history.Length > 0, $"whether {person} reads its history");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            expected,
            page.Tickets.Any(one => one.Id == ticket.Id),
            $"whether {person} lists the ticket"
        );
    }

    public static async Task ExpectStoredAsync(
        ITicketStore store,
        Ticket ticket,
        IEnumerable<RecordedEvent> history,
        CancellationToken stop
    )
    {
        ConformanceAssert.Same(ticket, await FindAsync(store, ticket, stop).ConfigureAwait(false), "the ticket");
        var key = ticket.Key;
        var stored = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Same(history, stored, "the history");
    }

    public static async Task ExpectNothingOfAsync(
        ITicketStore store,
        Ticket ticket,
        string person,
        CancellationToken stop
    )
    {
        var key = ticket.Key;
        var found = await FindAsync(store, ticket, stop).ConfigureAwait(false);
        var history = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        var messages = await Archive(store).MessagesAsync(key, stop).ConfigureAwait(false);
        foreach (
            var text in history
                .Select(TicketJson.Write)
                .Concat(messages.Select(MessageJson.Write))
                .Append(TicketJson.Write(found))
        )
            ConformanceAssert.Equal(
                false,
                text.Contains($"\"{person}\"", StringComparison.Ordinal),
                $"that {person} is in {text}"
            );
    }

    private static PersonalDataService DataOf(ITicketStore store) =>
        new(
            store,
            Archive(store),
            new InMemoryAttachmentStore(),
            new PolicyCatalog([new TenantPolicy(ConformanceDeskFixture.Tenant, ConformanceDeskFixture.Policy)]),
            new InMemoryPolicyArchive(),
            new ManualTimeProvider(ConformanceDeskFixture.Morning)
        );
}
