using NodaTime;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <summary>PostgreSQL's <c>clock_timestamp()</c>; null on SQLite, which has no clock but the machine's.</summary>
    /// <inheritdoc/>
    public async Task<Instant?> NowAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        if (!Tables.Of(lease.Context).IsPostgres)
            return null;
        var statement = new Statement("select (extract(epoch from clock_timestamp()) * 1000000)::bigint");
        var now = default(Instant?);
        await foreach (
            var row in StatementRunner.QueryAsync(lease.Context, statement, cancellationToken).ConfigureAwait(false)
        )
            now = UnixMicroseconds.ToInstant(row.GetInt64(0));
        return now;
    }
}
