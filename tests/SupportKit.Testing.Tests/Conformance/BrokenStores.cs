using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Stores that each break one promise, in the way a plausible implementation would; by theme, as the cases are.</summary>
internal static partial class BrokenStores
{
    /// <summary>The broken stores by what is wrong with them, each with the promise that must be found broken.</summary>
    public static ImmutableSortedDictionary<string, (Func<ITicketStore> Make, string Promise)> All { get; } =
        new[]
        {
            Commits,
            Together,
            Limits,
            Races,
            Hidden,
            Shared,
            Organizations,
            Agents,
            Capacities,
            Lists,
            Urgency,
            Filters,
            Sorts,
            Searches,
            Numbers,
            Deadlines,
            Quarantine,
            Messages,
            Settlements,
            Destinations,
            DeadLetters,
            Kept,
        }
            .SelectMany(theme => theme)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static async Task<long> VersionAsync(ITicketStore store, TicketKey key) =>
        await store.FindAsync(key, Viewer.Desk, default) is { } ticket ? ticket.Version : 0;
}
