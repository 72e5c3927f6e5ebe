using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Sql;

/// <summary>What one commit writes, in statements; the first tells whether the ticket was as expected.</summary>
internal static class CommitStatements
{
    /// <summary>The statements of a commit. A ticket that is there already, or a command id, breaks a key.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="before">What was known of the ticket before, where <see cref="TermStatements.NeedsFactsBefore"/>.</param>
    public static List<Statement> Of(Tables tables, TicketCommit commit, FactSet before)
    {
        var statements = new List<Statement> { Ticket(tables, commit), Events(tables, commit) };
        statements.Add(Deadline(tables, commit));
        if (!commit.Messages.IsEmpty)
            statements.Add(Messages(tables, commit));
        if (commit.CommandId is { } command)
            statements.Add(
                new Statement()
                    .Say($"insert into {tables.Commands} (tenant, id, ticket) values (")
                    .Give(commit.Key.Tenant, command, commit.Key.Ticket.Value)
                    .Say(")")
            );
        statements.AddRange(Viewers(tables, commit));
        statements.AddRange(TermStatements.Of(tables, commit, before));
        return statements;
    }

    /// <summary>
    /// Fails, by a division by nothing, when the ticket is not there in its new version: for an engine that is sent all
    /// statements at once and tells of the first only when the last is done.
    /// </summary>
    public static Statement Guard(Tables tables, TicketCommit commit) =>
        new Statement()
            .Say($"select 1 / count(*) from {tables.Tickets} where tenant = ")
            .Give(commit.Key.Tenant)
            .Say(" and id = ")
            .Give(commit.Key.Ticket.Value)
            .Say(" and version = ")
            .Give(commit.Ticket.Version);

    private static Statement Ticket(Tables tables, TicketCommit commit)
    {
        var row = TicketRow.Of(commit.Ticket);
        if (commit.ExpectedVersion == 0)
            return new Statement()
                .Say(
                    $"insert into {tables.Tickets} (tenant, id, version, requester, queue, assignee, state, opened_at, rank, next_due, body) values ("
                )
                .Give(
                    row.Tenant,
                    row.Id,
                    row.Version,
                    row.Requester,
                    row.Queue,
                    row.Assignee,
                    row.State.ToString(),
                    row.OpenedAt,
                    row.Rank,
                    row.NextDue,
                    row.Body
                )
                .Say(")");
        return new Statement()
            .Say($"update {tables.Tickets} set version = ")
            .Give(row.Version)
            .Say(", queue = ")
            .Give(row.Queue)
            .Say(", assignee = ")
            .Give(row.Assignee)
            .Say(", state = ")
            .Give(row.State.ToString())
            .Say(", rank = ")
            .Give(row.Rank)
            .Say(", next_due = ")
            .Give(row.NextDue)
            .Say(", body = ")
            .Give(row.Body)
            .Say(" where tenant = ")
            .Give(row.Tenant)
            .Say(" and id = ")
            .Give(row.Id)
            .Say(" and version = ")
            .Give(commit.ExpectedVersion);
    }

    private static Statement Events(Tables tables, TicketCommit commit)
    {
        var statement = new Statement().Say($"insert into {tables.Events} (tenant, ticket, sequence, body) values (");
        for (var i = 0; i < commit.Events.Length; i++)
        {
            var row = EventRow.Of(commit.Key, commit.Events[i]);
            statement.Say(i > 0 ? "), (" : "").Give(row.Tenant, row.Ticket, row.Sequence, row.Body);
        }
        return statement.Say(")");
    }

    private static Statement Deadline(Tables tables, TicketCommit commit) =>
        DeadlineRow.Of(commit.Ticket) is { } row
            ? new Statement()
                .Say($"insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at) values (")
                .Give(row.Tenant, row.Ticket, row.DueAt, row.WakeAt)
                .Say(
                    ") on conflict (tenant, ticket) do update set due_at = excluded.due_at, wake_at = excluded.wake_at"
                )
            : new Statement()
                .Say($"delete from {tables.Deadlines} where tenant = ")
                .Give(commit.Key.Tenant)
                .Say(" and ticket = ")
                .Give(commit.Key.Ticket.Value);

    private static Statement Messages(Tables tables, TicketCommit commit)
    {
        var statement = new Statement().Say(
            $"insert into {tables.Messages} (tenant, id, ticket, sequence, state, committed_at, not_before, attempts, body) values ("
        );
        for (var i = 0; i < commit.Messages.Length; i++)
        {
            var row = MessageRow.Of(commit, commit.Messages[i]);
            statement
                .Say(i > 0 ? "), (" : "")
                .Give(
                    row.Tenant,
                    row.Id,
                    row.Ticket,
                    row.Sequence,
                    row.State.ToString(),
                    row.CommittedAt,
                    row.NotBefore,
                    row.Attempts,
                    row.Body
                );
        }
        return statement.Say(")");
    }

    /// <summary>Who sees the ticket from now on, and did not, or no longer; nothing for most commits.</summary>
    public static IEnumerable<Statement> Viewers(Tables tables, TicketCommit commit)
    {
        // Who saw the ticket before, the first event about them tells.
        var before = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var recorded in commit.Events)
        {
            if (recorded.Event is TicketEvent.Opened opened)
                before.TryAdd(opened.Requester, false);
            else if (recorded.Event is TicketEvent.Shared shared)
                before.TryAdd(shared.With, shared.With == commit.Ticket.Requester);
            else if (recorded.Event is TicketEvent.Unshared unshared)
                before.TryAdd(unshared.With, true);
        }
        foreach (var (person, saw) in before)
        {
            var sees = Viewer.OfRequester(person).Sees(commit.Ticket);
            if (sees == saw)
                continue;
            var row = ViewerRow.Of(commit.Ticket, person);
            yield return sees
                ? new Statement()
                    .Say($"insert into {tables.Viewers} (tenant, ticket, person, opened_at) values (")
                    .Give(row.Tenant, row.Ticket, row.Person, row.OpenedAt)
                    .Say(")")
                : new Statement()
                    .Say($"delete from {tables.Viewers} where tenant = ")
                    .Give(row.Tenant)
                    .Say(" and ticket = ")
                    .Give(row.Ticket)
                    .Say(" and person = ")
                    .Give(row.Person);
        }
    }
}
