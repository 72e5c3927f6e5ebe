using System.Collections.Concurrent;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// The ticket numbers that this process may give: taken from the store in blocks (hi/lo), so that tickets are opened without waiting for
/// one another. A process that ends leaves a gap, and so does a commit that throws: nobody knows whether a ticket got the number, and one that
/// is missing is better than one that two tickets have. Thread-safe.
/// </summary>
internal sealed class NumberReserve(ITicketStore store, TimeProvider time)
{
    /// <summary>How many numbers a desk that opens few tickets takes at once.</summary>
    internal const int SmallestBlock = 20;

    /// <summary>How many numbers a desk takes at once that opens thousands of tickets in a second.</summary>
    internal const int LargestBlock = 640;

    // A block that was used up sooner is followed by one of twice the size, one that lasted longer by one of half of it.
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Tenant> tenants = new(StringComparer.Ordinal);

    /// <summary>A number that no other ticket of the tenant has.</summary>
    public async ValueTask<long> TakeAsync(string tenant, CancellationToken cancellationToken)
    {
        var own = tenants.GetOrAdd(tenant, static _ => new Tenant());
        if (own.TryTake(out var number, out var left))
        {
            // Whoever takes the one in the middle fetches the next block, while the others go on with the rest of this one.
            if (left != own.Size / 2 || DeferredNotifications.Any)
                return number;
            try
            {
                await FetchAsync(tenant, own, keepsAll: true, cancellationToken).ConfigureAwait(false);
                return number;
            }
            catch
            {
                own.Add(number, 1);
                throw;
            }
        }
        // A flow inside a host's transaction may hold what the one that fetches waits for, so it waits for nobody.
        if (DeferredNotifications.Any)
            return await FetchAsync(tenant, own, keepsAll: false, cancellationToken).ConfigureAwait(false);
        await own.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return own.TryTake(out number, out _)
                ? number
                : await FetchAsync(tenant, own, keepsAll: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            own.Gate.Release();
        }
    }

    /// <summary>Gives a number back that no ticket got.</summary>
    public void Return(string tenant, long number)
    {
        // In a host's transaction the number may vanish with it, and be given again by the store.
        if (!DeferredNotifications.Any)
            tenants.GetOrAdd(tenant, static _ => new Tenant()).Add(number, 1);
    }

    private async Task<long> FetchAsync(string tenant, Tenant own, bool keepsAll, CancellationToken cancellationToken)
    {
        var block = await store
            .ReserveNumbersAsync(tenant, own.NextSize(time.GetTimestamp(), time), cancellationToken)
            .ConfigureAwait(false);
        if (keepsAll)
            own.Add(block.First, block.Count);
        else
            own.Add(block.First + 1, block.Count - 1);
        return block.First;
    }

    private sealed class Tenant
    {
        private readonly Lock gate = new();
        private readonly PriorityQueue<long, long> numbers = new();
        private long? fetchedAt;

        /// <summary>One at a time asks the store when there is nothing left.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Size { get; private set; } = SmallestBlock;

        public bool TryTake(out long number, out int left)
        {
            lock (gate)
            {
                var taken = numbers.TryDequeue(out number, out _);
                left = numbers.Count;
                return taken;
            }
        }

        public void Add(long first, int count)
        {
            lock (gate)
                for (var i = 0; i < count; i++)
                    numbers.Enqueue(first + i, first + i);
        }

        public int NextSize(long now, TimeProvider time)
        {
            lock (gate)
            {
                if (fetchedAt is { } before)
                    Size =
                        time.GetElapsedTime(before, now) < Lasting
                            ? Math.Min(Size * 2, LargestBlock)
                            : Math.Max(Size / 2, SmallestBlock);
                fetchedAt = now;
                return Size;
            }
        }
    }
}
