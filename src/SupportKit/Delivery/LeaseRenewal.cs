using NodaTime;
using NodaTime.Extensions;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Has the leases of sends under way renewed, three times in the time that one lasts. Used by one thread at a time.</summary>
internal sealed class LeaseRenewal(ITicketStore store, Duration lease, TimeProvider time)
{
    private Task renewing = Task.CompletedTask;

    /// <summary>When leases are renewed next.</summary>
    public Instant Next { get; private set; } = time.GetCurrentInstant() + lease / 3;

    /// <summary>Begins to renew what is under way, if it is time.</summary>
    public void Renew(IReadOnlyCollection<HeldMessage> underWay)
    {
        var now = time.GetCurrentInstant();
        if (now < Next)
            return;
        Next = now + lease / 3;
        if (underWay.Count > 0 && renewing.IsCompleted)
            renewing = RenewAsync([.. underWay.Select(held => held.Claimed)], now + lease);
    }

    // The next renewal makes up for one that fails. No send takes as long as its lease, which the options' check ensures.
    private async Task RenewAsync(System.Collections.Immutable.ImmutableArray<ClaimedMessage> claims, Instant until)
    {
        try
        {
            await store.RenewMessagesAsync(claims, until, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // what is wrong with the store shows where messages are claimed and settled
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
