using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// What commits write on PostgreSQL, as columns: arrays of which each place is a row. JSON is sent as the bytes of its UTF-8, which the
/// statements turn into text.
/// </summary>
internal static class CommitColumns
{
    /// <summary>Of the tickets, what every commit writes.</summary>
    public static object?[] Tickets(ImmutableArray<TicketCommit> commits, JsonBuffer json)
    {
        var tickets = All(commits, commit => commit.Ticket);
        return
        [
            Of(tickets, ticket => ticket.Tenant),
            Of(tickets, ticket => ticket.Id.Value),
            Of(tickets, ticket => ticket.Version),
            Of(tickets, ticket => ticket.Queue),
            Of(tickets, ticket => ticket.Assignee),
            Of(tickets, ticket => TicketJson.Write(ticket.StateCategory)),
            Of(tickets, ticket => ticket.PriorityRank),
            Of(tickets, ticket => TicketRow.DueOf(ticket.NextSlaDue())),
            json.Write(tickets, TicketJson.Write),
            Of(tickets, ticket => ticket.State),
            Of(tickets, ticket => ticket.Priority),
            Of(tickets, ticket => ticket.Channel),
            Of(tickets, ticket => ticket.EscalatedToQueue),
            Of(tickets, ticket => ticket.IsHeld),
            Of(tickets, ticket => UnixMicroseconds.Floor(ticket.UpdatedAt)),
        ];
    }

    /// <summary>Of the events: tenant, ticket, sequence, body.</summary>
    public static object?[] Events(ImmutableArray<TicketCommit> commits, JsonBuffer json)
    {
        var events = Each(
            commits,
            commit => commit.Events.Length,
            (commit, i) => (commit.Key, Event: commit.Events[i])
        );
        return
        [
            Of(events, row => row.Key.Tenant),
            Of(events, row => row.Key.Ticket.Value),
            Of(events, row => row.Event.Sequence),
            json.Write(events, static (writer, row) => TicketJson.Write(writer, row.Event)),
        ];
    }

    /// <summary>Of the messages: tenant, ticket, when it was committed, id, sequence, state, template, body, destination.</summary>
    public static object?[] Messages(ImmutableArray<TicketCommit> commits, JsonBuffer json)
    {
        (TicketCommit Commit, OutboundMessage Message)[] messages = Each(
            commits,
            commit => commit.Messages.Length,
            (commit, i) => (commit, commit.Messages[i])
        );
        return
        [
            Of(messages, row => row.Commit.Key.Tenant),
            Of(messages, row => row.Message.Ticket.Value),
            Of(messages, row => UnixMicroseconds.Floor(MessageRow.CommittedAtOf(row.Commit))),
            Of(messages, row => row.Message.Id),
            Of(messages, row => row.Message.Sequence),
            Of(messages, row => MessageRow.StateOf(row.Commit, row.Message).ToString()),
            Of(messages, row => row.Message.Template),
            json.Write(messages, static (writer, row) => MessageJson.Write(writer, row.Message)),
            Of(messages, row => row.Message.Destination ?? ""),
        ];
    }

    /// <summary>Of the tickets that change by themselves: tenant, ticket, when.</summary>
    public static object?[] Deadlines(ImmutableArray<TicketCommit> commits)
    {
        DeadlineRow[] rows = [.. commits.Select(commit => DeadlineRow.Of(commit.Ticket)).OfType<DeadlineRow>()];
        return [Of(rows, row => row.Tenant), Of(rows, row => row.Ticket), Of(rows, row => row.DueAt)];
    }

    /// <summary>One column, of which each row has a value.</summary>
    public static T[] Of<TRow, T>(TRow[] rows, Converter<TRow, T> value) => Array.ConvertAll(rows, value);

    /// <summary>One value of each commit.</summary>
    public static T[] All<T>(ImmutableArray<TicketCommit> commits, Func<TicketCommit, T> value)
    {
        var all = new T[commits.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = value(commits[i]);
        return all;
    }

    private static T[] Each<T>(
        ImmutableArray<TicketCommit> commits,
        Func<TicketCommit, int> count,
        Func<TicketCommit, int, T> value
    )
    {
        var rows = new T[commits.Sum(count)];
        var at = 0;
        foreach (var commit in commits)
            for (var i = 0; i < count(commit); i++)
                rows[at++] = value(commit, i);
        return rows;
    }
}
