using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

/// <summary>The steps of <see cref="RequesterArchiveCases"/>: Ana is forgotten, or given what is kept of her.</summary>
internal static class Erasing
{
    public const string Pseudonym = "erased-1";

    public static IRequesterArchive Archive(ITicketStore store) =>
        store as IRequesterArchive
        ?? throw new UnmetExpectation($"{store.GetType().Name} does not implement {nameof(IRequesterArchive)}.");

    public static Task<Ticket> OpenAsync(
        ITicketStore store,
        CancellationToken stop,
        string requester = SampleDesk.Ana,
        string tenant = SampleDesk.Tenant,
        string? command = null
    ) => Expect.CommittedAsync(store, SampleDesk.Open(tenant, requester, commandId: command), stop);

    /// <summary>A ticket of Ana's, one of Ben's that is shared with her, and two that are none of hers.</summary>
    public static async Task<(Ticket Own, Ticket Shared)> LiveAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await OpenAsync(store, stop).ConfigureAwait(false);
        var bens = SampleDesk.Open(requester: "ben", at: SampleDesk.Morning + SampleDesk.Microsecond);
        var shared = await Expect.CommittedAsync(store, bens, stop).ConfigureAwait(false);
        shared = await Expect
            .CommittedAsync(store, SampleDesk.Share(shared, SampleDesk.Ana), stop)
            .ConfigureAwait(false);
        var ana = Actor.Requester(SampleDesk.Ana);
        foreach (
            var command in (TicketCommand[])
                [new TicketCommand.AcceptTerms(ana, SampleDesk.Terms), new TicketCommand.Reply(ana, "Mine too.")]
        )
        {
            var next = SampleDesk.Apply(shared, command, shared.UpdatedAt);
            shared = await Expect.CommittedAsync(store, next, stop).ConfigureAwait(false);
        }
        await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        await OpenAsync(store, stop, tenant: SampleDesk.OtherTenant).ConfigureAwait(false);
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
        var erased = TicketErasure.Erase(history, SampleDesk.Ana, pseudonym, (_, _) => false, ticket.UpdatedAt);
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

    public static async Task<long> EraseAsync(ITicketStore store, string person, CancellationToken stop) =>
        await DataOf(store).EraseAsync(SampleDesk.Tenant, person, Pseudonym, stop).ConfigureAwait(false);

    public static async Task<ImmutableArray<(TicketId Ticket, long Events)>> ExportedAsync(
        ITicketStore store,
        string person,
        CancellationToken stop
    )
    {
        using var document = new MemoryStream();
        await DataOf(store).ExportAsync(SampleDesk.Tenant, person, document, stop).ConfigureAwait(false);
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
        Expect.Present(await store.FindAsync(ticket.Key, Viewer.Desk, stop).ConfigureAwait(false), "the ticket");

    public static async Task ExpectOutcomeAsync(
        ITicketStore store,
        TicketRewrite rewrite,
        bool expected,
        CancellationToken stop
    ) =>
        Expect.Equal(
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
        var named = await Archive(store).TicketsNamingAsync(SampleDesk.Tenant, person, stop).ConfigureAwait(false);
        var missing = expected.Select(ticket => ticket.Id).Except(named);
        Expect.Same([], missing, $"the list of tickets left out that name \"{person}\"");
        Expect.Equal(named.Length, named.Distinct().Count(), "the number of different tickets given");
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
        Expect.Same(
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
        Expect.Equal(expected, found is not null, $"whether {person} finds the ticket");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        Expect.Equal(expected, history.Length > 0, $"whether {person} reads its history");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        Expect.Equal(expected, page.Tickets.Any(one => one.Id == ticket.Id), $"whether {person} lists the ticket");
    }

    public static async Task ExpectStoredAsync(
        ITicketStore store,
        Ticket ticket,
        IEnumerable<RecordedEvent> history,
        CancellationToken stop
    )
    {
        Expect.Same(ticket, await FindAsync(store, ticket, stop).ConfigureAwait(false), "the ticket");
        var key = ticket.Key;
        var stored = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        Expect.Same(history, stored, "the history");
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
            Expect.Equal(
                false,
                text.Contains($"\"{person}\"", StringComparison.Ordinal),
                $"that {person} is in {text}"
            );
    }

    private static RequesterData DataOf(ITicketStore store) =>
        new(
            store,
            Archive(store),
            new InMemoryAttachmentStore(),
            new PolicyCatalog([new TenantPolicy(SampleDesk.Tenant, SampleDesk.Policy)]),
            new InMemoryPolicyArchive(),
            new ManualTimeProvider(SampleDesk.Morning)
        );
}
