using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore : IPersonalDataStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<TicketId>> TicketsNamingAsync(
        string tenant,
        string person,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var value = $"\"{JsonEncodedText.Encode(person)}\"";
        var ids = await lease
            .Context.Set<EventRow>()
            .Where(row => row.Tenant == tenant && row.Body.Contains(value))
            .Select(row => row.Ticket)
            .Distinct()
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. ids.Select(id => new TicketId(id))];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<OutboundMessage>> MessagesAsync(TicketKey key, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var bodies = await lease
            .Context.Set<MessageRow>()
            .Where(row => row.Tenant == key.Tenant && row.Ticket == key.Ticket.Value)
            .Select(row => row.Body)
            .Distinct() // one that goes to several destinations stands there for each
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. bodies.Select(body => StoredText.ReadOf(key, body, MessageJson.Read))];
    }

    /// <inheritdoc/>
    public async Task<bool> RewriteAsync(TicketRewrite rewrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        await StageAsync(context, rewrite, cancellationToken).ConfigureAwait(false);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // The version shows another command's commit, whichever row it was noticed at.
            if (await IsAtAsync(rewrite.Key, rewrite.ExpectedVersion, cancellationToken).ConfigureAwait(false))
                throw;
            return false;
        }
    }

    private async Task<bool> IsAtAsync(TicketKey key, long version, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease
            .Context.Set<TicketRow>()
            .AnyAsync(
                row => row.Tenant == key.Tenant && row.Id == key.Ticket.Value && row.Version == version,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task StageAsync(DbContext context, TicketRewrite rewrite, CancellationToken cancellationToken)
    {
        var (tenant, id) = (rewrite.Key.Tenant, rewrite.Key.Ticket.Value);
        var ticket = context.Update(TicketRow.Of(rewrite.Ticket));
        ticket.Property(row => row.Version).OriginalValue = rewrite.ExpectedVersion;
        foreach (var recorded in rewrite.History)
        {
            var row = EventRow.Of(rewrite.Key, recorded);
            context.Entry(row).State =
                recorded.Sequence <= rewrite.ExpectedVersion ? EntityState.Modified : EntityState.Added;
        }

        var seen = rewrite.Ticket.Participants.Add(rewrite.Ticket.Requester).ToHashSet(StringComparer.Ordinal);
        var viewers = await context
            .Set<TicketAccessRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        context.RemoveRange(viewers.Where(row => !seen.Contains(row.Person)));
        foreach (var row in viewers.Where(row => seen.Contains(row.Person)))
            context.Entry(row).CurrentValues.SetValues(TicketAccessRow.Of(rewrite.Ticket, row.Person));
        seen.ExceptWith(viewers.Select(row => row.Person));
        context.AddRange(seen.Select(person => TicketAccessRow.Of(rewrite.Ticket, person)));

        await StageTermsAsync(context, rewrite, cancellationToken).ConfigureAwait(false);

        var messages = await context
            .Set<MessageRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == id)
            .Where(row => rewrite.RemovedMessages.Contains(row.Id) || row.State == MessageState.Behind)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        context.AddRange(
            rewrite.AddedMessages.Select(message =>
                MessageRow.Of(rewrite.Ticket, message, MessageState.Waiting, rewrite.Ticket.UpdatedAt)
            )
        );
        foreach (var row in messages)
        {
            if (rewrite.RemovedMessages.Contains(row.Id))
                context.Remove(row);
            else // what it was behind may be gone
                context.Entry(row).Property(waiting => waiting.State).CurrentValue = MessageState.Waiting;
        }
    }

    // The ticket's present search terms are those of the history that is still stored.
    private static async Task StageTermsAsync(
        DbContext context,
        TicketRewrite rewrite,
        CancellationToken cancellationToken
    )
    {
        var (tenant, id, openedAt) = (
            rewrite.Key.Tenant,
            rewrite.Key.Ticket.Value,
            UnixMicroseconds.Floor(rewrite.Ticket.OpenedAt)
        );
        var bodies = await context
            .Set<EventRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant && row.Ticket == id && row.Sequence <= rewrite.ExpectedVersion)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var history = bodies
            .Select(body => StoredText.ReadOf(rewrite.Key, body, TicketJson.ReadRecordedEvent))
            .ToList();
        if (TicketHistory.Replay(history) is not { } before)
            return;
        var were = SearchTerms.Of(before, history);
        var are = SearchTerms.Of(rewrite.Ticket, rewrite.History);
        // Gone, or read by others than before.
        var changed = were.Where(term => !are.TryGetValue(term.Key, out var isInternal) || isInternal != term.Value)
            .Select(term => term.Key)
            .ToArray();
        var rows = await context
            .Set<SearchTermRow>()
            .Where(row =>
                row.Tenant == tenant && changed.Contains(row.Term) && row.OpenedAt == openedAt && row.Ticket == id
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (are.TryGetValue(row.Term, out var isInternal))
                context.Entry(row).Property(one => one.Internal).CurrentValue = isInternal;
            else
                context.Remove(row);
        }
        context.AddRange(
            are.Where(term => !were.ContainsKey(term.Key))
                .Select(term => new SearchTermRow
                {
                    Tenant = tenant,
                    Term = term.Key,
                    OpenedAt = openedAt,
                    Ticket = id,
                    Internal = term.Value,
                })
        );
    }
}
