using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class AgentLoadCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new(
                "an agent's load is how many new or open tickets are theirs, and when the latest was opened",
                LoadAsync
            ),
            new(
                "agents are asked for to the letter and within a tenant, and those without a ticket are left out",
                ExactAsync
            ),
        ];

    private static async Task LoadAsync(ITicketStore store, CancellationToken stop)
    {
        var (first, later) = (
            ConformanceDeskFixture.Morning,
            ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond
        );
        await GiveAsync(store, "bo", stop).ConfigureAwait(false);
        var spam = await GiveAsync(store, "bo", stop, closed: true, at: later).ConfigureAwait(false);
        await GiveAsync(store, "bo", stop).ConfigureAwait(false);
        var moved = await GiveAsync(store, "bo", stop).ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(moved, "cy"), stop)
            .ConfigureAwait(false);
        await GiveAsync(store, "di", stop, closed: true).ConfigureAwait(false);
        await ExpectAsync(
                store,
                ["bo", "cy", "di", "eve"],
                [new("bo", 2, spam.OpenedAt), new("cy", 1, first), new("di", 0, first)],
                stop
            )
            .ConfigureAwait(false);
        await ExpectAsync(store, ["cy"], [new("cy", 1, first)], stop).ConfigureAwait(false);
        await ExpectAsync(store, [], [], stop).ConfigureAwait(false);
    }

    private static async Task ExactAsync(ITicketStore store, CancellationToken stop)
    {
        await GiveAsync(store, "bo", stop).ConfigureAwait(false);
        await GiveAsync(store, "cy", stop, tenant: ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        await ExpectAsync(store, ["Bo", "bo ", "b", "%", "cy", ConformanceDeskFixture.Ana], [], stop)
            .ConfigureAwait(false);
    }

    private static async Task<Ticket> GiveAsync(
        ITicketStore store,
        string agent,
        CancellationToken stop,
        bool closed = false,
        NodaTime.Instant? at = null,
        string tenant = ConformanceDeskFixture.Tenant
    )
    {
        var opened = ConformanceDeskFixture.Open(tenant: tenant, at: at);
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ticket, agent), stop)
            .ConfigureAwait(false);
        if (!closed)
            return ticket;
        var spam = new TicketCommand.MarkSpam(ConformanceDeskFixture.Agent);
        return await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, spam, ticket.UpdatedAt), stop)
            .ConfigureAwait(false);
    }

    private static async Task ExpectAsync(
        ITicketStore store,
        ImmutableArray<string> agents,
        AgentLoad[] expected,
        CancellationToken stop
    )
    {
        var loads = await store.AgentLoadsAsync(ConformanceDeskFixture.Tenant, agents, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected,
            loads.OrderBy(load => load.Agent, StringComparer.Ordinal),
            $"the loads of {string.Join(", ", agents)}"
        );
    }
}
