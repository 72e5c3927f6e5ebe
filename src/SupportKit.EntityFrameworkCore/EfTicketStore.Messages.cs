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
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var from = UnixMicroseconds.Floor(now);
        var until = UnixMicroseconds.Ceiling(leaseUntil);
        if (DatabaseEngine.IsPostgres(context.Database.ProviderName))
            return await PostgresClaims
                .MessagesAsync(context, from, until, limit, cancellationToken)
                .ConfigureAwait(false);
        var claimable = Heads(context).Where(row => row.NotBefore <= from);
        return await ClaimLoop.RunAsync(limit, CandidatesAsync, ClaimAsync, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyList<ClaimedMessage>> CandidatesAsync(int wanted)
        {
            var rows = await claimable
                .AsNoTracking()
                .OrderBy(row => row.NotBefore)
                .ThenBy(row => row.CommittedAt)
                .ThenBy(row => row.Sequence)
                .Take(wanted)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. rows.Select(row => new ClaimedMessage(
                    row.Tenant,
                    MessageJson.Read(row.Body),
                    row.Attempts,
                    Guid.NewGuid(),
                    UnixMicroseconds.ToInstant(row.CommittedAt)
                )),
            ];
        }

        // A message that was tried meanwhile has other attempts than were read, and is left to the next claim.
        async Task<bool> ClaimAsync(ClaimedMessage claimed) =>
            await claimable
                .Where(row =>
                    row.Tenant == claimed.Tenant && row.Id == claimed.Message.Id && row.Attempts == claimed.Attempts
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.NotBefore, until).SetProperty(row => row.Lease, claimed.Lease),
                    CancellationToken.None // or nobody would know of the rows before it, and they would wait for their lease
                )
                .ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async Task<Instant?> NextMessageAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var next = await Heads(context).MinAsync(row => (long?)row.NotBefore, cancellationToken).ConfigureAwait(false);
        return next is { } at ? UnixMicroseconds.ToInstant(at) : null;
    }

    /// <inheritdoc/>
    public async Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        await context
            .Set<MessageRow>()
            .Where(row => row.Tenant == claimed.Tenant && row.Id == claimed.Message.Id && row.Lease == claimed.Lease)
            .ExecuteUpdateAsync(
                set =>
                {
                    if (result is not DeliveryResult.Released)
                        set.SetProperty(row => row.Attempts, row => row.Attempts + 1);
                    set.SetProperty(row => row.Lease, (Guid?)null);
                    switch (result)
                    {
                        case DeliveryResult.Delivered delivered:
                            set.SetProperty(row => row.State, MessageState.Delivered);
                            set.SetProperty(row => row.DeliveredAt, UnixMicroseconds.Floor(delivered.At));
                            break;
                        case DeliveryResult.Retry retry:
                            set.SetProperty(row => row.NotBefore, UnixMicroseconds.Ceiling(retry.At));
                            set.SetProperty(row => row.Error, retry.Error);
                            break;
                        case DeliveryResult.DeadLettered parked:
                            set.SetProperty(row => row.State, MessageState.Parked);
                            set.SetProperty(row => row.Error, parked.Error);
                            break;
                        case DeliveryResult.Released released:
                            set.SetProperty(row => row.NotBefore, UnixMicroseconds.Ceiling(released.At));
                            break;
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken cancellationToken
    )
    {
        var delivered = settled.Where(done => done.Result is DeliveryResult.Delivered).ToList();
        if (delivered.Count > 0)
            await DeliveredAsync(delivered, cancellationToken).ConfigureAwait(false);
        foreach (var (claimed, result) in settled.Where(done => done.Result is not DeliveryResult.Delivered))
            await SettleAsync(claimed, result, cancellationToken).ConfigureAwait(false);
    }

    // Those of one claim have one lease, so that a tenant's are one statement.
    private async Task DeliveredAsync(
        List<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var groups = settled.GroupBy(done => (done.Claimed.Tenant, done.Claimed.Lease));
        foreach (var group in groups)
        {
            var ids = group.Select(done => done.Claimed.Message.Id).ToArray();
            var at = group.Max(done => UnixMicroseconds.Floor(((DeliveryResult.Delivered)done.Result).At));
            await context
                .Set<MessageRow>()
                .Where(row => row.Tenant == group.Key.Tenant && row.Lease == group.Key.Lease && ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Attempts, row => row.Attempts + 1)
                            .SetProperty(row => row.Lease, (Guid?)null)
                            .SetProperty(row => row.State, MessageState.Delivered)
                            .SetProperty(row => row.DeliveredAt, at),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        string tenant,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var rows = await context
            .Set<MessageRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant && row.State == MessageState.Parked)
            .OrderBy(row => row.CommittedAt)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(row => new DeadLetter(MessageJson.Read(row.Body), row.Attempts, row.Error ?? ""))];
    }

    /// <inheritdoc/>
    public async Task<bool> RequeueAsync(
        string tenant,
        string messageId,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var from = UnixMicroseconds.Ceiling(now);
        return await context
                .Set<MessageRow>()
                .Where(row => row.Tenant == tenant && row.Id == messageId && row.State == MessageState.Parked)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, MessageState.Waiting)
                            .SetProperty(row => row.NotBefore, from)
                            .SetProperty(row => row.Attempts, 0),
                    cancellationToken
                )
                .ConfigureAwait(false) == 1;
    }

    // The first message of each ticket that still has to leave; while it is under way it is still the first.
    private static IQueryable<MessageRow> Heads(DbContext context)
    {
        var waiting = context.Set<MessageRow>().Where(row => row.State == MessageState.Waiting);
#pragma warning disable CA1309 // the database compares here; any order that is total breaks a tie
        return waiting.Where(row =>
            !waiting.Any(earlier =>
                earlier.Tenant == row.Tenant
                && earlier.Ticket == row.Ticket
                && (
                    earlier.Sequence < row.Sequence
                    || (earlier.Sequence == row.Sequence && string.Compare(earlier.Id, row.Id) < 0)
                )
            )
        );
#pragma warning restore CA1309
    }
}
