using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Desk;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The desk's switches in the database of the tickets, so that all processes have the same. Thread-safe; each call has a context and a
/// connection of its own, unless it joins the host's transaction. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <param name="contexts">Makes the contexts.</param>
public sealed class EfDeskSwitches(StoreContexts contexts) : IDeskSwitches
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var rows = await lease
            .Context.Set<SwitchRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(ToSwitch)];
    }

    /// <inheritdoc/>
    public async Task StartAsync(string tenant, DeskSwitch started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(started);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var statement = new Statement(
            $"""
            insert into {Tables.Of(lease.Context).Switches} as s (tenant, name, subject, started_at, started_by)
            values ($1, $2, $3, $4, $5)
            on conflict (tenant, name, subject) do update set started_at = excluded.started_at,
              started_by = excluded.started_by, ended_at = null, ended_by = null
            where s.ended_at is not null
            """,
            tenant,
            started.Name,
            started.Subject ?? "",
            UnixMicroseconds.Floor(started.StartedAt),
            started.StartedBy.ToString()
        );
        await StatementRunner.RunAsync(lease.Context, [statement], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task EndAsync(string tenant, DeskSwitch ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        if (ended is not { EndedAt: { } endedAt, EndedBy: { } endedBy })
            throw new ArgumentException("It does not say when it ended, and by whom.", nameof(ended));
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var statement = new Statement(
            $"""
            update {Tables.Of(lease.Context).Switches} set ended_at = $5, ended_by = $6
            where tenant = $1 and name = $2 and subject = $3 and started_at = $4 and ended_at is null
            """,
            tenant,
            ended.Name,
            ended.Subject ?? "",
            UnixMicroseconds.Floor(ended.StartedAt),
            UnixMicroseconds.Floor(endedAt),
            endedBy.ToString()
        );
        await StatementRunner.RunAsync(lease.Context, [statement], cancellationToken).ConfigureAwait(false);
    }

    private static DeskSwitch ToSwitch(SwitchRow row) =>
        new(
            row.Name,
            row.Subject.Length == 0 ? null : row.Subject,
            ToActor(row.StartedBy),
            UnixMicroseconds.ToInstant(row.StartedAt)
        )
        {
            EndedAt = row.EndedAt is { } at ? UnixMicroseconds.ToInstant(at) : null,
            EndedBy = row.EndedBy is { } by ? ToActor(by) : null,
        };

    private static Actor ToActor(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new Actor(Enum.Parse<ActorKind>(text[..colon]), text[(colon + 1)..]);
    }
}
