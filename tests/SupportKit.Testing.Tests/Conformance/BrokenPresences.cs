using System.Collections.Immutable;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Stores of presence that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenPresences
{
    /// <summary>The broken ones by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<IPresenceStore> Make, string Promise)> All =
        new Dictionary<string, (Func<IPresenceStore>, string)>
        {
            ["do not say who writes"] = (
                () => new Altered { Own = own => own with { IsWriting = false } },
                "people on one ticket are told of each other and of what they do, in the order of their ids"
            ),
            ["keep what was said first"] = (
                () => new KeepsFirst(),
                "who says it again is there once, as they said last"
            ),
            ["forget the tenant"] = (
                () => new Altered { Ticket = ticket => ticket with { Tenant = "any" } },
                "a ticket and a tenant have their own"
            ),
            ["let nobody leave"] = (
                () => new Altered { Own = own => own with { Until = own.Until + Duration.FromSeconds(1) } },
                "who leaves a ticket is gone from it alone"
            ),
            ["forget nobody"] = (() => new ForgetsNobody(), "whose time is over is gone"),
            ["lose who comes at the same time"] = (() => new Loses(), "of many who come at once none is lost"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private class Altered : IPresenceStore
    {
        protected IPresenceStore Inner { get; } = new InMemoryPresenceStore();

        public Func<AgentPresence, AgentPresence> Own { get; init; } = own => own;

        public Func<TicketKey, TicketKey> Ticket { get; init; } = ticket => ticket;

        public virtual Task<ImmutableArray<AgentPresence>> UpdateAsync(
            TicketKey ticket,
            AgentPresence own,
            Instant now,
            CancellationToken stop
        ) => Inner.UpdateAsync(Ticket(ticket), Own(own), now, stop);
    }

    private sealed class KeepsFirst : Altered
    {
        private readonly Dictionary<string, AgentPresence> first = [];

        public override Task<ImmutableArray<AgentPresence>> UpdateAsync(
            TicketKey ticket,
            AgentPresence own,
            Instant now,
            CancellationToken stop
        )
        {
            first.TryAdd(own.Agent, own);
            return Inner.UpdateAsync(ticket, first[own.Agent], now, stop);
        }
    }

    private sealed class ForgetsNobody : Altered
    {
        // The clock stands still for it, but whoever leaves is let go.
        public override Task<ImmutableArray<AgentPresence>> UpdateAsync(
            TicketKey ticket,
            AgentPresence own,
            Instant now,
            CancellationToken stop
        ) => Inner.UpdateAsync(ticket, own, ConformanceDeskFixture.Morning, stop);
    }

    private sealed class Loses : Altered
    {
        private readonly Meeting all = new(8);
        private ImmutableArray<AgentPresence> kept = [];

        public override async Task<ImmutableArray<AgentPresence>> UpdateAsync(
            TicketKey ticket,
            AgentPresence own,
            Instant now,
            CancellationToken stop
        )
        {
            var read = kept;
            await all.ComeAsync();
            kept = [.. read.Where(one => one.Agent != own.Agent), own];
            return [.. read.Where(one => one.Agent != own.Agent).OrderBy(one => one.Agent, StringComparer.Ordinal)];
        }
    }
}
