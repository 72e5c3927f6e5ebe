using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What is kept about a person, as a document.</content>
public sealed partial class PersonalDataService
{
    /// <summary>
    /// Writes one JSON document, in UTF-8: <c>{ "tenant", "requester", "tickets": [{ "ticket", "history", "attachments" }] }</c>,
    /// with every ticket that the person asked, or that is shared with them, the oldest first. Each is whole but for what the
    /// desk noted for itself. Of other tickets in which the person did something (those of colleagues of their organization, or shared with
    /// them once) a member <c>contributions</c>, which is there only then, has <c>{ "ticket", "history" }</c> with their own events alone. Tickets
    /// that cannot be read are named by their ids in a member <c>unreadable</c>, which is there only then. Addresses of the person's that are not written to stand, where there are
    /// any, in <c>suppressedAddresses</c>: <c>{ "address", "status", "at" }</c>. The content of attachments is with the desk's <c>OpenAttachmentAsync</c>.
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
        var (written, unreadable) = (new HashSet<TicketId>(), new List<TicketId>());
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
                written.Add(ticket.Id);
                Write(json, FieldVisibility.Apply(ticket, null), Shown(history, requester));
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            if (page.Next is null)
                break;
            after = page.Next;
        }
        json.WriteEndArray();
        await WriteContributionsAsync(json, tenant, requester, written, unreadable, cancellationToken)
            .ConfigureAwait(false);
        await WriteSuppressedAsync(json, tenant, requester, cancellationToken).ConfigureAwait(false);
        if (unreadable.Count > 0)
        {
            json.WriteStartArray("unreadable");
            foreach (var id in unreadable)
                json.WriteStringValue(id.ToString());
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    // What others wrote there is theirs: a colleague's ticket is not the person's for being of one organization.
    private async Task WriteContributionsAsync(
        Utf8JsonWriter json,
        string tenant,
        string requester,
        HashSet<TicketId> written,
        List<TicketId> unreadable,
        CancellationToken cancellationToken
    )
    {
        var (by, isBegun) = (Actor.Requester(requester), false);
        var named = await archive.TicketsNamingAsync(tenant, requester, cancellationToken).ConfigureAwait(false);
        foreach (var id in named.Except(written).Except(unreadable).OrderBy(id => id.Value))
        {
            var key = new TicketKey(tenant, id);
            if (await ReadAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false) is not { } history)
            {
                unreadable.Add(id);
                continue;
            }
            var own = Shown(history, requester).Where(recorded => recorded.By == by).ToList();
            if (own.Count == 0)
                continue;
            if (!isBegun)
                json.WriteStartArray("contributions");
            isBegun = true;
            json.WriteStartObject();
            json.WriteString("ticket", id.ToString());
            json.WriteStartArray("history");
            foreach (var recorded in own)
                json.WriteRawValue(TicketJson.Write(recorded));
            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        if (isBegun)
            json.WriteEndArray();
    }

    private async Task WriteSuppressedAsync(
        Utf8JsonWriter json,
        string tenant,
        string requester,
        CancellationToken cancellationToken
    )
    {
        var person = new Recipient(RecipientKind.Requester, requester);
        var all = await Suppressions.ListAsync(tenant, int.MaxValue, cancellationToken).ConfigureAwait(false);
        var own = all.Where(one => one.Of == person).ToList();
        if (own.Count == 0)
            return;
        json.WriteStartArray("suppressedAddresses");
        foreach (var one in own)
        {
            json.WriteStartObject();
            json.WriteString("address", one.Address);
            json.WriteString("status", one.Status);
            json.WriteString("at", MessageValues.Text(one.At));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // The ids of the person's own mails are theirs, and those of others are not.
    private static ImmutableArray<RecordedEvent> Shown(ImmutableArray<RecordedEvent> history, string person)
    {
        var mails = history
            .Where(recorded => recorded.Mail is not null && recorded.By == Actor.Requester(person))
            .ToDictionary(recorded => recorded.Sequence, recorded => recorded.Mail);
        return
        [
            .. FieldVisibility
                .Apply(history, null)
                .Select(recorded =>
                    mails.TryGetValue(recorded.Sequence, out var mail) ? recorded with { Mail = mail } : recorded
                ),
        ];
    }

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
