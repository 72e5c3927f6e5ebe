using System.Net;
using System.Net.Sockets;

namespace SupportKit.Delivery;

/// <summary>
/// Connects to public addresses only. The resolved address is checked, and the same address is connected to: a name
/// that resolves to the host's own network, the first time or the second, is refused.
/// </summary>
internal static class SsrfGuard
{
    public static bool IsPublic(IPAddress address) => !SpecialPurposeAddresses.Contain(address);

    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken)
            .ConfigureAwait(false);
        if (addresses.Length == 0 || !addresses.All(IsPublic))
            throw new UndeliverableException(
                SupportKitErrors.DeliveryEndpointPrivate,
                $"{context.DnsEndPoint.Host} leads to an address that is not public.",
                "If the receiver is in your own network, mark its WebhookEndpoint as Internal."
            );
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
