using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>
/// Several transports as one. The destinations of each are its own; one that names none is known here by the name under which the
/// host gave it. Each says itself what it takes. Thread-safe.
/// </summary>
internal sealed class TransportSet : INotificationTransport
{
    private readonly FrozenDictionary<string, (INotificationTransport Transport, string Own)> byName;

    /// <summary>Puts transports side by side.</summary>
    /// <exception cref="SupportKitException"><c>hosting.transport_repeated</c>.</exception>
    public TransportSet(IEnumerable<(string Name, INotificationTransport Transport)> transports)
    {
        var all = transports.SelectMany(given => PlacesOf(given.Name, given.Transport)).ToList();
        if (all.GroupBy(place => place.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var name })
            throw new SupportKitException(
                SupportKitErrors.HostingTransportRepeated,
                $"Two transports have a destination \"{name}\".",
                "Give one of them another name, with UseTransport or in WebhookEndpoint.Name."
            );
        Destinations = [.. all.Select(place => place.Name)];
        byName = all.ToFrozenDictionary(
            place => place.Name,
            place => (place.Transport, place.Own),
            StringComparer.Ordinal
        );
    }

    public ImmutableArray<string> Destinations { get; }

    public bool Takes(OutboundMessage message, string tenant, string destination)
    {
        var (transport, own) = byName[destination];
        return transport.Takes(message, tenant, own);
    }

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var (transport, own) = byName[notification.Destination];
        return transport.SendAsync(notification with { Destination = own }, cancellationToken);
    }

    private static IEnumerable<(string Name, INotificationTransport Transport, string Own)> PlacesOf(
        string name,
        INotificationTransport transport
    ) =>
        transport.Destinations is { IsEmpty: false } names
            ? names.Select(own => (own, transport, own))
            : [(name, transport, "")];
}
