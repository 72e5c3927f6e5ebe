using SupportKit.Localization;

namespace SupportKit;

/// <summary>Names a ticket within its tenant. The tenant comes first in every key, so that tables can be split by it.</summary>
/// <param name="Tenant">Whose desk it is.</param>
/// <param name="Ticket">The ticket.</param>
/// <exception cref="ArgumentException">The tenant is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
public readonly record struct TicketKey(string Tenant, TicketId Ticket)
{
    /// <summary>Whose desk it is.</summary>
    public string Tenant
    {
        get;
        init => field = HostId.Require(value);
    } = HostId.Require(Tenant);
}
