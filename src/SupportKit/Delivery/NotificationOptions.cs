namespace SupportKit.Delivery;

/// <summary>
/// What a tenant's notifications look like, and where they lead: set for all tenants, or for one by its name
/// (<c>ConfigureNotifications</c>). Checked when the host starts.
/// </summary>
public sealed class NotificationOptions
{
    /// <summary>
    /// Where people read a ticket: an absolute URL of http or https. <c>{ticket}</c> stands for its id, <c>{number}</c> for its number (the
    /// id where it has none) and <c>{tenant}</c> for the tenant. There is no default, and without it the host does not start
    /// (<c>hosting.ticket_link_missing</c>).
    /// </summary>
    /// <remarks><c>Notifications:TicketLink</c> in the configuration; see docs/options.md.</remarks>
    public string TicketLink { get; set; } = "";

    /// <summary>The address that mails come from; null, the default, for that of the transport, <c>SmtpOptions.From</c>.</summary>
    /// <remarks><c>Notifications:From</c> in the configuration; see docs/options.md.</remarks>
    public string? From { get; set; }

    /// <summary>The name beside that address; null, the default, for that of the transport, <c>SmtpOptions.FromName</c>.</summary>
    /// <remarks><c>Notifications:FromName</c> in the configuration; see docs/options.md.</remarks>
    public string? FromName { get; set; }

    /// <summary>
    /// The picture at the head of the page, an absolute URL of https; null, the default, for the desk's name. It is the only thing that the
    /// page loads, is shown 40 pixels high, and has the desk's name as its text for those who do not see it.
    /// </summary>
    /// <remarks><c>Notifications:LogoUrl</c> in the configuration; see docs/options.md.</remarks>
    public Uri? LogoUrl { get; set; }

    /// <summary>
    /// The color of the button and the links, as <c>#rrggbb</c>: <c>#1a5fb4</c>, unless set. White text on it must be readable: a contrast
    /// of 4.5 to 1 at least (WCAG 2.2, 1.4.3).
    /// </summary>
    /// <remarks><c>Notifications:AccentColor</c> in the configuration; see docs/options.md.</remarks>
    public string AccentColor { get; set; } = "#1a5fb4";

    /// <summary>
    /// The page itself, in HTML; null, the default, for the one that SupportKit brings. Its places are <c>{language}</c>, <c>{direction}</c>,
    /// <c>{subject}</c>, <c>{number}</c>, <c>{desk}</c>, <c>{logo}</c>, <c>{body}</c>, <c>{button}</c>, <c>{link}</c>, <c>{closing}</c> and
    /// <c>{accent}</c>; <c>{body}</c> and <c>{closing}</c> must be there. What stands in them is encoded already.
    /// </summary>
    /// <remarks><c>Notifications:HtmlTemplate</c> in the configuration; see docs/options.md.</remarks>
    public string? HtmlTemplate { get; set; }

    /// <summary>The link to a ticket.</summary>
    internal string LinkTo(string tenant, TicketId ticket, TicketNumber? number) =>
        TicketLink
            .Replace("{ticket}", ticket.ToString(), StringComparison.Ordinal)
            .Replace("{number}", number?.ToString() ?? ticket.ToString(), StringComparison.Ordinal)
            .Replace("{tenant}", Uri.EscapeDataString(tenant), StringComparison.Ordinal);
}
