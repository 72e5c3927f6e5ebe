using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// What is kept about a person from outside the desk: given out, or erased. The host decides who may ask for that.
/// Thread-safe.
/// </summary>
public sealed class PersonalDataService(
    ITicketStore store,
    IPersonalDataStore archive,
    IAttachmentStore attachments,
    PolicyCatalog policies,
    IPolicyArchive policyArchive,
    TimeProvider time
)
{
    private readonly PolicyVersions versions = new(policies, policyArchive);

    /// <summary>
    /// Writes one JSON document, in UTF-8: <c>{ "tenant", "requester", "tickets": [{ "ticket", "history", "attachments" }] }</c>,
    /// with every ticket that the person asked, or that is shared with them, the oldest first. Each is whole but for what the
    /// desk noted for itself. The content of attachments is with the desk's <c>OpenAttachmentAsync</c>.
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
        var viewer = Viewer.OfRequester(requester);
        var json = new Utf8JsonWriter(destination);
        await using var _ = json.ConfigureAwait(false);
        json.WriteStartObject();
        json.WriteString("tenant", tenant);
        json.WriteString("requester", requester);
        json.WriteStartArray("tickets");
        for (TicketCursor? after = null; ; )
        {
            var query = new TicketQuery(tenant, viewer) { After = after };
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var ticket in page.Tickets)
            {
                var key = ticket.Key;
                var history = await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
                Write(json, FieldVisibility.Apply(ticket, null), FieldVisibility.Apply(history, null));
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            if (page.Next is null)
                break;
            after = page.Next;
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Makes the person, and what they wrote, unreadable in every ticket (see <see cref="TicketErasure"/>): each in a transaction
    /// of its own, so whoever was interrupted calls again. Messages about them go, and the content of the attachments they
    /// gave; numbers, states, promises and verdicts stay. What backups, logs and the database's free pages hold is the host's.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="requester">The host's id of the person.</param>
    /// <param name="replacement">The pseudonym: an id that nobody has or will have, for whoever has it sees these tickets.</param>
    /// <param name="cancellationToken">Ends the erasing; tickets that were erased by then stay so.</param>
    /// <returns>How many tickets were rewritten.</returns>
    /// <exception cref="SupportKitException">
    /// <c>erasure.event_unknown</c>: a newer version of SupportKit wrote an event; <c>erasure.pseudonym_taken</c>: the pseudonym
    /// stands for somebody in one of the tickets already. Nothing was erased, unless that came about while this ran.
    /// </exception>
    public async Task<int> EraseAsync(
        string tenant,
        string requester,
        string replacement,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(requester);
        ArgumentException.ThrowIfNullOrEmpty(replacement);
        var count = 0;
        var named = await archive.TicketsNamingAsync(tenant, requester, cancellationToken).ConfigureAwait(false);
        // What cannot be erased is told before anything is.
        foreach (var id in named)
        {
            var key = new TicketKey(tenant, id);
            var history = await store.HistoryAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false);
            if (!history.IsEmpty)
                _ = TicketErasure.Erase(history, requester, replacement, (_, _) => true, history[^1].At);
        }
        foreach (var id in named)
        {
            // Another command may come first; then what it said is erased too.
            bool? rewritten;
            do rewritten = await RewriteAsync(new TicketKey(tenant, id), requester, replacement, cancellationToken)
                .ConfigureAwait(false);
            while (rewritten == false);
            count += rewritten is null ? 0 : 1;
        }
        return count;
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
        // First the content: once the person is not in the history any more, nothing leads to it.
        foreach (var (was, became) in history.Zip(erased))
        {
            if (was.Event is TicketEvent.AttachmentAdded file && became.Event != file)
                await attachments.DeleteAsync(key, file.Attachment, cancellationToken).ConfigureAwait(false);
        }
        var rewrite = new TicketRewrite(TicketHistory.Replay(erased)!, erased, before.Version, removed);
        return await archive.RewriteAsync(rewrite, cancellationToken).ConfigureAwait(false);
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
