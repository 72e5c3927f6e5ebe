using System.Net;
using SupportKit.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class SpecialAddresses()
    : Attack(
        "14",
        "A webhook points into each range of addresses that IANA keeps for a special purpose.",
        "ranges were missing from the guard (no figure)",
        "First and last addresses that the guard takes for public, of 20 ranges; `SsrfGuardTests` has all of both registries."
    )
{
    private static readonly string[] Ranges =
    [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.31.196.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::1/128",
        "::ffff:10.0.0.0/104",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100:0:0:1::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
    ];

    public override Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var through = Ranges
            .SelectMany(range =>
            {
                var network = IPNetwork.Parse(range);
                var last = network.BaseAddress.GetAddressBytes();
                for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
                    last[bit / 8] |= (byte)(0x80 >> (bit % 8));
                return new[] { network.BaseAddress, new IPAddress(last) };
            })
            .Count(SsrfGuard.IsPublic);
        return Task.FromResult(new Outcome($"{through} of {Ranges.Length * 2}", through == 0));
    }
}
