using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <content>What is claimed, for one destination after the other.</content>
internal sealed partial class OutboxRun
{
    /// <summary>Claims for one destination, beside what is going on; true when there is something new to begin.</summary>
    private async Task<bool> ClaimAsync(CancellationToken stop)
    {
        var now = time.GetCurrentInstant();
        if (claiming is null)
        {
            foreach (var queue in queues)
            {
                var wanted = queue.IsExhausted ? 0 : queue.Wanted(SlotsOf(queue, now), options.BatchSize);
                if (wanted <= 0)
                    continue;
                queue.IsExhausted = true; // unless something happens from here on
                claiming = (queue, now + options.LeaseDuration.ToDuration(), StartClaim(queue, now, wanted, stop));
                break;
            }
        }
        if (claiming is not { Claim.IsCompleted: true } done)
            return false;
        claiming = null;
        var claimed = await done.Claim.ConfigureAwait(false);
        done.Queue.IsExhausted &= claimed.IsEmpty;
        Hold(done.Queue, claimed, done.Until);
        return true;
    }

    private Task<ImmutableArray<ClaimedMessage>> StartClaim(
        DestinationQueue queue,
        Instant now,
        int wanted,
        CancellationToken stop
    )
    {
        var claim = new MessageClaim(now, now + options.LeaseDuration.ToDuration(), wanted)
        {
            Destination = queue.Destination,
        };
        var claimed = ClaimAsync(claim, stop);
        _ = WakeAfterAsync(claimed);
        return claimed;
    }

    // What a store throws at once is thrown by the task as well.
    private async Task<ImmutableArray<ClaimedMessage>> ClaimAsync(MessageClaim claim, CancellationToken stop) =>
        await store.ClaimMessagesAsync(claim, stop).ConfigureAwait(false);

    // When it has ended, and not within it: the loop may look before the one that wakes it goes on.
    private async Task WakeAfterAsync(Task claimed)
    {
        await claimed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wake.Set();
    }

    private void Hold(DestinationQueue queue, ImmutableArray<ClaimedMessage> claimed, Instant until)
    {
        Count += claimed.Length;
        foreach (var held in claimed.Select(one => new HeldMessage(one, until)))
        {
            if (router.Route(held.Claimed) is { } routed)
                Settle(held, routed);
            else
                queue.Add(held);
        }
        _ = settling.RunAsync();
    }
}
