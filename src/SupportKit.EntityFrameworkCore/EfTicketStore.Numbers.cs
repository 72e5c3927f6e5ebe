using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <summary>
    /// One short statement, on PostgreSQL never within the host's transaction: its row would stay locked until that ends. SQLite has
    /// one writer, so there the host's transaction takes the number, one at a time since it may roll back.
    /// </summary>
    /// <inheritdoc/>
    public async Task<NumberBlock> ReserveNumbersAsync(string tenant, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var apart = await contexts.OpenApartAsync(cancellationToken).ConfigureAwait(false);
        await using (apart.ConfigureAwait(false))
        {
            if (SupportKitTransactionScope.Current is null || Tables.Of(apart.Context).IsPostgres)
                return await ReserveAsync(apart.Context, tenant, count, cancellationToken).ConfigureAwait(false);
        }
        var joined = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = joined.ConfigureAwait(false);
        return await ReserveAsync(joined.Context, tenant, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<NumberBlock> ReserveAsync(
        DbContext context,
        string tenant,
        int count,
        CancellationToken cancellationToken
    )
    {
        var statement = new Statement(Tables.Of(context).Texts.ReserveNumbers, tenant, (long)count);
        var last = 0L;
        try
        {
            await foreach (
                var row in StatementRunner.QueryAsync(context, statement, cancellationToken).ConfigureAwait(false)
            )
                last = row.GetInt64(0);
        }
        catch (DbException error)
        {
            // A caller who opens a ticket need not know that its number is stored before it.
            throw new CommitFailedException(
                $"no ticket numbers of tenant \"{tenant}\" were reserved, and no ticket was stored.",
                "The inner exception has the reason; when that passes, open the ticket again with the same command id: "
                    + "it is opened once.",
                error
            );
        }
        return new NumberBlock(last - count + 1, count);
    }
}
