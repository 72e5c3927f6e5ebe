using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// How many processes share what is to be done: each takes rows that no other is taking at this moment
/// (<c>for update skip locked</c>), in one statement.
/// </summary>
internal static class PostgresClaims
{
    public static async Task<ImmutableArray<Ticket>> DueAsync(
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
            select t.body from taken join {tables.Tickets} t on t.tenant = taken.tenant and t.id = taken.ticket
            order by taken.due_at, taken.tenant, taken.ticket
            """;
        return await ReadAsync(context, text, [now, limit, until], row => TicketJson.ReadTicket(row.GetString(0)), stop)
            .ConfigureAwait(false);
    }

    public static async Task<ImmutableArray<ClaimedMessage>> MessagesAsync(
        DbContext context,
        long now,
        long until,
        int limit,
        CancellationToken stop
    )
    {
        var tables = Tables.Of(context);
        var lease = Guid.NewGuid();
        // The first of each ticket that still has to leave; while it is under way it is still the first. Found by place and
        // key, as above.
        var text = $"""
            with heads as materialized (
                select m.ctid, m.tenant, m.id, m.not_before, m.committed_at, m.sequence from {tables.Messages} m
                where m.state = 'Waiting' and m.not_before <= $1 and not exists (
                    select from {tables.Messages} e
                    where e.state = 'Waiting' and e.tenant = m.tenant and e.ticket = m.ticket
                      and (e.sequence < m.sequence or (e.sequence = m.sequence and e.id < m.id)))
                order by m.not_before limit $2 for update of m skip locked),
            taken as (
                update {tables.Messages} set not_before = $3, lease = $4
                where ctid = any (array(select ctid from heads)) and (tenant, id) in (select tenant, id from heads)
                returning tenant, id, body, attempts)
            select t.tenant, t.body, t.attempts, h.committed_at from taken t join heads h on h.tenant = t.tenant and h.id = t.id
            order by h.not_before, h.committed_at, h.sequence
            """;
        return await ReadAsync(
                context,
                text,
                [now, limit, until, lease],
                row => new ClaimedMessage(
                    row.GetString(0),
                    MessageJson.Read(row.GetString(1)),
                    row.GetInt32(2),
                    lease,
                    UnixMicroseconds.ToInstant(row.GetInt64(3))
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
