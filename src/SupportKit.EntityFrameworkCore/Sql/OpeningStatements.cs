using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Tickets;

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
        await StatementRunner.RunAsync(context, Of(Tables.Of(context).Texts, commits), stop).ConfigureAwait(false);
        return [.. commits.Select(_ => CommitOutcome.Committed)];
    }

    private static List<Statement> Of(CommitTexts texts, ImmutableArray<TicketCommit> commits)
    {
        List<Statement> statements =
        [
            new(texts.LimitWaiting),
            Tickets(texts, [.. commits.Select(commit => TicketRow.Of(commit.Ticket))]),
            Events(texts, [.. commits.SelectMany(commit => commit.Events.Select(e => EventRow.Of(commit.Key, e)))]),
            Viewers(texts, [.. commits.SelectMany(SeenBy)]),
            Terms(texts, [.. commits.SelectMany(TermsOf).OrderBy(row => row.Term, StringComparer.Ordinal)]),
        ];
        if (
            commits.Select(commit => DeadlineRow.Of(commit.Ticket)).OfType<DeadlineRow>().ToArray() is
            { Length: > 0 } due
        )
            statements.Add(Deadlines(texts, due));
        if (commits.SelectMany(MessageRow.Of).ToArray() is { Length: > 0 } messages)
            statements.Add(Messages(texts, messages));
        if (commits.Where(commit => commit.CommandId is not null).ToArray() is { Length: > 0 } named)
            statements.Add(Commands(texts, named));
        return statements;
    }

    private static Statement Tickets(CommitTexts texts, TicketRow[] rows) =>
        new(
            texts.OpenTickets,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.Id),
            Array.ConvertAll(rows, row => row.Version),
            Array.ConvertAll(rows, row => row.Queue),
            Array.ConvertAll(rows, row => row.Assignee),
            Array.ConvertAll(rows, row => TicketJson.Write(row.State)),
            Array.ConvertAll(rows, row => row.Rank),
            Array.ConvertAll(rows, row => row.NextDue),
            Array.ConvertAll(rows, row => row.Body),
            Array.ConvertAll(rows, row => row.StateName),
            Array.ConvertAll(rows, row => row.Priority),
            Array.ConvertAll(rows, row => row.Channel),
            Array.ConvertAll(rows, row => row.EscalatedTo),
            Array.ConvertAll(rows, row => row.Held),
            Array.ConvertAll(rows, row => row.UpdatedAt),
            Array.ConvertAll(rows, row => row.Requester),
            Array.ConvertAll(rows, row => row.OpenedAt),
            Array.ConvertAll(rows, row => row.Organization)
        );

    private static Statement Events(CommitTexts texts, EventRow[] rows) =>
        new(
            texts.OpenEvents,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.Ticket),
            Array.ConvertAll(rows, row => row.Sequence),
            Array.ConvertAll(rows, row => row.Body)
        );

    private static Statement Viewers(CommitTexts texts, TicketAccessRow[] rows) =>
        new(
            texts.OpenViewers,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.Ticket),
            Array.ConvertAll(rows, row => row.Person),
            Array.ConvertAll(rows, row => row.OpenedAt),
            Array.ConvertAll(rows, row => row.Closed),
            Array.ConvertAll(rows, row => row.Rank),
            Array.ConvertAll(rows, row => row.NextDue)
        );

    private static Statement Terms(CommitTexts texts, SearchTermRow[] rows) =>
        new(
            texts.OpenTerms,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.OpenedAt),
            Array.ConvertAll(rows, row => row.Ticket),
            Array.ConvertAll(rows, row => row.Term),
            Array.ConvertAll(rows, row => row.Internal)
        );

    private static Statement Deadlines(CommitTexts texts, DeadlineRow[] rows) =>
        new(
            texts.OpenPlans,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.Ticket),
            Array.ConvertAll(rows, row => row.DueAt)
        );

    private static Statement Messages(CommitTexts texts, MessageRow[] rows) =>
        new(
            texts.OpenMessages,
            Array.ConvertAll(rows, row => row.Tenant),
            Array.ConvertAll(rows, row => row.Ticket),
            Array.ConvertAll(rows, row => row.CommittedAt),
            Array.ConvertAll(rows, row => row.Id),
            Array.ConvertAll(rows, row => row.Sequence),
            Array.ConvertAll(rows, row => row.State.ToString()),
            Array.ConvertAll(rows, row => row.Template),
            Array.ConvertAll(rows, row => row.Body),
            Array.ConvertAll(rows, row => row.Destination)
        );

    private static Statement Commands(CommitTexts texts, TicketCommit[] commits) =>
        new(
            texts.OpenCommands,
            Array.ConvertAll(commits, commit => commit.Key.Tenant),
            Array.ConvertAll(commits, commit => commit.CommandId),
            Array.ConvertAll(commits, commit => commit.Key.Ticket.Value),
            Array.ConvertAll(commits, commit => commit.CommandFingerprint)
        );

    private static IEnumerable<TicketAccessRow> SeenBy(TicketCommit commit) =>
        CommitStatements
            .ChangedViewers(commit)
            .Where(changed => changed.Sees)
            .Select(changed => TicketAccessRow.Of(commit.Ticket, changed.Person));

    private static IEnumerable<SearchTermRow> TermsOf(TicketCommit commit)
    {
        var openedAt = UnixMicroseconds.Floor(commit.Ticket.OpenedAt);
        return SearchTerms
            .Of(commit.Ticket, commit.Events)
            .Select(term => new SearchTermRow
            {
                Tenant = commit.Key.Tenant,
                Term = term.Key,
                OpenedAt = openedAt,
                Ticket = commit.Key.Ticket.Value,
                Internal = term.Value,
            });
    }
}
