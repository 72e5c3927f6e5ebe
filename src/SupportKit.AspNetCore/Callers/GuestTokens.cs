using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SupportKit.AspNetCore;

/// <summary>
/// Tokens by which a guest comes back to what they asked. A token is the guest's id, encrypted and signed by the host's data protection, for
/// one tenant: whoever has it is the guest, and nobody can make one up. Thread-safe.
/// </summary>
internal sealed class GuestTokens(IDataProtectionProvider protection)
{
    public const string Header = "Support-Guest";

    // Longer than any that is made.
    private const int MaxLength = 1000;

    public string New(string tenant) =>
        Protector(tenant)
            .Protect($"{Caller.GuestPrefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");

    /// <summary>The id of the guest; null when the token is none of this tenant's.</summary>
    public string? Read(string? token, string tenant)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxLength)
            return null;
        try
        {
            return Protector(tenant).Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string tenant) => protection.CreateProtector("SupportKit.Guests", tenant);
}
