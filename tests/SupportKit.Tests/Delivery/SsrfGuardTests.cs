using System.Net;
using System.Numerics;
using SupportKit.Delivery;

namespace SupportKit.Tests.Delivery;

/// <summary>A webhook goes to no address that IANA keeps for a special purpose, and to each that it does not.</summary>
public class SsrfGuardTests
{
    // Written down apart from the table of the guard: every row of the two registries, as they stood on 2026-07-18, and the ranges of
    // multicast and of embedded IPv4 besides.
    public static TheoryData<string> Special =>
        [
            "0.0.0.0/8",
            "0.0.0.0/32",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.0.0/29",
            "192.0.0.8/32",
            "192.0.0.9/32",
            "192.0.0.10/32",
            "192.0.0.170/32",
            "192.0.0.171/32",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.88.99.2/32",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "255.255.255.255/32",
            "::/128",
            "::1/128",
            "::ffff:10.0.0.0/104",
            "::ffff:0:127.0.0.0/104",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/23",
            "2001::/32",
            "2001:1::1/128",
            "2001:1::2/128",
            "2001:1::3/128",
            "2001:2::/48",
            "2001:3::/32",
            "2001:4:112::/48",
            "2001:10::/28",
            "2001:20::/28",
            "2001:30::/28",
            "2001:db8::/32",
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        ];

    [Theory]
    [MemberData(nameof(Special))]
    public void The_first_the_last_and_the_middle_address_of_a_special_range_are_not_public(string range)
    {
        var network = IPNetwork.Parse(range);
        var first = Number(network.BaseAddress);
        var size = BigInteger.One << (network.BaseAddress.GetAddressBytes().Length * 8 - network.PrefixLength);

        Assert.All(
            new[] { first, first + size / 2, first + size - 1 },
            number => Assert.False(SsrfGuard.IsPublic(Address(number, network)), Address(number, network).ToString())
        );
    }

    // The neighbors of special ranges, which a mask that is a bit too wide would take too.
    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:11.0.0.0")]
    [InlineData("2000::1")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db7:ffff::1")]
    [InlineData("2001:db9::1")]
    [InlineData("2003::1")]
    [InlineData("2620:4f:7fff::1")]
    [InlineData("2620:4f:8001::1")]
    [InlineData("3ffe:ffff::1")]
    [InlineData("3fff:1000::1")]
    public void The_neighbors_of_special_ranges_are_public(string address) =>
        Assert.True(SsrfGuard.IsPublic(IPAddress.Parse(address)));

    // IANA delegates unicast addresses from 2000::/3 alone, so a range that is registered tomorrow outside of it is closed today.
    [Theory]
    [InlineData("::2")]
    [InlineData("1fff::1")]
    [InlineData("4000::1")]
    [InlineData("fe00::1")]
    public void What_is_not_delegated_to_anybody_is_not_public(string address) =>
        Assert.False(SsrfGuard.IsPublic(IPAddress.Parse(address)));

    private static BigInteger Number(IPAddress address) =>
        new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static IPAddress Address(BigInteger number, IPNetwork network)
    {
        var bytes = new byte[network.BaseAddress.GetAddressBytes().Length];
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, bytes.Length - written.Length);
        return new IPAddress(bytes);
    }
}
