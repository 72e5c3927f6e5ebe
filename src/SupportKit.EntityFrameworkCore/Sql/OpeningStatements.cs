using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Many new tickets at once, on PostgreSQL: a statement for each table, its rows as arrays, all in one round trip and one
/// transaction. A key that is there already, or a lock of somebody else's that does not end soon, fails them all, and then each is
/// tried by itself.
/// </summary>
internal static class OpeningStatements
{
    /// <summary>Whether a commit can go this way: of a new ticket, and without a condition on others.</summary>
    public static bool Takes(TicketCommit commit) =>
        commit is { ExpectedVersion: 0, Limits.IsEmpty: true, AssigneeCapacity: null };

    /// <summary>Writes them all, or throws.</summary>
    public static async Task<CommitOutcome[]> RunAsync(
        DbContext context,
        ImmutableArray<TicketCommit> commits,
        CancellationToken stop
    )
    {
        var texts = Tables.Of(context).Texts;
        var json = new JsonBuffer();
        await StatementRunner
            .RunAsync(context, [new Statement(texts.LimitWaiting), .. Of(texts, commits, json)], stop)
            .ConfigureAwait(false);
        json.Return();
        return [.. commits.Select(_ => CommitOutcome.Committed)];
    }

    /// <summary>The statements that open tickets; without their conditions.</summary>
    public static IEnumerable<Statement> Of(CommitTexts texts, ImmutableArray<TicketCommit> commits, JsonBuffer json)
    {
        yield return Tickets(texts, commits, json);
        yield return new Statement(texts.OpenEvents, CommitColumns.Events(commits, json));
        yield return Viewers(texts, [.. commits.SelectMany(SeenBy)]);
        yield return new Statement(texts.OpenTerms, TermColumns.Of(commits));
        if (commits.Any(commit => commit.Ticket.NextDeadline() is not null))
            yield return new Statement(texts.OpenPlans, CommitColumns.Deadlines(commits));
        if (commits.Any(commit => !commit.Messages.IsEmpty))
            yield return new Statement(texts.OpenMessages, CommitColumns.Messages(commits, json));
        if (commits.Where(commit => commit.CommandId is not null).ToArray() is { Length: > 0 } named)
            yield return Commands(texts, named);
    }

    private static Statement Tickets(CommitTexts texts, ImmutableArray<TicketCommit> commits, JsonBuffer json) =>
        new(
            texts.OpenTickets,
            [
                .. CommitColumns.Tickets(commits, json),
                CommitColumns.All(commits, commit => commit.Ticket.Requester),
                CommitColumns.All(commits, commit => UnixMicroseconds.Floor(commit.Ticket.OpenedAt)),
                CommitColumns.All(commits, commit => commit.Ticket.Organization),
            ]
        );

    private static Statement Viewers(CommitTexts texts, TicketAccessRow[] rows) =>
        new(
            texts.OpenViewers,
            CommitColumns.Of(rows, row => row.Tenant),
            CommitColumns.Of(rows, row => row.Ticket),
            CommitColumns.Of(rows, row => row.Person),
            CommitColumns.Of(rows, row => row.OpenedAt),
            CommitColumns.Of(rows, row => row.Closed),
            CommitColumns.Of(rows, row => row.Rank),
            CommitColumns.Of(rows, row => row.NextDue)
        );

    private static Statement Commands(CommitTexts texts, TicketCommit[] commits) =>
        new(
            texts.OpenCommands,
            CommitColumns.Of(commits, commit => commit.Key.Tenant),
            CommitColumns.Of(commits, commit => commit.CommandId),
            CommitColumns.Of(commits, commit => commit.Key.Ticket.Value),
            CommitColumns.Of(commits, commit => commit.CommandFingerprint)
        );

    private static IEnumerable<TicketAccessRow> SeenBy(TicketCommit commit) =>
        CommitStatements
            .ChangedViewers(commit)
            .Where(changed => changed.Sees)
            .Select(changed => TicketAccessRow.Of(commit.Ticket, changed.Person));
}
