using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Lists of addresses that each break one promise, in the way a plausible implementation would.</summary>
internal static class BrokenSuppressionLists
{
    /// <summary>The broken ones by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<ISuppressionList> Make, string Promise)> All =
        new Dictionary<string, (Func<ISuppressionList>, string)>
        {
            ["keeps no status"] = (
                () =>
                    new Altered
                    {
                        Put = (inner, tenant, one) => inner.SuppressAsync(tenant, one with { Status = "" }, default),
                    },
                "an address is on the list with whose it was, why and since when"
            ),
            ["compares letter by letter"] = (() => new LetterByLetter(), "upper and lower case of an address are one"),
            ["forgets the tenant"] = (
                () => new Altered { Tenant = _ => "all" },
                "an address is on the list of its tenant"
            ),
            ["keeps the last"] = (() => new KeepsLast(), "putting on what is on the list changes nothing"),
            ["marks as lifted for good"] = (
                () => new LiftsForGood(),
                "what is lifted may be written to, and be put on again"
            ),
            ["lifts whoever has the id"] = (
                () => new LiftsById(),
                "all addresses of somebody are lifted, and nobody else's"
            ),
            ["lists the first"] = (() => new ListsFirst(), "the latest come first, no more than are asked for"),
            ["counts one tenant"] = (() => new CountsOne(), "the addresses of all tenants are counted"),
            ["counts every report"] = (
                () => new Altered { Count = (all, _, _) => all.Count },
                "mails that came back from an address are counted once each, and per tenant"
            ),
            ["counts since ever"] = (
                () => new Altered { Count = (all, one, _) => Distinct(all, one).Count() },
                "what came back before the time asked for does not count"
            ),
            ["counts on after lifting"] = (
                () =>
                    new Altered
                    {
                        Count = (all, one, since) => Distinct(all, one).Count(each => each.Bounce.At >= since),
                    },
                "what came back does not count after the address was lifted"
            ),
            ["adds one for each who puts it on"] = (
                () => new Adds(),
                "of many who put an address on at once one is kept"
            ),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static IEnumerable<(string Tenant, SoftBounce Bounce)> Distinct(
        IEnumerable<(string Tenant, SoftBounce Bounce)> all,
        (string Tenant, SoftBounce Bounce) one
    ) =>
        all.Where(each => each.Tenant == one.Tenant && each.Bounce.Address == one.Bounce.Address)
            .DistinctBy(each => each.Bounce.Mail);

    private class Altered : ISuppressionList
    {
        private readonly List<(string Tenant, SoftBounce Bounce)> counted = [];

        /// <summary>How many there are, of all that were ever told; null to count as promised.</summary>
        public Func<
            List<(string Tenant, SoftBounce Bounce)>,
            (string Tenant, SoftBounce Bounce),
            Instant,
            int
        >? Count { get; init; }

        public Task<int> CountSoftBounceAsync(string tenant, SoftBounce bounce, Instant since, CancellationToken stop)
        {
            if (Count is null)
                return Inner.CountSoftBounceAsync(Tenant(tenant), bounce, since, stop);
            counted.Add((tenant, bounce));
            return Task.FromResult(Count(counted, (tenant, bounce), since));
        }

        protected ISuppressionList Inner { get; } = new InMemorySuppressionList();

        public Func<ISuppressionList, string, SuppressedAddress, Task>? Put { get; init; }

        public Func<string, string> Tenant { get; init; } = tenant => tenant;

        public virtual Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken stop) =>
            Put?.Invoke(Inner, tenant, suppressed) ?? Inner.SuppressAsync(Tenant(tenant), suppressed, stop);

        public virtual Task<SuppressedAddress?> FindAsync(string tenant, string address, CancellationToken stop) =>
            Inner.FindAsync(Tenant(tenant), address, stop);

        public virtual Task<ImmutableArray<SuppressedAddress>> ListAsync(
            string tenant,
            int limit,
            CancellationToken stop
        ) => Inner.ListAsync(Tenant(tenant), limit, stop);

        public virtual Task<int> CountAsync(CancellationToken stop) => Inner.CountAsync(stop);

        public virtual Task<bool> LiftAsync(string tenant, string address, CancellationToken stop) =>
            Inner.LiftAsync(Tenant(tenant), address, stop);

        public virtual Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken stop) =>
            Inner.LiftAllAsync(Tenant(tenant), recipient, stop);
    }

    private sealed class CountsOne : Altered
    {
        public override async Task<int> CountAsync(CancellationToken stop) =>
            (await Inner.ListAsync(ConformanceDeskFixture.Tenant, 100, stop)).Length;
    }

    private sealed class LetterByLetter : Altered
    {
        public override async Task<SuppressedAddress?> FindAsync(
            string tenant,
            string address,
            CancellationToken stop
        ) => (await Inner.ListAsync(tenant, 100, stop)).FirstOrDefault(one => one.Address == address);
    }

    private sealed class KeepsLast : Altered
    {
        public override async Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken stop)
        {
            await Inner.LiftAsync(tenant, suppressed.Address, stop);
            await Inner.SuppressAsync(tenant, suppressed, stop);
        }
    }

    private sealed class LiftsForGood : Altered
    {
        private readonly HashSet<string> lifted = [];

        public override Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken stop) =>
            lifted.Contains(suppressed.Address) ? Task.CompletedTask : Inner.SuppressAsync(tenant, suppressed, stop);

        public override Task<bool> LiftAsync(string tenant, string address, CancellationToken stop)
        {
            lifted.Add(address);
            return Inner.LiftAsync(tenant, address, stop);
        }
    }

    private sealed class LiftsById : Altered
    {
        public override async Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken stop)
        {
            var count = 0;
            foreach (var kind in Enum.GetValues<RecipientKind>())
                count += await Inner.LiftAllAsync(tenant, recipient with { Kind = kind }, stop);
            return count;
        }
    }

    private sealed class ListsFirst : Altered
    {
        public override async Task<ImmutableArray<SuppressedAddress>> ListAsync(
            string tenant,
            int limit,
            CancellationToken stop
        ) => [.. (await Inner.ListAsync(tenant, 100, stop)).Reverse().Take(limit)];
    }

    private sealed class Adds : Altered
    {
        private readonly Lock gate = new();
        private ImmutableArray<SuppressedAddress> all = [];

        public override Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken stop)
        {
            lock (gate)
                all = all.Add(suppressed);
            return Task.CompletedTask;
        }

        public override Task<ImmutableArray<SuppressedAddress>> ListAsync(
            string tenant,
            int limit,
            CancellationToken stop
        ) => Task.FromResult(all);
    }
}
