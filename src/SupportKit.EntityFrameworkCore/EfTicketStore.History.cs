using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <content>What happened to a ticket.</content>
public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    ) => ReadEventsAsync(key, viewer, events => events, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken cancellationToken
    ) =>
        ReadEventsAsync(
            key,
            viewer,
            events => events.Where(row => row.Sequence >= first && row.Sequence <= last),
            cancellationToken
        );

    private async Task<ImmutableArray<RecordedEvent>> ReadEventsAsync(
        TicketKey key,
        Viewer viewer,
        Func<IQueryable<EventRow>, IQueryable<EventRow>> which,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var events =
            from seen in VisibleOne(context, key, viewer)
            join recorded in which(context.Set<EventRow>())
                on new { seen.Ticket.Tenant, Ticket = seen.Id } equals new { recorded.Tenant, recorded.Ticket }
            orderby recorded.Sequence
            select recorded.Body;
        var bodies = await events.ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. bodies.Select(body => StoredText.ReadOf(key, body, TicketJson.ReadRecordedEvent))];
    }
}
