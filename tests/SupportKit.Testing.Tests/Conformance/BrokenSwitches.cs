using System.Collections.Immutable;
using SupportKit.Desk;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Switches that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenSwitches
{
    /// <summary>The broken ones by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<IDeskSwitches> Make, string Promise)> All =
        new Dictionary<string, (Func<IDeskSwitches>, string)>
        {
            ["keep no author"] = (
                () =>
                    new Altered
                    {
                        Start = (inner, tenant, one) =>
                            inner.StartAsync(tenant, one with { StartedBy = Actor.System }, default),
                    },
                "a switch is on with its subject, its author and its instant"
            ),
            ["know one subject of a switch"] = (
                () =>
                    new Altered
                    {
                        Start = (inner, tenant, one) => inner.StartAsync(tenant, one with { Subject = "any" }, default),
                    },
                "several subjects are on at once, each by itself"
            ),
            ["forget the tenant"] = (
                () => new Altered { End = (inner, _, one) => inner.EndAsync(ConformanceTenant, one, default) },
                "a switch belongs to its tenant"
            ),
            ["begin anew whenever they are turned on"] = (() => new Anew(), "turning on what is on changes nothing"),
            ["drop what has ended"] = (
                () => new Drops(),
                "what has ended is kept with who ended it and when, and ending it again changes nothing"
            ),
            ["end whatever is on"] = (() => new EndsAny(), "an end of an earlier time ends no later one"),
            ["add a time for each who turns them on"] = (
                () => new Adds(),
                "of many who turn one switch on at once one is its author"
            ),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private const string ConformanceTenant = "north";

    private class Altered : IDeskSwitches
    {
        protected IDeskSwitches Inner { get; } = new InMemoryDeskSwitches();

        public Func<IDeskSwitches, string, DeskSwitch, Task>? Start { get; init; }

        public Func<IDeskSwitches, string, DeskSwitch, Task>? End { get; init; }

        public virtual Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken stop) =>
            Inner.ListAsync(tenant, stop);

        public virtual Task StartAsync(string tenant, DeskSwitch started, CancellationToken stop) =>
            Start?.Invoke(Inner, tenant, started) ?? Inner.StartAsync(tenant, started, stop);

        public virtual Task EndAsync(string tenant, DeskSwitch ended, CancellationToken stop) =>
            End?.Invoke(Inner, tenant, ended) ?? Inner.EndAsync(tenant, ended, stop);
    }

    private sealed class Anew : Altered
    {
        private readonly Dictionary<string, DeskSwitch> last = [];

        public override Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken stop) =>
            Task.FromResult<ImmutableArray<DeskSwitch>>([.. last.Values]);

        public override Task StartAsync(string tenant, DeskSwitch started, CancellationToken stop)
        {
            last[started.Name + started.Subject] = started;
            return Task.CompletedTask;
        }
    }

    private sealed class Drops : Altered
    {
        public override async Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken stop) =>
            [.. (await Inner.ListAsync(tenant, stop)).Where(one => one.IsOn)];
    }

    private sealed class EndsAny : Altered
    {
        public override async Task EndAsync(string tenant, DeskSwitch ended, CancellationToken stop)
        {
            var on = (await Inner.ListAsync(tenant, stop)).FirstOrDefault(one => one.IsOn);
            var at = on?.StartedAt ?? ended.StartedAt;
            await Inner.EndAsync(tenant, ended with { StartedAt = at }, stop);
        }
    }

    private sealed class Adds : Altered
    {
        private readonly Lock gate = new();
        private ImmutableArray<DeskSwitch> all = [];

        public override Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken stop) =>
            Task.FromResult(all);

        public override Task StartAsync(string tenant, DeskSwitch started, CancellationToken stop)
        {
            lock (gate)
                all = all.Add(started);
            return Task.CompletedTask;
        }
    }
}
