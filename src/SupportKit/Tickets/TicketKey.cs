namespace SupportKit;

/// <summary>Names a ticket within its tenant. The tenant comes first in every key, so that tables can be split by it.</summary>
/// <param name="Tenant">Whose desk it is.</param>
/// <param name="Ticket">The ticket.</param>
public readonly record struct TicketKey(string Tenant, TicketId Ticket);
