using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Desk;

/// <summary>Who has a ticket open, in this process' memory: people whom other processes serve are not seen.</summary>
internal sealed class InMemoryPresenceStore : IPresenceStore
{
    // Beyond it nobody new is kept, so that no caller can fill the memory.
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(TicketKey Ticket, string Agent), AgentPresence> kept = [];

    public Task<ImmutableArray<AgentPresence>> UpdateAsync(
        TicketKey ticket,
        AgentPresence own,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        lock (gate)
        {
            foreach (var gone in kept.Where(one => one.Value.Until <= now).Select(one => one.Key).ToList())
                kept.Remove(gone);
            if (own.Until <= now)
                kept.Remove((ticket, own.Agent));
            else if (kept.Count < Most || kept.ContainsKey((ticket, own.Agent)))
                kept[(ticket, own.Agent)] = own;
            return Task.FromResult<ImmutableArray<AgentPresence>>([
                .. kept.Where(one => one.Key.Ticket == ticket && one.Key.Agent != own.Agent)
                    .Select(one => one.Value)
                    .OrderBy(one => one.Agent, StringComparer.Ordinal),
            ]);
        }
    }
}
