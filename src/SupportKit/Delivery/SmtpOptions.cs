using System.Net;
using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>Where and how mails leave. Checked when the host starts.</summary>
public sealed class SmtpOptions
{
    /// <summary>The mail server's name or address; it must be given.</summary>
    /// <remarks><c>Smtp:Host</c> in the configuration; see docs/options.md.</remarks>
    public string Host { get; set; } = "";

    /// <summary>The mail server's port, 1 to 65535: 587, for submission, unless set.</summary>
    /// <remarks><c>Smtp:Port</c> in the configuration; see docs/options.md.</remarks>
    public int Port { get; set; } = 587;

    /// <summary>Speaks TLS, begun with STARTTLS; a server that does not offer it gets no mail. True, unless set.</summary>
    /// <remarks><c>Smtp:UseTls</c> in the configuration; see docs/options.md.</remarks>
    public bool UseTls { get; set; } = true;

    /// <summary>What to sign in with; null to send without.</summary>
    /// <remarks><c>Smtp:Credentials</c> in the configuration; see docs/options.md.</remarks>
    public NetworkCredential? Credentials { get; set; }

    /// <summary>The address mails come from; it must be given, and is ASCII before the @.</summary>
    /// <remarks><c>Smtp:From</c> in the configuration; see docs/options.md.</remarks>
    public string From { get; set; } = "";

    /// <summary>The name beside that address; null for none.</summary>
    /// <remarks><c>Smtp:FromName</c> in the configuration; see docs/options.md.</remarks>
    public string? FromName { get; set; }

    /// <summary>
    /// How long one mail may take, from the connection to the server's last word: 30 seconds, unless set; more than none, and at most a day. Longer than
    /// <see cref="DeliveryOptions.SendTimeout"/> makes no difference.
    /// </summary>
    /// <remarks><c>Smtp:Timeout</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The one mail address of a recipient of a tenant; null when there is none, and for agents whose <see cref="DeskAgent.Address"/> the host's
    /// directory of agents has. A message without an address is a dead
    /// letter with <c>delivery.address_missing</c>. The part before the @ is ASCII.
    /// </summary>
    public Func<string, Recipient, CancellationToken, Task<string?>>? AddressOf { get; set; }

    /// <summary>Whom it is for: all kinds of recipients, unless set; at least one. Others are left to other transports.</summary>
    /// <remarks><c>Smtp:Recipients</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyCollection<RecipientKind> Recipients { get; set; } = Enum.GetValues<RecipientKind>();
}
