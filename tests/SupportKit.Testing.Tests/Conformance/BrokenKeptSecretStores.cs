using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Stores of kept secrets that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenKeptSecretStores
{
    /// <summary>The broken ones by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<IKeptSecretStore> Make, string Promise)> All =
        new Dictionary<string, (Func<IKeptSecretStore>, string)>
        {
            ["keeps the first 256 bytes"] = (
                () => new Altered { Keep = one => one with { Protected = one.Protected[..256] } },
                "what is kept of a message is found to the byte, and of no other message, ticket or tenant"
            ),
            ["keeps what came last"] = (() => new KeepsLast(), "what is kept of a message is never replaced"),
            ["finds until the sweep"] = (
                () => new Altered { FindAt = _ => Instant.MinValue },
                "what has expired is not found, from that very instant"
            ),
            ["never sweeps"] = (
                () => new Altered { SweepAt = _ => Instant.MinValue },
                "what has expired is deleted for every tenant, and nothing else"
            ),
            ["deletes by the ticket alone"] = (
                () => new Altered { Unite = true },
                "whatever is kept of a ticket is deleted, and of no other ticket or tenant"
            ),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private class Altered : IKeptSecretStore
    {
        private readonly InMemoryKeptSecretStore inner = new();
        private readonly List<TicketKey> known = [];

        public Func<KeptSecrets, KeptSecrets> Keep { get; init; } = one => one;

        public Func<Instant, Instant> FindAt { get; init; } = now => now;

        public Func<Instant, Instant> SweepAt { get; init; } = now => now;

        public bool Unite { get; init; }

        public virtual Task KeepAsync(KeptSecrets secrets, CancellationToken stop)
        {
            known.Add(secrets.Ticket);
            return inner.KeepAsync(Keep(secrets), stop);
        }

        public virtual Task<KeptSecrets?> FindAsync(
            TicketKey ticket,
            long sequence,
            Instant now,
            CancellationToken stop
        ) => inner.FindAsync(ticket, sequence, FindAt(now), stop);

        public async Task RemoveAsync(TicketKey ticket, CancellationToken stop)
        {
            foreach (var one in known.Where(one => one == ticket || (Unite && one.Ticket == ticket.Ticket)))
                await inner.RemoveAsync(one, stop);
        }

        public Task<int> RemoveExpiredAsync(Instant now, CancellationToken stop) =>
            inner.RemoveExpiredAsync(SweepAt(now), stop);
    }

    private sealed class KeepsLast : Altered
    {
        public override async Task KeepAsync(KeptSecrets secrets, CancellationToken stop)
        {
            await RemoveAsync(secrets.Ticket, stop);
            await base.KeepAsync(secrets, stop);
        }
    }
}
