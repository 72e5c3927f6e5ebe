using System.Collections.Immutable;
using System.Net;

namespace SupportKit.Delivery;

/// <summary>
/// The ranges that IANA's registries of special-purpose addresses (RFC 6890) list, as both stood on 2026-07-18, and the
/// multicast ranges. No receiver of webhooks stands in any of them, so the few that are reachable from everywhere (AS112, AMT,
/// anycast of protocols) are kept out as well, and the table needs no exceptions.
/// </summary>
internal static class SpecialPurposeAddresses
{
    private static readonly ImmutableArray<IPNetwork> V4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private use
        IPNetwork.Parse("100.64.0.0/10"), // shared by the customers of a provider
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, and the metadata services of clouds
        IPNetwork.Parse("172.16.0.0/12"), // private use
        IPNetwork.Parse("192.0.0.0/24"), // IETF protocols: DS-Lite, PCP and TURN anycast, NAT64 discovery, dummy
        IPNetwork.Parse("192.0.2.0/24"), // documentation, TEST-NET-1
        IPNetwork.Parse("192.31.196.0/24"), // AS112
        IPNetwork.Parse("192.52.193.0/24"), // AMT
        IPNetwork.Parse("192.88.99.0/24"), // relays of 6to4, deprecated
        IPNetwork.Parse("192.168.0.0/16"), // private use
        IPNetwork.Parse("192.175.48.0/24"), // AS112, direct delegation
        IPNetwork.Parse("198.18.0.0/15"), // benchmarking
        IPNetwork.Parse("198.51.100.0/24"), // documentation, TEST-NET-2
        IPNetwork.Parse("203.0.113.0/24"), // documentation, TEST-NET-3
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, and the limited broadcast
    ];

    // Unicast addresses are delegated from here alone. Outside of it lie ::, ::1, addresses that embed IPv4 (mapped, compatible,
    // translated), 64:ff9b::/96 and 64:ff9b:1::/48 (NAT64), 100::/64 (discard), 100:0:0:1::/64 (dummy), 5f00::/16 (SRv6),
    // fc00::/7 (unique local), fe80::/10 (link-local), fec0::/10 (site-local) and ff00::/8 (multicast).
    private static readonly IPNetwork Delegated = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> InDelegated =
    [
        IPNetwork.Parse("2001::/23"), // IETF protocols: Teredo, anycast, benchmarking, AMT, AS112, ORCHID, ORCHIDv2, drones
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, which embeds an IPv4 address
        IPNetwork.Parse("2620:4f:8000::/48"), // AS112, direct delegation
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>Whether the address stands in one of the ranges. An IPv4 address that is mapped to IPv6 is looked at as itself.</summary>
    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? V4.Any(network => network.Contains(plain))
            : !Delegated.Contains(plain) || InDelegated.Any(network => network.Contains(plain));
    }
}
