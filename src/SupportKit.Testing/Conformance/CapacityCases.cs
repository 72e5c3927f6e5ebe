using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class CapacityCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new(
                "of parallel commits that give tickets to one agent no more are stored than their capacity admits",
                ParallelAsync
            ),
            new(
                "a capacity counts what else its ticket's assignee has that is new or open, in its tenant",
                CountedAsync
            ),
            new("a commit whose capacity does not hold stores nothing", NothingAsync),
        ];

    private static async Task ParallelAsync(ITicketStore store, CancellationToken stop)
    {
        var given = new List<TicketCommit>();
        for (var i = 0; i < 8; i++)
            given.Add(await GivenAsync(store, stop).ConfigureAwait(false) with { AssigneeCapacity = 3 });
        var outcomes = await Task.WhenAll(given.Select(commit => Task.Run(() => store.CommitAsync(commit, stop), stop)))
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            3,
            outcomes.Count(outcome => outcome == CommitOutcome.Committed),
            "how many were stored where the agent may have three"
        );
        ConformanceAssert.Equal(
            5,
            outcomes.Count(outcome => outcome == CommitOutcome.CapacityReached),
            "how many were told that the capacity is reached"
        );
        var loads = await store.AgentLoadsAsync(ConformanceDeskFixture.Tenant, ["cy"], stop).ConfigureAwait(false);
        ConformanceAssert.Equal(3, loads.Sum(load => load.OpenTickets), "what the agent has");
    }

    private static async Task CountedAsync(ITicketStore store, CancellationToken stop)
    {
        // One that counts; and one that is closed, one that waits for its requester, one of another agent and one of another tenant.
        await ConformanceAssert
            .CommittedAsync(store, await GivenAsync(store, stop).ConfigureAwait(false), stop)
            .ConfigureAwait(false);
        foreach (
            var command in (TicketCommand[])
                [
                    new TicketCommand.MarkSpam(ConformanceDeskFixture.Agent),
                    new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Which?", AsksBack: true),
                ]
        )
        {
            var commit = await GivenAsync(store, stop).ConfigureAwait(false);
            var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            await ConformanceAssert
                .CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt), stop)
                .ConfigureAwait(false);
        }
        foreach (
            var (agent, tenant) in ((string, string)[])
                [("di", ConformanceDeskFixture.Tenant), ("cy", ConformanceDeskFixture.OtherTenant)]
        )
        {
            var commit = await GivenAsync(store, stop, agent, tenant).ConfigureAwait(false);
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        }

        var second = await GivenAsync(store, stop).ConfigureAwait(false);
        await ExpectReachedAsync(store, second with { AssigneeCapacity = 1 }, stop).ConfigureAwait(false);
        var both = await ConformanceAssert
            .CommittedAsync(store, second with { AssigneeCapacity = 2 }, stop)
            .ConfigureAwait(false);
        // What is the agent's already does not count against itself.
        var note = ConformanceDeskFixture.Apply(
            both,
            new TicketCommand.Note(ConformanceDeskFixture.Agent, "Seen."),
            both.UpdatedAt
        );
        await ConformanceAssert.CommittedAsync(store, note with { AssigneeCapacity = 2 }, stop).ConfigureAwait(false);
        var third = await GivenAsync(store, stop).ConfigureAwait(false);
        await ExpectReachedAsync(store, third with { AssigneeCapacity = 2 }, stop).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, third, stop).ConfigureAwait(false);
    }

    private static async Task NothingAsync(ITicketStore store, CancellationToken stop)
    {
        var refused = await GivenAsync(store, stop, commandId: "given").ConfigureAwait(false) with
        {
            AssigneeCapacity = 0,
        };
        await ExpectReachedAsync(store, refused, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            refused.ExpectedVersion,
            (await store.FindAsync(refused.Key, Viewer.Desk, stop).ConfigureAwait(false))?.Version,
            "the version of the ticket"
        );
        ConformanceAssert.Equal(
            null,
            await store.FindByCommandAsync(refused.Key.Tenant, "given", stop).ConfigureAwait(false),
            "the ticket of the command's id"
        );
        // The id is still new, and what was repeated is told as repeated although the capacity does not hold.
        await ConformanceAssert
            .CommittedAsync(store, refused with { AssigneeCapacity = 1 }, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            CommitOutcome.Repeated,
            await store.CommitTogetherAsync([refused], stop).ConfigureAwait(false),
            "the outcome of a repeated command"
        );
    }

    // A ticket is opened, and what is returned gives it to an agent.
    private static async Task<TicketCommit> GivenAsync(
        ITicketStore store,
        CancellationToken stop,
        string agent = "cy",
        string tenant = ConformanceDeskFixture.Tenant,
        string? commandId = null
    )
    {
        var opened = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Open(tenant: tenant), stop)
            .ConfigureAwait(false);
        return ConformanceDeskFixture.Assign(opened, agent) with { CommandId = commandId };
    }

    private static async Task ExpectReachedAsync(ITicketStore store, TicketCommit commit, CancellationToken stop) =>
        ConformanceAssert.Equal(
            CommitOutcome.CapacityReached,
            await store.CommitAsync(commit, stop).ConfigureAwait(false),
            "the outcome of a commit whose capacity does not hold"
        );
}
