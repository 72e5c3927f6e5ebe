using Microsoft.Data.Sqlite;
using Npgsql;
using SupportKit.Decisions;
using SupportKit.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>Opening tickets: the store against the same rows written by hand.</summary>
internal static class Openings
{
    private const string Insert = "insert into supportkit_";

    public static async Task PostgresAsync(EfTicketStore store, NpgsqlDataSource source, TextWriter report)
    {
        report.WriteLine("## Opening a ticket on PostgreSQL\n");
        report.WriteLine(
            "| callers | store, tickets/s | by hand, tickets/s | ratio (target: 2 at 32, and 1 at 1) | allocated a ticket (target 15 KB) | by hand | processor time a ticket: client, PostgreSQL | by hand |"
        );
        report.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|");
        await store.CommitAsync(Rows.Open(), default);
        await using var known = source.CreateCommand("select array_agg(term) from supportkit_search_terms");
        var terms = (string[])(await known.ExecuteScalarAsync())!;
        foreach (var callers in (int[])[1, 8, 32])
        {
            var rates = await Measuring.CompareAsync(
                callers,
                TimeSpan.FromSeconds(3),
                3,
                async () => await store.CommitAsync(Rows.Open(), default),
                () => ByHandAsync(source, Rows.Open(), terms)
            );
            var decided = await Measuring.CompareAsync(
                1,
                TimeSpan.FromSeconds(1),
                1,
                () => Task.FromResult(Rows.Open())
            );
            report.WriteLine(
                FormattableString.Invariant(
                    $"| {callers} | {rates[0].PerSecond:N0} | {rates[1].PerSecond:N0} | {rates[0].PerSecond / rates[1].PerSecond:0.00} | {rates[0].KilobytesEach - decided[0].KilobytesEach:0.0} KB | {rates[1].KilobytesEach - decided[0].KilobytesEach:0.0} KB | {Used(rates[0], decided[0])} | {Used(rates[1], decided[0])} |"
                )
            );
        }
        report.WriteLine();
    }

    private static string Used(Measuring.Rate rate, Measuring.Rate decided) =>
        FormattableString.Invariant($"{rate.Client - decided.Client:0}, {rate.Postgres:0} µs");

    public static async Task SqliteAsync(EfTicketStore store, string connection, TextWriter report)
    {
        await using var own = new SqliteConnection(connection);
        await own.OpenAsync();
        await using var timeout = own.CreateCommand();
        timeout.CommandText = "pragma busy_timeout = 30000";
        await timeout.ExecuteNonQueryAsync();
        await store.CommitAsync(Rows.Open(), default);
        await using var known = own.CreateCommand();
        known.CommandText = "select term from supportkit_search_terms";
        var terms = new List<string>();
        await using (var reader = await known.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                terms.Add(reader.GetString(0));
        }
        using var byHand = new PreparedSqlite(own, terms);
        report.WriteLine("## Opening a ticket on SQLite (write-ahead log, full synchronisation)\n");
        report.WriteLine(
            "| callers | store, tickets/s | one by hand, prepared, tickets/s | ratio (target: 0.9 at 1, 2.5 at 16) |"
        );
        report.WriteLine("|--:|--:|--:|--:|");
        foreach (var callers in (int[])[1, 16])
        {
            // By hand there is one connection, which one caller has at a time.
            using var turn = new SemaphoreSlim(1);
            var rates = await Measuring.CompareAsync(
                callers,
                TimeSpan.FromSeconds(3),
                3,
                async () => await store.CommitAsync(Rows.Open(), default),
                async () =>
                {
                    await turn.WaitAsync();
                    byHand.Write(Rows.Open());
                    turn.Release();
                }
            );
            report.WriteLine(
                FormattableString.Invariant(
                    $"| {callers} | {rates[0].PerSecond:N0} | {rates[1].PerSecond:N0} | {rates[0].PerSecond / rates[1].PerSecond:0.00} |"
                )
            );
        }
        report.WriteLine();
    }

    // One round trip, as somebody would write it who knows the rows and nothing else.
    private static async Task ByHandAsync(NpgsqlDataSource source, TicketCommit commit, string[] terms)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var ticket = commit.Ticket;
        (string, object?[]) found = (
            Insert
                + "search_terms (tenant, opened_at, ticket, term, internal) select $1, $2, $3, term, false from unnest($4) term",
            [ticket.Tenant, ticket.OpenedAt.ToUnixTimeTicks() / 10, ticket.Id.Value, terms]
        );
        foreach (var (text, values) in Statements(commit).Append(found))
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private static IEnumerable<(string Text, object?[] Values)> Statements(TicketCommit commit)
    {
        var ticket = commit.Ticket;
        var at = ticket.OpenedAt.ToUnixTimeTicks() / 10;
        var due = ticket.NextDeadline()!.Value.ToUnixTimeTicks() / 10;
        var id = ticket.Id.Value;
        yield return (
            Insert
                + "tickets (tenant, id, version, requester, queue, assignee, state, opened_at, rank, next_due, body, state_name, priority, channel, held, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            [
                ticket.Tenant,
                id,
                ticket.Version,
                ticket.Requester,
                ticket.Queue,
                ticket.Assignee,
                ticket.StateCategory.ToString(),
                at,
                ticket.PriorityRank,
                due,
                TicketJson.Write(ticket),
                ticket.State,
                ticket.Priority,
                ticket.Channel,
                ticket.IsHeld,
                at,
            ]
        );
        foreach (var recorded in commit.Events)
            yield return (
                Insert + "events (tenant, ticket, sequence, body) values ($1, $2, $3, $4)",
                [ticket.Tenant, id, recorded.Sequence, TicketJson.Write(recorded)]
            );
        yield return (
            Insert + "deadlines (tenant, ticket, due_at, wake_at, attempts) values ($1, $2, $3, $4, 0)",
            [ticket.Tenant, id, due, due]
        );
        foreach (var message in commit.Messages)
            yield return (
                Insert
                    + "messages (tenant, id, ticket, sequence, state, committed_at, not_before, attempts, body, destination, template, perhaps_delivered) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false)",
                [
                    ticket.Tenant,
                    message.Id,
                    id,
                    message.Sequence,
                    "Waiting",
                    at,
                    at,
                    0,
                    MessageJson.Write(message),
                    message.Destination ?? "",
                    message.Template,
                ]
            );
        yield return (
            Insert
                + "ticket_access (tenant, ticket, person, opened_at, closed, rank, next_due) values ($1, $2, $3, $4, $5, $6, $7)",
            [ticket.Tenant, id, ticket.Requester, at, 0, ticket.PriorityRank, due]
        );
    }

    private sealed class PreparedSqlite(SqliteConnection connection, IReadOnlyList<string> terms) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> prepared = [];

        public void Write(TicketCommit commit)
        {
            using var transaction = connection.BeginTransaction();
            var ticket = commit.Ticket;
            var found = terms.Select(term =>
                (
                    Insert + "search_terms (tenant, opened_at, ticket, term, internal) values ($1, $2, $3, $4, false)",
                    new object?[] { ticket.Tenant, ticket.OpenedAt.ToUnixTimeTicks() / 10, ticket.Id.Value, term }
                )
            );
            foreach (var (text, values) in Statements(commit).Concat(found))
            {
                if (!prepared.TryGetValue(text, out var command))
                {
                    command = prepared[text] = connection.CreateCommand();
                    command.CommandText = text;
                    for (var i = 0; i < values.Length; i++)
                        command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
                }
                command.Transaction = transaction;
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i] ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }

        public void Dispose()
        {
            foreach (var command in prepared.Values)
                command.Dispose();
        }
    }
}
