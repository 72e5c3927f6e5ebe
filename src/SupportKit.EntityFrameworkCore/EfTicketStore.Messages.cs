using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        MessageClaim claim,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(claim);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await MessageClaims.RunAsync(lease.Context, claim, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Instant?> NextMessageAsync(
        ImmutableArray<string>? destinations,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var waiting = lease.Context.Set<MessageRow>().Where(row => row.State == MessageState.Waiting);
        if (destinations is not { } names)
            return await FirstAsync(waiting).ConfigureAwait(false);
        var next = default(Instant?);
        foreach (var name in names) // each is one look into the index
        {
            var first = await FirstAsync(waiting.Where(row => row.Destination == name)).ConfigureAwait(false);
            next = next is { } at && (first is not { } other || at <= other) ? next : first;
        }
        return next;

        async Task<Instant?> FirstAsync(IQueryable<MessageRow> rows)
        {
            var at = await rows.MinAsync(row => (long?)row.NotBefore, cancellationToken).ConfigureAwait(false);
            return at is { } micros ? UnixMicroseconds.ToInstant(micros) : null;
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var until = UnixMicroseconds.Ceiling(leaseUntil);
        var held = ImmutableArray.CreateBuilder<ClaimedMessage>();
        foreach (var claimed in claims)
        {
            var renewed = await lease
                .Context.Set<MessageRow>()
                .Where(row => row.Tenant == claimed.Tenant && row.Id == claimed.Message.Id)
                .Where(row => row.Destination == claimed.Destination && row.Lease == claimed.Lease)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NotBefore, until), cancellationToken)
                .ConfigureAwait(false);
            if (renewed == 1)
                held.Add(claimed);
        }
        return held.ToImmutable();
    }

    /// <inheritdoc/>
    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken cancellationToken) =>
        SettleAllAsync([(claimed, result)], cancellationToken);

    /// <inheritdoc/>
    public async Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var texts = Tables.Of(lease.Context).MessageTexts;
        // Every worker settles in the same order, so that no two wait for each other.
        var statements = settled
            .OrderBy(done => done.Claimed.Tenant, StringComparer.Ordinal)
            .ThenBy(done => done.Claimed.Message.Id, StringComparer.Ordinal)
            .ThenBy(done => done.Claimed.Destination, StringComparer.Ordinal)
            .SelectMany(done => SettlementStatements.Of(texts, done.Claimed, done.Result));
        await StatementRunner.RunAsync(lease.Context, [.. statements], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var rows = await DeadLetters(lease.Context, filter)
            .AsNoTracking()
            .OrderBy(row => row.CommittedAt)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .ThenBy(row => row.Destination)
            .Take(limit)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new DeadLetter(ReadOrStandIn(row), row.Attempts, row.Error ?? "")
            {
                Code = row.Code ?? "",
                Destination = row.Destination,
                CommittedAt = UnixMicroseconds.ToInstant(row.CommittedAt),
                PerhapsDelivered = row.PerhapsDelivered,
            }),
        ];
    }

    /// <inheritdoc/>
    public async Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var from = UnixMicroseconds.Ceiling(now);
        return await DeadLetters(lease.Context, filter)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, MessageState.Waiting)
                        .SetProperty(row => row.NotBefore, from)
                        .SetProperty(row => row.Attempts, 0)
                        .SetProperty(row => row.Code, (string?)null),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // When a message cannot be read, an operator still sees its other columns.
    private static OutboundMessage ReadOrStandIn(MessageRow row) =>
        StoredText.TryRead(row.Body, MessageJson.Read, out var message, out _)
            ? message
            : new OutboundMessage(
                row.Id,
                new TicketId(row.Ticket),
                row.Sequence,
                new Recipient((RecipientKind)(-1), ""),
                row.Template,
                "",
                ImmutableSortedDictionary<string, string>.Empty
            );

    private static IQueryable<MessageRow> DeadLetters(DbContext context, DeadLetterFilter filter)
    {
        var rows = context
            .Set<MessageRow>()
            .Where(row => row.Tenant == filter.Tenant)
            .Where(row => row.State == MessageState.DeadLettered || row.State == MessageState.Holding);
        if (filter.MessageId is { } id)
            rows = rows.Where(row => row.Id == id);
        if (filter.Destination is { } destination)
            rows = rows.Where(row => row.Destination == destination);
        if (filter.Template is { } template)
            rows = rows.Where(row => row.Template == template);
        if (filter.Code is { } code)
            rows = rows.Where(row => (row.Code ?? "") == code);
        if (filter.CommittedFrom is { } first)
        {
            var from = UnixMicroseconds.Ceiling(first);
            rows = rows.Where(row => row.CommittedAt >= from);
        }
        if (filter.CommittedBefore is { } end)
        {
            var before = UnixMicroseconds.Ceiling(end);
            rows = rows.Where(row => row.CommittedAt < before);
        }
        return rows;
    }
}
