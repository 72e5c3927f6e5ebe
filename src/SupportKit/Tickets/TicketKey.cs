using System.Runtime.CompilerServices;
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

    /// <summary>Refuses the key that names nothing: the default of the type, which no constructor has checked.</summary>
    internal static void Require(TicketKey key, [CallerArgumentExpression(nameof(key))] string? name = null)
    {
        if (key.Tenant is null)
            throw new ArgumentException(
                "The key names neither a tenant nor a ticket. Take Ticket.Key, or make one.",
                name
            );
    }

    /// <summary>The tenant and the ticket's id, with a slash between.</summary>
    public override string ToString() => $"{Tenant}/{Ticket}";
}
