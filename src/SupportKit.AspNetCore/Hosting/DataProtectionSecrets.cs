using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>Encrypts masked secrets with ASP.NET Core Data Protection, each message's with a key derived for it alone. Thread-safe.</summary>
internal sealed class DataProtectionSecrets(IDataProtectionProvider keys) : ISecretProtector
{
    public byte[] Protect(byte[] secrets, TicketKey ticket, long sequence) => Of(ticket, sequence).Protect(secrets);

    public byte[] Unprotect(byte[] protectedSecrets, TicketKey ticket, long sequence) =>
        Of(ticket, sequence).Unprotect(protectedSecrets);

    private IDataProtector Of(TicketKey ticket, long sequence) =>
        keys.CreateProtector(
            "SupportKit.KeptSecrets",
            ticket.Tenant,
            ticket.Ticket.ToString(),
            sequence.ToString(CultureInfo.InvariantCulture)
        );
}
