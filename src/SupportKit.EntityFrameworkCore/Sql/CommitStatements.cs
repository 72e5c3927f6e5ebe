using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The statements of one commit; the first tells whether the ticket had the expected version.</summary>
internal static class CommitStatements
{
    /// <summary>The statements of a commit. A ticket that is there already, or a command id, breaks a key.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="commit">What is written.</param>
    /// <param name="before">What was known of the ticket before, where <see cref="TermStatements.NeedsFactsBefore"/>.</param>
    public static List<Statement> Of(CommitTexts texts, TicketCommit commit, FactSet before)
    {
        var (tenant, id) = (commit.Key.Tenant, commit.Key.Ticket.Value);
        var isNew = commit.ExpectedVersion == 0;
        List<Statement> statements = [Ticket(texts, commit)];
        var events = commit.Events.Select(e => EventRow.Of(commit.Key, e));
        if (texts.Arrays)
            statements.Add(Events(texts, tenant, id, [.. events]));
        else
            statements.AddRange(
                events.Select(row => new Statement(texts.AddEvent, tenant, id, row.Sequence, row.Body))
            );
        if (DeadlineRow.Of(commit.Ticket) is { } plan)
            statements.Add(new Statement(isNew ? texts.FirstPlan : texts.Plan, tenant, id, plan.DueAt));
        else if (!isNew)
            statements.Add(new Statement(texts.Unplan, tenant, id));
        if (!commit.Messages.IsEmpty)
        {
            var messages = MessageRow.Of(commit);
            if (texts.Arrays)
                statements.Add(Messages(texts, tenant, id, [.. messages]));
            else
                statements.AddRange(messages.Select(row => Message(texts, row)));
        }
        if (commit.CommandId is { } command)
            statements.Add(new Statement(texts.KeepCommand, tenant, command, id, commit.CommandFingerprint));
        statements.AddRange(Viewers(texts, commit));
        statements.AddRange(TermStatements.Of(texts, commit, before));
        return statements;
    }

    private static Statement Ticket(CommitTexts texts, TicketCommit commit)
    {
        var row = TicketRow.Of(commit.Ticket);
        object?[] changing =
        [
            row.Tenant,
            row.Id,
            row.Version,
            row.Queue,
            row.Assignee,
            TicketJson.Write(row.State),
            row.Rank,
            row.NextDue,
            row.Body,
            row.StateName,
            row.Priority,
            row.Channel,
            row.EscalatedTo,
            row.Held,
            row.UpdatedAt,
        ];
        return commit.ExpectedVersion == 0
            ? new Statement(texts.OpenTicket, [.. changing, row.Requester, row.OpenedAt])
            : new Statement(texts.ChangeTicket, [.. changing, commit.ExpectedVersion]);
    }

    private static Statement Events(CommitTexts texts, string tenant, Guid ticket, EventRow[] rows) =>
        new(
            texts.AddEvents,
            tenant,
            ticket,
            Array.ConvertAll(rows, row => row.Sequence),
            Array.ConvertAll(rows, row => row.Body)
        );

    private static Statement Message(CommitTexts texts, MessageRow row) =>
        new(
            texts.AddMessage,
            row.Tenant,
            row.Ticket,
            row.CommittedAt,
            row.Id,
            row.Sequence,
            row.State.ToString(),
            row.Template,
            row.Body
        );

    private static Statement Messages(CommitTexts texts, string tenant, Guid ticket, MessageRow[] rows) =>
        new(
            texts.AddMessages,
            tenant,
            ticket,
            rows[0].CommittedAt,
            Array.ConvertAll(rows, row => row.Id),
            Array.ConvertAll(rows, row => row.Sequence),
            Array.ConvertAll(rows, row => row.State.ToString()),
            Array.ConvertAll(rows, row => row.Template),
            Array.ConvertAll(rows, row => row.Body)
        );

    private static IEnumerable<Statement> Viewers(CommitTexts texts, TicketCommit commit)
    {
        if (MovesForViewers(commit))
        {
            var row = TicketAccessRow.Of(commit.Ticket, commit.Ticket.Requester);
            yield return new Statement(texts.MoveForViewers, row.Tenant, row.Ticket, row.Closed, row.Rank, row.NextDue);
        }
        foreach (var (person, sees) in ChangedViewers(commit))
        {
            var row = TicketAccessRow.Of(commit.Ticket, person);
            yield return sees
                ? new Statement(
                    texts.AddViewer,
                    row.Tenant,
                    row.Ticket,
                    row.Person,
                    row.OpenedAt,
                    row.Closed,
                    row.Rank,
                    row.NextDue
                )
                : new Statement(texts.RemoveViewer, row.Tenant, row.Ticket, row.Person);
        }
    }

    /// <summary>Whether the ticket may have moved in the lists of those who saw it before.</summary>
    public static bool MovesForViewers(TicketCommit commit) =>
        commit.ExpectedVersion > 0 && commit.Events.Any(recorded => TicketAccessRow.IsMovedBy(recorded.Event));

    /// <summary>Who gains or loses sight of the ticket; nobody for most commits.</summary>
    public static IEnumerable<(string Person, bool Sees)> ChangedViewers(TicketCommit commit)
    {
        // The first event about a person tells whether they saw the ticket before.
        var before = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var recorded in commit.Events)
        {
            if (recorded.Event is TicketEvent.Opened opened)
                before.TryAdd(opened.Requester, false);
            else if (recorded.Event is TicketEvent.Shared shared)
                before.TryAdd(shared.With, shared.With == commit.Ticket.Requester);
            else if (recorded.Event is TicketEvent.Invited invited)
                before.TryAdd(invited.Person, invited.Person == commit.Ticket.Requester);
            else if (recorded.Event is TicketEvent.Unshared unshared)
                before.TryAdd(unshared.With, true);
            else if (recorded.Event is TicketEvent.InvitationDeclined declined)
                before.TryAdd(declined.Person, true);
        }
        foreach (var (person, saw) in before)
        {
            var sees = Viewer.OfRequester(person).Sees(commit.Ticket);
            if (sees != saw)
                yield return (person, sees);
        }
    }
}
