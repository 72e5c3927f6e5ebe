using System.Collections.Immutable;
using SupportKit.Routing;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>The questions that lists of tickets take in their address.</summary>
internal static class TicketList
{
    private const int MostOnPage = 100;

    private static readonly ImmutableSortedDictionary<string, StateCategory> States = Enum.GetValues<StateCategory>()
        .ToImmutableSortedDictionary(TicketJson.Write, state => state, StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, QueueOrder> Orders = Enum.GetValues<QueueOrder>()
        .ToImmutableSortedDictionary(order => order.ToString(), order => order, StringComparer.Ordinal);

    private static readonly ImmutableArray<QueryParameter> Search =
    [
        new("state", "Only tickets of this state category; may be repeated.", IsRepeatable: true),
        new("text", "Only tickets with all these words; the last one may be only begun."),
        new("number", "Only the ticket of this number, such as ACME-12."),
    ];

    private static readonly ImmutableArray<QueryParameter> Desk =
    [
        new("queue", "Only tickets of this queue."),
        new("requester", "Only tickets of this person."),
        new("assignee", "Only tickets of this person of the desk."),
        new("unassigned", "true for only tickets that are nobody's."),
        new("escalated", "true for only tickets that are escalated."),
        new("held", "true for only tickets that screening holds until somebody of the desk has looked."),
        new("order", "Arrival, Urgency, Due or Update; Arrival without it."),
    ];

    public static readonly ImmutableArray<QueryParameter> Page =
    [
        new("after", "The token that the page before gave as next."),
        new("limit", "At most this many, 1 to 100; 50 without it."),
    ];

    public static readonly ImmutableArray<QueryParameter> ForRequesters = [.. Search, .. Page];

    public static readonly ImmutableArray<QueryParameter> ForAgents = [.. Search, .. Desk, .. Page];

    public static readonly ImmutableArray<QueryParameter> ForCounts =
    [
        .. Search,
        .. Desk,
        new(
            "exact",
            "true to count all, which takes the longer the more there are; without it, counting ends at 1,000."
        ),
    ];

    public static TicketQuery Of(Call call, QueryReader read)
    {
        var queue = read.Text("queue");
        if (queue is not null && call.Policy.Queues.All(known => known.Id != queue))
            throw QueryReader.Invalid("queue", "is not a queue of the policy");
        return call.Desk.Query(call.Viewer) with
        {
            States = [.. read.Choices("state", States).Distinct()],
            Text = read.Text("text"),
            LastWordIsPrefix = true,
            Number = read.Text("number") is null
                ? null
                : read.Value<TicketNumber>("number", "a number such as ACME-12"),
            Queue = queue,
            Requester = read.Text("requester"),
            Assignee = read.Text("assignee"),
            Unassigned = read.Flag("unassigned"),
            Escalated = read.Flag("escalated"),
            Held = read.Flag("held"),
            Order = read.Choices("order", Orders).FirstOrDefault(QueueOrder.Arrival),
            After = After(read),
            Limit = Limit(read),
        };
    }

    public static TicketCursor? After(QueryReader read) =>
        read.Value<TicketCursor>("after", "a token that a page gave");

    public static int Limit(QueryReader read) => read.Number("limit", 1, MostOnPage, without: 50);
}
