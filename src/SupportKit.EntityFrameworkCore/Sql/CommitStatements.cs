using SupportKit.Decisions;
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
    /// <param name="json">Where JSON is written that is sent as bytes; not used by an engine that takes text.</param>
    public static IEnumerable<Statement> Of(CommitTexts texts, TicketCommit commit, FactSet before, JsonBuffer json)
    {
        var (tenant, id) = (commit.Key.Tenant, commit.Key.Ticket.Value);
        var isNew = commit.ExpectedVersion == 0;
        List<Statement> statements =
        [
            Ticket(
                texts,
                commit,
                texts.Arrays ? json.Write(commit.Ticket, TicketJson.Write) : TicketJson.Write(commit.Ticket)
            ),
            .. texts.Arrays
                ? [Events(texts, commit, json)]
                : commit.Events.Select(recorded => new Statement(
                    texts.AddEvent,
                    tenant,
                    id,
                    recorded.Sequence,
                    TicketJson.Write(recorded)
                )),
        ];
        if (DeadlineRow.Of(commit.Ticket) is { } plan)
            statements.Add(new Statement(isNew ? texts.FirstPlan : texts.Plan, tenant, id, plan.DueAt));
        else if (!isNew)
            statements.Add(new Statement(texts.Unplan, tenant, id));
        if (texts.Arrays && !commit.Messages.IsEmpty)
            statements.Add(Messages(texts, commit, json));
        else
            statements.AddRange(MessageRow.Of(commit).Select(row => Message(texts, row)));
        if (commit.CommandId is { } command)
            statements.Add(new Statement(texts.KeepCommand, tenant, command, id, commit.CommandFingerprint));
        statements.AddRange(Viewers(texts, commit));
        statements.AddRange(TermStatements.Of(texts, commit, before));
        return statements;
    }

    private static Statement Ticket(CommitTexts texts, TicketCommit commit, object body)
    {
        var ticket = commit.Ticket;
        object?[] changing =
        [
            ticket.Tenant,
            ticket.Id.Value,
            ticket.Version,
            ticket.Queue,
            ticket.Assignee,
            TicketJson.Write(ticket.StateCategory),
            ticket.PriorityRank,
            TicketRow.DueOf(ticket.NextSlaDue()),
            body,
            ticket.State,
            ticket.Priority,
            ticket.Channel,
            ticket.EscalatedToQueue,
            ticket.IsHeld,
            UnixMicroseconds.Floor(ticket.UpdatedAt),
        ];
        return commit.ExpectedVersion == 0
            ? new Statement(
                texts.OpenTicket,
                [.. changing, ticket.Requester, UnixMicroseconds.Floor(ticket.OpenedAt), ticket.Organization]
            )
            : new Statement(texts.ChangeTicket, [.. changing, commit.ExpectedVersion]);
    }

    private static Statement Events(CommitTexts texts, TicketCommit commit, JsonBuffer json) =>
        new(
            texts.AddEvents,
            commit.Key.Tenant,
            commit.Key.Ticket.Value,
            commit.Events.Select(recorded => recorded.Sequence).ToArray(),
            json.Write(commit.Events, TicketJson.Write)
        );

    private static Statement Messages(CommitTexts texts, TicketCommit commit, JsonBuffer json) =>
        new(
            texts.AddMessages,
            commit.Key.Tenant,
            commit.Key.Ticket.Value,
            UnixMicroseconds.Floor(MessageRow.CommittedAtOf(commit)),
            commit.Messages.Select(message => message.Id).ToArray(),
            commit.Messages.Select(message => message.Sequence).ToArray(),
            commit.Messages.Select(message => MessageRow.StateOf(commit, message).ToString()).ToArray(),
            commit.Messages.Select(message => message.Template).ToArray(),
            json.Write(commit.Messages, MessageJson.Write),
            commit.Messages.Select(message => message.Destination ?? "").ToArray()
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
            row.Body,
            row.Destination
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
