using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Json;

namespace SupportKit.Mail;

/// <summary>Where and how mails leave. Checked when the host starts.</summary>
public sealed class SmtpOptions
{
    /// <summary>The mail server's name or address; it must be given.</summary>
    /// <remarks><c>Smtp:Host</c> in the configuration; see docs/options.md.</remarks>
    public string Host { get; set; } = "";

    /// <summary>The mail server's port, 1 to 65535: 587, for submission, unless set.</summary>
    /// <remarks><c>Smtp:Port</c> in the configuration; see docs/options.md.</remarks>
    public int Port { get; set; } = 587;

    /// <summary>
    /// How the connection is protected: <see cref="SmtpSecurity.StartTls"/>, unless set. Nothing is ever sent in clear text because the server offers
    /// no better.
    /// </summary>
    /// <remarks><c>Smtp:Security</c> in the configuration; see docs/options.md.</remarks>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>
    /// Whether the certificate's revocation is looked up. True, unless set; a closed network from which no authority can be reached needs false.
    /// </summary>
    /// <remarks><c>Smtp:CheckRevocation</c> in the configuration; see docs/options.md.</remarks>
    public bool CheckRevocation { get; set; } = true;

    /// <summary>What to sign in with; null to send without. With <see cref="AccessToken"/> only its name counts.</summary>
    /// <remarks><c>Smtp:Credentials</c> in the configuration; see docs/options.md.</remarks>
    public NetworkCredential? Credentials { get; set; }

    /// <summary>
    /// An OAuth 2.0 access token for the name in <see cref="Credentials"/>, asked for at each new connection; null, as by default, to sign in
    /// with the password.
    /// </summary>
    public Func<CancellationToken, Task<string>>? AccessToken { get; set; }

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

    /// <summary>The most connections at a time, 1 to 100: 8, unless set. Each is used again for the next mail.</summary>
    /// <remarks><c>Smtp:MaxConnections</c> in the configuration; see docs/options.md.</remarks>
    public int MaxConnections { get; set; } = 8;

    /// <summary>How long a connection is kept without a mail: 30 seconds, unless set; none opens one for each mail.</summary>
    /// <remarks><c>Smtp:KeepAlive</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The one mail address of a recipient of a tenant; null when there is none, and for agents whose <see cref="DeskAgent.Address"/> the host's
    /// directory of agents has. A message without an address is a dead
    /// letter with <c>delivery.address_missing</c>. A part before the @ that is not ASCII needs a server with SMTPUTF8.
    /// </summary>
    public Func<string, Recipient, CancellationToken, Task<string?>>? AddressOf { get; set; }

    /// <summary>
    /// Where the reader of a digest or of a reminder turns such mails off: an absolute address, which the mail gives as <c>List-Unsubscribe</c>; null, as by default,
    /// for none. It is not asked for mails that tell of a request: nobody is to miss an answer. It must not wait.
    /// </summary>
    public Func<Notification, Uri?>? UnsubscribeLinkOf { get; set; }

    /// <summary>
    /// Whether a <c>POST</c> to that address turns them off at once, without a page (RFC 8058). It is told only of an <c>https</c> address, and in mails that are
    /// signed with one of <see cref="Dkim"/>. False, unless set.
    /// </summary>
    /// <remarks><c>Smtp:UnsubscribesInOneClick</c> in the configuration; see docs/options.md.</remarks>
    public bool UnsubscribesInOneClick { get; set; }

    /// <summary>Whom it is for: all kinds of recipients, unless set; at least one. Others are left to other transports.</summary>
    /// <remarks><c>Smtp:Recipients</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyCollection<RecipientKind> Recipients { get; set; } = Enum.GetValues<RecipientKind>();

    /// <summary>Whether a certificate that no authority vouches for is trusted all the same: for tests.</summary>
    internal Func<X509Certificate?, bool>? Trusts { get; set; }

    /// <summary>The keys that mails are signed with (DKIM, RFC 6376), each for the senders of a domain; none, unless set.</summary>
    /// <remarks><c>Smtp:Dkim</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyList<DkimOptions> Dkim { get; set; } = [];
}

/// <summary>How a connection to a mail server is protected.</summary>
[JsonConverter(typeof(EnumJsonConverter<SmtpSecurity>))]
public enum SmtpSecurity
{
    /// <summary>TLS, begun with STARTTLS, as on port 587. A server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    ImplicitTls,

    /// <summary>No TLS: for a server on the same machine.</summary>
    None,
}

/// <summary>A key of DKIM.</summary>
public sealed class DkimOptions
{
    /// <summary>The domain whose mails it signs.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The name under which the domain publishes the public key.</summary>
    public string Selector { get; set; } = "";

    /// <summary>The private key, RSA or Ed25519, in PEM.</summary>
    public string PrivateKey { get; set; } = "";
}
