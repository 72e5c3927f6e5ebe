using System.Net;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>Where and how mails leave. Checked when the host starts.</summary>
public sealed class SmtpOptions
{
    /// <summary>The mail server's name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>The mail server's port: 587 for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Speaks TLS, begun with STARTTLS; a server that does not offer it gets no mail.</summary>
    public bool UseTls { get; set; } = true;

    /// <summary>What to sign in with; null to send without.</summary>
    public NetworkCredential? Credentials { get; set; }

    /// <summary>The address mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>The name beside that address; null for none.</summary>
    public string? FromName { get; set; }

    /// <summary>
    /// How long one mail may take, from the connection to the server's last word: 30 seconds, unless set. Longer than
    /// <see cref="DeliveryOptions.SendTimeout"/> makes no difference.
    /// </summary>
    public Duration Timeout { get; set; } = Duration.FromSeconds(30);

    /// <summary>
    /// The one mail address of a recipient of a tenant; null when there is none. A message without an address is a dead
    /// letter with <c>delivery.address_missing</c>. The part before the @ is ASCII.
    /// </summary>
    public Func<string, Recipient, CancellationToken, Task<string?>>? AddressOf { get; set; }

    /// <summary>Whom it is for: all kinds of recipients, unless set; at least one. Others are left to other transports.</summary>
    public IReadOnlyCollection<RecipientKind> Recipients { get; set; } = Enum.GetValues<RecipientKind>();
}
