using System.Collections.Immutable;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Says to which of the transport's destinations a message goes.</summary>
internal sealed class MessageRouter(INotificationTransport transport)
{
    /// <summary>The names of the destinations; none when all goes to one place.</summary>
    public ImmutableArray<string> Names { get; } = transport.Destinations;

    /// <summary>
    /// The message in its destinations, or as a dead letter because none takes it; null for one that leaves as it is: it has been
    /// routed, or its only destination has no name.
    /// </summary>
    public DeliveryResult? Route(ClaimedMessage claimed)
    {
        if (claimed.Destination.Length > 0)
            return null;
        if (ObserverSet.DestinationOf(claimed.Message) is { } observer) // from a store that routes all when it leaves
            return new DeliveryResult.Routed([observer]);
        try
        {
            if (Names.IsEmpty)
                return Takes("") ? null : Untaken("No transport takes it.");
            var takers = Names.Where(Takes).ToImmutableArray();
            return takers.IsEmpty ? Untaken("No transport takes it.") : new DeliveryResult.Routed(takers);
        }
#pragma warning disable CA1031 // whatever a host's transport says of one message, the others leave
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Untaken($"{error.GetType().Name} was thrown by a transport that was asked whether it takes it.");
        }

        bool Takes(string destination) => transport.Takes(claimed.Message, claimed.Tenant, destination);
    }

    private static DeliveryResult.DeadLettered Untaken(string why) =>
        new(why, SupportKitErrors.DeliveryTransportMissing);
}
