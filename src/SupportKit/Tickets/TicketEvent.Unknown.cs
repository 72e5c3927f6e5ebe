using SupportKit.Tickets;

namespace SupportKit;

/// <content>Unknown events.</content>
public abstract partial record TicketEvent
{
    /// <summary>An event that a newer version of SupportKit wrote: kept and written back as it is, and otherwise passed over.</summary>
    /// <param name="Type">Its name.</param>
    /// <param name="Json">The whole event, as it was found.</param>
    public sealed record Unknown(string Type, string Json) : TicketEvent(Outside.Hidden, Search.None, Erasure.Unknown);
}
