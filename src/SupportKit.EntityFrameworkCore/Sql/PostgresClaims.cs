using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// How many processes share what is to be done: each takes rows that no other is taking at this moment
/// (<c>for update skip locked</c>), in one statement.
/// </summary>
internal static class PostgresClaims
{
    public static async Task<ImmutableArray<(ClaimedDeadline Claimed, byte[] Body)>> DueAsync(
        DbContext context,
        long now,
        long until,
        int limit,
        CancellationToken stop
    )
    {
        var tables = Tables.Of(context);
        // In the order of the index and no finer, or the engine sorts all that is due for each batch. By the rows' places,
        // since by their keys it would rather read the whole table; by their keys too, since the parts of a partitioned
        // table have the same places. Only what was leased is given.
        var text = $"""
            with due as materialized (
                select ctid, tenant, ticket from {tables.Deadlines}
                where wake_at <= $1 order by wake_at limit $2 for update skip locked),
            taken as (
                update {tables.Deadlines} set wake_at = $3
                where ctid = any (array(select ctid from due)) and (tenant, ticket) in (select tenant, ticket from due)
                returning tenant, ticket, due_at)
            select t.body, taken.tenant, taken.ticket, taken.due_at from taken join {tables.Tickets} t on t.tenant = taken.tenant and t.id = taken.ticket
            order by taken.due_at, taken.tenant, taken.ticket
            """;
        return await ReadAsync(
                context,
                text,
                [now, limit, until],
                row =>
                    (
                        new ClaimedDeadline(row.GetString(1), row.GetGuid(2), row.GetInt64(3)),
                        row.GetFieldValue<byte[]>(0)
                    ),
                stop
            )
            .ConfigureAwait(false);
    }

    private static async Task<ImmutableArray<T>> ReadAsync<T>(
        DbContext context,
        string text,
        object[] values,
        Func<DbDataReader, T> read,
        CancellationToken stop
    )
    {
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var command = context.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        var rows = ImmutableArray.CreateBuilder<T>();
        var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows.ToImmutable();
    }
}
