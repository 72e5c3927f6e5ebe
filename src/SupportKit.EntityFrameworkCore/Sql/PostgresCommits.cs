using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Storage;
using SupportKit.Tickets;

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
        command.CommandText = Text(Tables.Of(context), done.Length > 0, moved.Length > 0);
        Fill(command, commits, done, moved);
        var written = new HashSet<(string, Guid)>();
        var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
            written.Add((reader.GetString(0), reader.GetGuid(1)));
        return
        [
            .. commits.Select(commit =>
                written.Contains((commit.Key.Tenant, commit.Key.Ticket.Value))
                    ? CommitOutcome.Committed
                    : CommitOutcome.Conflict
            ),
        ];
    }

    private static string Text(Tables tables, bool anyDone, bool anyMoved) =>
        $"""
            with given as (
                select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::int[], $9::bigint[], $10::text[],
                        $27::text[], $28::text[], $29::text[], $30::text[], $31::bool[], $32::bigint[])
                    as g(tenant, id, expected, version, queue, assignee, state, rank, next_due, body,
                        state_name, priority, channel, escalated_to, held, updated_at)),
            written as (
                update {tables.Tickets} t
                set version = g.version, queue = g.queue, assignee = g.assignee, state = g.state, rank = g.rank, next_due = g.next_due, body = g.body,
                    state_name = g.state_name, priority = g.priority, channel = g.channel, escalated_to = g.escalated_to,
                    held = g.held, updated_at = g.updated_at
                from given g where t.tenant = g.tenant and t.id = g.id and t.version = g.expected
                returning t.tenant, t.id),
            events as (
                insert into {tables.Events} (tenant, ticket, sequence, body)
                select e.* from unnest($11::text[], $12::uuid[], $13::bigint[], $14::text[]) as e(tenant, ticket, sequence, body)
                join written w on w.tenant = e.tenant and w.id = e.ticket),
            messages as (
                insert into {tables.Messages} (tenant, ticket, id, sequence, state, committed_at, not_before, template, body, destination, attempts, perhaps_delivered)
                select m.tenant, m.ticket, m.id, m.sequence, m.state, m.at, m.at, m.template, m.body, m.destination, 0, false
                from unnest($15::text[], $16::uuid[], $17::text[], $18::bigint[], $19::bigint[], $20::text[], $21::text[], $22::text[], $23::text[])
                    as m(tenant, ticket, id, sequence, at, state, template, body, destination)
                join written w on w.tenant = m.tenant and w.id = m.ticket),
            planned as (
                insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at, attempts)
                select d.tenant, d.ticket, d.at, d.at, 0 from unnest($24::text[], $25::uuid[], $26::bigint[]) as d(tenant, ticket, at)
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
        ImmutableArray<TicketCommit> commits,
        TicketKey[] done,
        TicketAccessRow[] moved
    )
    {
        var tickets = commits.Select(commit => TicketRow.Of(commit.Ticket)).ToList();
        Add(tickets.Select(row => row.Tenant));
        Add(tickets.Select(row => row.Id));
        Add(commits.Select(commit => commit.ExpectedVersion));
        Add(tickets.Select(row => row.Version));
        Add(tickets.Select(row => row.Queue));
        Add(tickets.Select(row => row.Assignee));
        Add(tickets.Select(row => TicketJson.Write(row.State)));
        Add(tickets.Select(row => row.Rank));
        Add(tickets.Select(row => row.NextDue));
        Add(tickets.Select(row => row.Body));

        var events = commits.SelectMany(commit => commit.Events.Select(e => EventRow.Of(commit.Key, e))).ToList();
        Add(events.Select(row => row.Tenant));
        Add(events.Select(row => row.Ticket));
        Add(events.Select(row => row.Sequence));
        Add(events.Select(row => row.Body));

        var messages = commits.SelectMany(MessageRow.Of).ToList();
        Add(messages.Select(row => row.Tenant));
        Add(messages.Select(row => row.Ticket));
        Add(messages.Select(row => row.Id));
        Add(messages.Select(row => row.Sequence));
        Add(messages.Select(row => row.CommittedAt));
        Add(messages.Select(row => row.State.ToString()));
        Add(messages.Select(row => row.Template));
        Add(messages.Select(row => row.Body));
        Add(messages.Select(row => row.Destination));

        var deadlines = commits.Select(commit => DeadlineRow.Of(commit.Ticket)).OfType<DeadlineRow>().ToList();
        Add(deadlines.Select(row => row.Tenant));
        Add(deadlines.Select(row => row.Ticket));
        Add(deadlines.Select(row => row.DueAt));
        Add(tickets.Select(row => row.StateName));
        Add(tickets.Select(row => row.Priority));
        Add(tickets.Select(row => row.Channel));
        Add(tickets.Select(row => row.EscalatedTo));
        Add(tickets.Select(row => row.Held));
        Add(tickets.Select(row => row.UpdatedAt));
        if (done.Length > 0)
        {
            Add(done.Select(key => key.Tenant));
            Add(done.Select(key => key.Ticket.Value));
        }
        if (moved.Length > 0)
        {
            Add(moved.Select(row => row.Tenant));
            Add(moved.Select(row => row.Ticket));
            Add(moved.Select(row => row.Closed));
            Add(moved.Select(row => row.Rank));
            Add(moved.Select(row => row.NextDue));
        }

        void Add<T>(IEnumerable<T> values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = values.ToArray();
            command.Parameters.Add(parameter);
        }
    }
}
