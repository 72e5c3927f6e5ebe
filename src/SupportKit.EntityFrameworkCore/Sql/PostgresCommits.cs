using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Many commits on tickets that are there, in one statement: each ticket is updated if it is as expected, and what belongs
/// to it is written for those that were. One that lost its race holds up no other.
/// </summary>
internal static class PostgresCommits
{
    /// <summary>
    /// Whether a commit can go this way: of a ticket that is there, without a command's id, seen by whom it was, and found
    /// by what it was.
    /// </summary>
    public static bool Takes(TicketCommit commit) =>
        commit is { ExpectedVersion: > 0, CommandId: null, Limits.IsEmpty: true, AssigneeCapacity: null }
        && !CommitStatements.ChangedViewers(commit).Any()
        && TermStatements.IsNone(commit);

    /// <summary>Returns, for each commit, what became of it: it was written, or its ticket has another version.</summary>
    public static async Task<CommitOutcome[]> RunAsync(
        DbContext context,
        ImmutableArray<TicketCommit> commits,
        CancellationToken stop
    )
    {
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var command = context.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        var json = new JsonBuffer();
        Fill(command, Tables.Of(context).Texts, commits, json);
        var written = new HashSet<(string, Guid)>();
        var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
            written.Add((reader.GetString(0), reader.GetGuid(1)));
        json.Return();
        return
        [
            .. commits.Select(commit =>
                written.Contains((commit.Key.Tenant, commit.Key.Ticket.Value))
                    ? CommitOutcome.Committed
                    : CommitOutcome.Conflict
            ),
        ];
    }

    /// <summary>The one statement: what <see cref="CommitTexts.ChangeTickets"/> gives.</summary>
    public static string Text(Tables tables, string ticketColumns, bool anyDone, bool anyMoved) =>
        $"""
            with given as (
                select * from unnest({ticketColumns}, $16::bigint[])
                    as g(tenant, id, version, queue, assignee, state, rank, next_due, body,
                        state_name, priority, channel, escalated_to, held, updated_at, expected)),
            written as (
                update {tables.Tickets} t
                set version = g.version, queue = g.queue, assignee = g.assignee, state = g.state, rank = g.rank, next_due = g.next_due,
                    body = convert_from(g.body, 'UTF8'),
                    state_name = g.state_name, priority = g.priority, channel = g.channel, escalated_to = g.escalated_to,
                    held = g.held, updated_at = g.updated_at
                from given g where t.tenant = g.tenant and t.id = g.id and t.version = g.expected
                returning t.tenant, t.id),
            events as (
                insert into {tables.Events} (tenant, ticket, sequence, body)
                select e.tenant, e.ticket, e.sequence, convert_from(e.body, 'UTF8')
                from unnest($17::text[], $18::uuid[], $19::bigint[], $20::bytea[]) as e(tenant, ticket, sequence, body)
                join written w on w.tenant = e.tenant and w.id = e.ticket),
            messages as (
                insert into {tables.Messages} (tenant, ticket, committed_at, not_before, id, sequence, state, template, body, destination, attempts, perhaps_delivered)
                select m.tenant, m.ticket, m.at, m.at, m.id, m.sequence, m.state, m.template, convert_from(m.body, 'UTF8'), m.destination, 0, false
                from unnest($21::text[], $22::uuid[], $23::bigint[], $24::text[], $25::bigint[], $26::text[], $27::text[], $28::bytea[], $29::text[])
                    as m(tenant, ticket, at, id, sequence, state, template, body, destination)
                join written w on w.tenant = m.tenant and w.id = m.ticket),
            planned as (
                insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at, attempts)
                select d.tenant, d.ticket, d.at, d.at, 0 from unnest($30::text[], $31::uuid[], $32::bigint[]) as d(tenant, ticket, at)
                join written w on w.tenant = d.tenant and w.id = d.ticket
                on conflict (tenant, ticket) do update set due_at = excluded.due_at, wake_at = excluded.wake_at,
                  attempts = 0, code = null, error = null){(
                anyDone ? Done(tables) : ""
            )}{(
                anyMoved ? Moved(tables, anyDone ? 35 : 33) : ""
            )}
            select tenant, id from written
            """;

    // Those that are done are named; to find "those without a plan" the engine would compare each with each.
    private static string Done(Tables tables) =>
        $"""
            ,
            done as (
                delete from {tables.Deadlines} where (tenant, ticket) in (
                    select w.tenant, w.id from unnest($33::text[], $34::uuid[]) as n(tenant, ticket)
                    join written w on w.tenant = n.tenant and w.id = n.ticket))
            """;

    private static string Moved(Tables tables, int at) =>
        $"""
            ,
            moved as (
                update {tables.Viewers} v set closed = m.closed, rank = m.rank, next_due = m.next_due
                from unnest(${at}::text[], ${at + 1}::uuid[], ${at + 2}::int[], ${at + 3}::int[], ${at
                + 4}::bigint[]) as m(tenant, ticket, closed, rank, next_due)
                join written w on w.tenant = m.tenant and w.id = m.ticket
                where v.tenant = m.tenant and v.ticket = m.ticket
                  and (v.closed, v.rank, v.next_due) <> (m.closed, m.rank, m.next_due))
            """;

    private static void Fill(
        DbCommand command,
        CommitTexts texts,
        ImmutableArray<TicketCommit> commits,
        JsonBuffer json
    )
    {
        TicketKey[] done =
        [
            .. commits.Where(commit => commit.Ticket.NextDeadline() is null).Select(commit => commit.Key),
        ];
        TicketAccessRow[] moved =
        [
            .. commits
                .Where(CommitStatements.MovesForViewers)
                .Select(commit => TicketAccessRow.Of(commit.Ticket, commit.Ticket.Requester)),
        ];
        List<object?> columns =
        [
            .. CommitColumns.Tickets(commits, json),
            CommitColumns.All(commits, commit => commit.ExpectedVersion),
            .. CommitColumns.Events(commits, json),
            .. CommitColumns.Messages(commits, json),
            .. CommitColumns.Deadlines(commits),
        ];
        if (done.Length > 0)
            columns.AddRange([
                CommitColumns.Of(done, key => key.Tenant),
                CommitColumns.Of(done, key => key.Ticket.Value),
            ]);
        if (moved.Length > 0)
            columns.AddRange([
                CommitColumns.Of(moved, row => row.Tenant),
                CommitColumns.Of(moved, row => row.Ticket),
                CommitColumns.Of(moved, row => row.Closed),
                CommitColumns.Of(moved, row => row.Rank),
                CommitColumns.Of(moved, row => row.NextDue),
            ]);
        var statement = new Statement(texts.ChangeTickets(done.Length > 0, moved.Length > 0), [.. columns]);
        command.CommandText = statement.Text;
        statement.Into(command, named: false);
    }
}
