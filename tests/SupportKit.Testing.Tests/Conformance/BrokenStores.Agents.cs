using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that are wrong about what agents have to do.</content>
internal static partial class BrokenStores
{
    private const string Load =
        "an agent's load is how many new or open tickets are theirs, and when the latest was opened";
    private const string Letter =
        "agents are asked for to the letter and within a tenant, and those without a ticket are left out";

    private static Faults Agents =>
        new()
        {
            ["counts what is closed as something to do"] = (
                () => Loads(load => load with { OpenTickets = load.OpenTickets + 1 }),
                Load
            ),
            ["forgets a latest ticket that is closed"] = (
                () => Loads(load => load.OpenTickets == 0 ? load with { LastOpenedAt = null } : load),
                Load
            ),
            ["tells of all agents whomever was asked for"] = (
                () =>
                    new Altered
                    {
                        Loads = (inner, tenant, _) => inner.AgentLoadsAsync(tenant, ["bo", "cy", "di"], default),
                    },
                Load
            ),
            ["ignores the case of agents"] = (
                () =>
                    new Altered
                    {
                        Loads = (inner, tenant, agents) =>
                            inner.AgentLoadsAsync(
                                tenant,
                                [.. agents.Select(agent => agent.ToLowerInvariant())],
                                default
                            ),
                    },
                Letter
            ),
            ["counts what an agent of the same id has elsewhere"] = (
                () =>
                    new Altered
                    {
                        Loads = async (inner, tenant, agents) =>
                            [
                                .. await inner.AgentLoadsAsync(tenant, agents, default),
                                .. await inner.AgentLoadsAsync("south", agents, default),
                            ],
                    },
                Letter
            ),
        };

    private static Altered Loads(Func<AgentLoad, AgentLoad> change) =>
        new()
        {
            Loads = async (inner, tenant, agents) =>
                [.. (await inner.AgentLoadsAsync(tenant, agents, default)).Select(change)],
        };
}
