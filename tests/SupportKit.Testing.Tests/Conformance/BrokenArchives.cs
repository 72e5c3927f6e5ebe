using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SupportKit.Storage;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Archives of policies that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenArchives
{
    /// <summary>The broken archives by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<IPolicyArchive> Make, string Promise)> All =
        new Dictionary<string, (Func<IPolicyArchive>, string)>
        {
            ["writes the JSON anew"] = (() => new WritesAnew(), "a version comes back to the letter"),
            ["keeps the last version only"] = (() => new KeepsLast(), "every version is found under its own name"),
            ["ignores the case of a version"] = (() => new IgnoresCase(), "a version that was never kept is not found"),
            ["forgets the tenant"] = (() => new ForgetsTenant(), "a version belongs to its tenant"),
            ["replaces what it has kept"] = (() => new Replaces(), "keeping a version again changes nothing"),
            ["fails whoever comes second"] = (
                () => new FailsSecond(),
                "of several who keep one version at once all succeed"
            ),
            ["answers before it has kept"] = (
                () => new AnswersEarly(),
                "of several who keep one version at once all succeed"
            ),
            ["keeps what it writes in a field"] = (() => new OneField(), "versions kept at once do not mix"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private class WrappedArchive : IPolicyArchive
    {
        protected IPolicyArchive Inner { get; set; } = new InMemoryPolicyArchive();

        public virtual Task KeepAsync(string tenant, string version, string json, CancellationToken stop) =>
            Inner.KeepAsync(tenant, version, json, stop);

        public virtual Task<string?> FindAsync(string tenant, string version, CancellationToken stop) =>
            Inner.FindAsync(tenant, version, stop);
    }

    private sealed class WritesAnew : WrappedArchive
    {
        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop) =>
            Inner.KeepAsync(tenant, version, JsonNode.Parse(json)!.ToJsonString(), stop);
    }

    private sealed class KeepsLast : WrappedArchive
    {
        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop)
        {
            Inner = new InMemoryPolicyArchive();
            return Inner.KeepAsync(tenant, version, json, stop);
        }
    }

    private sealed class IgnoresCase : WrappedArchive
    {
        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop) =>
            Inner.KeepAsync(tenant, version.ToUpperInvariant(), json, stop);

        public override Task<string?> FindAsync(string tenant, string version, CancellationToken stop) =>
            Inner.FindAsync(tenant, version.ToUpperInvariant(), stop);
    }

    private sealed class ForgetsTenant : WrappedArchive
    {
        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop) =>
            Inner.KeepAsync("", version, json, stop);

        public override Task<string?> FindAsync(string tenant, string version, CancellationToken stop) =>
            Inner.FindAsync("", version, stop);
    }

    private sealed class Replaces : WrappedArchive
    {
        private readonly Dictionary<(string, string), string> kept = [];

        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop)
        {
            kept[(tenant, version)] = json;
            return Task.CompletedTask;
        }

        public override Task<string?> FindAsync(string tenant, string version, CancellationToken stop) =>
            Task.FromResult(kept.GetValueOrDefault((tenant, version)));
    }

    private sealed class FailsSecond : WrappedArchive
    {
        private int keepers;

        public override Task KeepAsync(string tenant, string version, string json, CancellationToken stop) =>
            Interlocked.Increment(ref keepers) == 1
                ? Inner.KeepAsync(tenant, version, json, stop)
                : Task.FromException(new InvalidOperationException("There is such a row."));
    }

    // Whoever comes second is told that it is kept while the first still writes.
    private sealed class AnswersEarly : WrappedArchive
    {
        private int keepers;

        public override async Task KeepAsync(string tenant, string version, string json, CancellationToken stop)
        {
            if (Interlocked.Increment(ref keepers) < 16)
                return;
            await Inner.KeepAsync(tenant, version, json, stop);
        }
    }

    private sealed class OneField : WrappedArchive
    {
        private readonly Meeting meeting = new(16);
        private string current = "";

        public override async Task KeepAsync(string tenant, string version, string json, CancellationToken stop)
        {
            current = json;
            await meeting.ComeAsync();
            await Inner.KeepAsync(tenant, version, current, stop);
        }
    }
}
