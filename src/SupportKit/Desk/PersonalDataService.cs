using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// What is kept about a person from outside the desk: given out, or erased. The host decides who may ask for that.
/// Thread-safe.
/// </summary>
public sealed partial class PersonalDataService(
    ITicketStore store,
    IPersonalDataStore archive,
    IAttachmentStore attachments,
    PolicyCatalog policies,
    IPolicyArchive policyArchive,
    TimeProvider time
)
{
    private readonly PolicyVersions versions = new(policies, policyArchive);

    internal WorkerSignals Signals { get; init; } = new();

    /// <summary>
    /// Writes one JSON document, in UTF-8: <c>{ "tenant", "requester", "tickets": [{ "ticket", "history", "attachments" }] }</c>,
    /// with every ticket that the person asked, or that is shared with them, the oldest first. Each is whole but for what the
    /// desk noted for itself. Tickets that cannot be read are named by their ids in a member <c>unreadable</c>, which is there
    /// only then. The content of attachments is with the desk's <c>OpenAttachmentAsync</c>.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="requester">The host's id of the person.</param>
    /// <param name="destination">Where to; left open. One ticket is held in memory at a time.</param>
    /// <param name="cancellationToken">Ends the writing, and leaves the document unfinished.</param>
    public async Task ExportAsync(
        string tenant,
        string requester,
        Stream destination,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        HostId.Require(requester);
        ArgumentNullException.ThrowIfNull(destination);
        var viewer = Viewer.OfRequester(requester);
        var json = new Utf8JsonWriter(destination);
        await using var _ = json.ConfigureAwait(false);
        json.WriteStartObject();
        json.WriteString("tenant", tenant);
        json.WriteString("requester", requester);
        json.WriteStartArray("tickets");
        var unreadable = new List<TicketId>();
        for (TicketCursor? after = null; ; )
        {
            var query = new TicketQuery(tenant, viewer) { After = after };
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            unreadable.AddRange(page.Unreadable);
            foreach (var ticket in page.Tickets)
            {
                if (await ReadAsync(ticket.Key, viewer, cancellationToken).ConfigureAwait(false) is not { } history)
                {
                    unreadable.Add(ticket.Id);
                    continue;
                }
                Write(json, FieldVisibility.Apply(ticket, null), FieldVisibility.Apply(history, null));
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            if (page.Next is null)
                break;
            after = page.Next;
        }
        json.WriteEndArray();
        if (unreadable.Count > 0)
        {
            json.WriteStartArray("unreadable");
            foreach (var id in unreadable)
                json.WriteStringValue(id.ToString());
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    // Null when an event of it cannot be read.
    private async Task<ImmutableArray<RecordedEvent>?> ReadAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes the person, and what they wrote, unreadable in every ticket (see <see cref="TicketErasure"/>): each in a transaction
    /// of its own, so whoever was interrupted calls again. Messages about them go, and once that is committed the content of the
    /// attachments they gave; numbers, states, promises and verdicts stay. What backups, logs and the database's free pages hold is the host's.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="requester">The host's id of the person.</param>
    /// <param name="replacement">The pseudonym: an id that nobody has or will have, for whoever has it sees these tickets.</param>
    /// <param name="cancellationToken">Ends the erasing; tickets that were erased by then stay so.</param>
    /// <returns>How many tickets were rewritten.</returns>
    /// <exception cref="SupportKitException">
    /// <c>erasure.event_unknown</c>: a newer version of SupportKit wrote an event; <c>erasure.pseudonym_taken</c>: the pseudonym
    /// stands for somebody in one of the tickets already. Nothing was erased, unless that came about while this ran.
    /// <c>erasure.ticket_unreadable</c>: tickets cannot be read; it is thrown when the person has been erased from all others.
    /// </exception>
    public async Task<int> EraseAsync(
        string tenant,
        string requester,
        string replacement,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        HostId.Require(requester);
        HostId.Require(replacement);
        var count = 0;
        var named = await archive.TicketsNamingAsync(tenant, requester, cancellationToken).ConfigureAwait(false);
        var unreadable = new List<TicketId>();
        // What cannot be erased is told before anything is; what cannot be read keeps the person from being erased nowhere else.
        foreach (var id in named)
        {
            var key = new TicketKey(tenant, id);
            if (await ReadAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false) is not { } history)
                unreadable.Add(id);
            else if (!history.IsEmpty)
                _ = TicketErasure.Erase(history, requester, replacement, (_, _) => true, history[^1].At);
        }
        foreach (var id in named.Except(unreadable))
        {
            try
            {
                // Another command may come first; then what it said is erased too.
                bool? rewritten;
                do rewritten = await RewriteAsync(new TicketKey(tenant, id), requester, replacement, cancellationToken)
                    .ConfigureAwait(false);
                while (rewritten == false);
                count += rewritten is null ? 0 : 1;
            }
            catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
            {
                unreadable.Add(id); // one of its messages is
            }
        }
        if (unreadable is [])
            return count;
        throw new SupportKitException(
            SupportKitErrors.ErasureTicketUnreadable,
            $"The person was not erased from {unreadable.Count} tickets of tenant \"{tenant}\" that cannot be read: "
                + $"{string.Join(", ", unreadable)}. They were erased from {count} others.",
            "Restore these tickets, or run the version of SupportKit that wrote them, then call again."
        );
    }

    // Null when the person is not in the ticket, false when another command came first.
    private async Task<bool?> RewriteAsync(
        TicketKey key,
        string person,
        string replacement,
        CancellationToken cancellationToken
    )
    {
        var history = await store.HistoryAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } before)
            return null;
        var policy = await versions.OfAsync(before, cancellationToken).ConfigureAwait(false);
        policy ??= policies.For(key.Tenant);
        var now = time.GetCurrentInstant();
        var erased = TicketErasure.Erase(
            history,
            person,
            replacement,
            (name, value) => Keeps(policy, name, value),
            now
        );
        if (erased == history)
            return null;

        var messages = await archive.MessagesAsync(key, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> removed =
        [
            .. messages
                .Where(message =>
                    message.To == new Recipient(RecipientKind.Requester, person)
                    || TicketErasure.IsAbout(history, person, message.Sequence)
                )
                .Select(message => message.Id),
        ];
        var after = TicketHistory.Replay(erased)!;
        var rewrite = new TicketRewrite(after, erased, before.Version, removed);
        if (!await archive.RewriteAsync(rewrite, cancellationToken).ConfigureAwait(false))
            return false;
        // What this does not come to, a worker deletes: nothing names it any more.
        foreach (var file in before.Attachments.ExceptBy(after.Attachments.Select(kept => kept.Id), file => file.Id))
            await Signals.DeleteAsync(attachments, key, file.Id).ConfigureAwait(false);
        return true;
    }

    // Of a closed list: what a person wrote freely is not.
    private static bool Keeps(Policy policy, string fact, FactValue value) =>
        policy.Facts.Find(fact) is { Type: FactType.Choice or FactType.Boolean } declared && declared.Admits(value);

    private static void Write(Utf8JsonWriter json, Ticket ticket, ImmutableArray<RecordedEvent> history)
    {
        json.WriteStartObject();
        json.WritePropertyName("ticket");
        json.WriteRawValue(TicketJson.Write(ticket));
        json.WriteStartArray("history");
        foreach (var recorded in history)
            json.WriteRawValue(TicketJson.Write(recorded));
        json.WriteEndArray();
        json.WriteStartArray("attachments");
        foreach (var file in history.Select(recorded => recorded.Event).OfType<TicketEvent.AttachmentAdded>())
            json.WriteRawValue(TicketJson.Write(file));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
