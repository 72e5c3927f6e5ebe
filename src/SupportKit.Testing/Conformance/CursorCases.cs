using System.Collections.Immutable;
using SupportKit.Routing;
using SupportKit.Storage;
using SupportKit.Workflows;

namespace SupportKit.Testing;

internal static class CursorCases
{
    private static readonly ImmutableArray<ImmutableArray<StateCategory>> States =
    [
        [],
        [StateCategory.Closed],
        [.. Enum.GetValues<StateCategory>().Where(state => state != StateCategory.Closed)],
    ];

    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [new("a person's list has each ticket where it stands by now, and a closed one among the closed", MovedAsync)];

    // One by one and together, as a store may write the two in different ways.
    private static async Task MovedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = new List<Ticket>();
        for (var i = 0; i < 6; i++)
        {
            var ticket = await ConformanceAssert
                .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
                .ConfigureAwait(false);
            opened.Add(
                await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Share(ticket, "ben"), stop)
                    .ConfigureAwait(false)
            );
        }
        TicketCommand[] moves =
        [
            new TicketCommand.ChangePriority(ConformanceDeskFixture.Agent, "normal", "As agreed."),
            new TicketCommand.Fire(ConformanceDeskFixture.Agent, Triggers.Close),
        ];
        ImmutableArray<TicketCommit> together = [.. moves.Select((move, i) => Changed(opened[i], move))];
        var outcomes = await store.CommitAllAsync(together, stop).ConfigureAwait(false);
        ConformanceAssert.Same([CommitOutcome.Committed, CommitOutcome.Committed], outcomes, "what became of both");
        for (var i = 0; i < moves.Length; i++)
        {
            opened[i] = together[i].Ticket;
            opened[i + 2] = await ConformanceAssert
                .CommittedAsync(store, Changed(opened[i + 2], moves[i]), stop)
                .ConfigureAwait(false);
        }

        foreach (var person in (string[])[ConformanceDeskFixture.Ana, "ben"])
        foreach (var order in (QueueOrder[])[QueueOrder.Arrival, QueueOrder.Urgency])
        foreach (var states in States)
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.OfRequester(person))
            {
                Order = order,
                States = states,
            };
            var expected = query.Page(opened.Select(ticket => (ticket, ImmutableArray<RecordedEvent>.Empty)));
            var seen = new List<TicketId>();
            query = query with { Limit = 1 };
            do
            {
                var page = await store.ListAsync(query, stop).ConfigureAwait(false);
                seen.AddRange(page.Tickets.Select(ticket => ticket.Id));
                query = query with { After = page.Next };
            } while (query.After is not null && seen.Count < opened.Count);
            ConformanceAssert.Same(
                expected.Tickets.Select(ticket => ticket.Id),
                seen,
                $"what {person} sees by {order} of {(states.IsEmpty ? "all states" : string.Join(", ", states))}"
            );
        }
    }

    private static TicketCommit Changed(Ticket ticket, TicketCommand command) =>
        ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt);
}
