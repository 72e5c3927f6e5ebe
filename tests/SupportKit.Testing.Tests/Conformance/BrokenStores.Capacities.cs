using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that give agents more than they may have, or less.</content>
internal static partial class BrokenStores
{
    private const int Givers = 8;
    private const string Counted =
        "a capacity counts what else its ticket's assignee has that is new or open, in its tenant";

    private static Faults Capacities =>
        new()
        {
            ["counts an agent's tickets, then gives another"] = (
                CountsThenGives,
                "of parallel commits that give tickets to one agent no more are stored than their capacity admits"
            ),
            ["counts what waits for its requester as an agent's to do"] = (
                () => Having(ticket => ticket.StateCategory != StateCategory.Closed),
                Counted
            ),
            ["counts what is closed against a capacity"] = (() => Having(_ => true), Counted),
            ["counts a ticket against itself"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            var loads = commit.Ticket.Assignee is { } agent
                                ? await inner.AgentLoadsAsync(commit.Key.Tenant, [agent], default)
                                : [];
                            return loads.Sum(load => load.OpenTickets) >= commit.AssigneeCapacity
                                ? CommitOutcome.CapacityReached
                                : await inner.CommitAsync(commit with { AssigneeCapacity = null }, default);
                        },
                    },
                Counted
            ),
            ["stores, and then tells that an agent is full"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            var outcome = await inner.CommitAsync(commit, default);
                            if (outcome == CommitOutcome.CapacityReached)
                                await inner.CommitAsync(commit with { AssigneeCapacity = null }, default);
                            return outcome;
                        },
                    },
                "a commit whose capacity does not hold stores nothing"
            ),
        };

    private static Altered CountsThenGives() =>
        LooksThenWrites(
            Givers,
            async (inner, commit) =>
                commit.AssigneeCapacity is not { } capacity
                    ? null
                    : (await OthersAsync(inner, commit)).Count(ticket =>
                        ticket.StateCategory is StateCategory.New or StateCategory.Open
                    ) < capacity,
            CommitOutcome.CapacityReached
        );

    private static Altered Having(Func<Ticket, bool> counts) =>
        new()
        {
            Commit = async (inner, commit) =>
                (await OthersAsync(inner, commit)).Count(counts) >= commit.AssigneeCapacity
                    ? CommitOutcome.CapacityReached
                    : await inner.CommitAsync(commit with { AssigneeCapacity = null }, default),
        };

    private static async Task<IEnumerable<Ticket>> OthersAsync(ITicketStore inner, TicketCommit commit)
    {
        var query = new TicketQuery(commit.Key.Tenant, Viewer.Desk) { Assignee = commit.Ticket.Assignee };
        return (await inner.ListAsync(query, default)).Tickets.Where(ticket => ticket.Id != commit.Ticket.Id);
    }
}
