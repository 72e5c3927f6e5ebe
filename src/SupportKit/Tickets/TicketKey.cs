using SupportKit.Localization;

namespace SupportKit;

/// <summary>Names a ticket within its tenant. The tenant comes first in every key, so that tables can be split by it.</summary>
/// <param name="Tenant">Whose desk it is.</param>
/// <param name="Ticket">The ticket.</param>
public readonly record struct TicketKey(string Tenant, TicketId Ticket)
{
    /// <summary>Whose desk it is; never empty, but null in a default value, which names no ticket.</summary>
    public string Tenant
    {
        get;
        init => field = Identity.Required(value);
    } = Identity.Required(Tenant);
}
