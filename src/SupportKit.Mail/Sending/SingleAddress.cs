using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace SupportKit.Mail;

/// <summary>One mail address as a host gives it, and nothing beside it: no name, and no second one.</summary>
internal static class SingleAddress
{
    // RFC 5321, 4.5.3.1: what every server takes; a longer one would not fit into a line either.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    /// <summary>Whether it is one.</summary>
    /// <param name="address">The text.</param>
    /// <param name="local">The part before the @.</param>
    public static bool TryRead(string address, [NotNullWhen(true)] out string? local)
    {
        local = null;
        if (!MailboxAddress.TryParse(address, out var read) || read.Address != address || read.Domain.Length == 0)
            return false;
        local = read.LocalPart;
        return local.Length > 0;
    }

    /// <summary>Whether it is as short as an address may be.</summary>
    public static bool IsShort(string address, string local) =>
        local.Length <= LongestLocalPart && address.Length <= LongestAddress;
}
