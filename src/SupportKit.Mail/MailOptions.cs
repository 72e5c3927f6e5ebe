namespace SupportKit.Mail;

/// <summary>Which mails a desk takes, and how it knows its own. Checked when the host starts.</summary>
public sealed class MailOptions
{
    /// <summary>
    /// What the desk signs the tickets' ids with that stand in its Message-IDs and addresses: base64 of at least 32 random bytes each. The first
    /// signs, all verify, so that a key can be replaced while mails of the one before are still answered. At least one must be given.
    /// </summary>
    /// <remarks><c>Mail:SigningKeys</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyList<string> SigningKeys { get; set; } = [];

    /// <summary>The addresses at which the desk is written to; none, as by default, for a desk that only sends.</summary>
    /// <remarks><c>Mail:Addresses</c> in the configuration; see docs/options.md.</remarks>
    public IReadOnlyList<MailAddressOptions> Addresses { get; set; } = [];

    /// <summary>
    /// The host's id of the person who writes from an address: of the tenant and the address, in lower case; null for nobody. It must be given
    /// where there are <see cref="Addresses"/>. An address can be forged; see <see cref="AuthenticationServer"/>.
    /// </summary>
    public Func<string, string, CancellationToken, Task<string?>>? RequesterOf { get; set; }

    /// <summary>
    /// The name by which the host's own mail server signs its <c>Authentication-Results</c> (RFC 8601): a mail is taken only if the topmost of
    /// that name says <c>dmarc=pass</c>. Null, as by default, believes the <c>From</c> line of every mail, which is right only behind a
    /// server that refuses forged ones.
    /// </summary>
    /// <remarks><c>Mail:AuthenticationServer</c> in the configuration; see docs/options.md.</remarks>
    public string? AuthenticationServer { get; set; }

    /// <summary>The most bytes of a mail, at least 1: 40 MiB, unless set. A longer one is read no further, and set aside.</summary>
    /// <remarks><c>Mail:MaxBytes</c> in the configuration; see docs/options.md.</remarks>
    public int MaxBytes { get; set; } = 40 * 1024 * 1024;

    /// <summary>The most parts of a mail, at least 1: 200, unless set. One with more is set aside.</summary>
    /// <remarks><c>Mail:MaxParts</c> in the configuration; see docs/options.md.</remarks>
    public int MaxParts { get; set; } = 200;

    /// <summary>The most mails of one sender within an hour, at least 1, counted by each process: 60, unless set. What is over is set aside.</summary>
    /// <remarks><c>Mail:MaxPerHour</c> in the configuration; see docs/options.md.</remarks>
    public int MaxPerHour { get; set; } = 60;

    /// <summary>
    /// The most answers that one sender gets within a day to mails that were not taken, counted by each process: 5, unless set; 0 answers nobody.
    /// </summary>
    /// <remarks><c>Mail:MaxAnswersPerDay</c> in the configuration; see docs/options.md.</remarks>
    public int MaxAnswersPerDay { get; set; } = 5;

    /// <summary>
    /// Whether the earlier mails that a reply repeats, and its signature, are kept as a file of the ticket, <c>quoted.txt</c>. True, unless set.
    /// </summary>
    /// <remarks><c>Mail:KeepQuotedText</c> in the configuration; see docs/options.md.</remarks>
    public bool KeepQuotedText { get; set; } = true;
}

/// <summary>An address at which a desk is written to, and what a mail to it is.</summary>
public sealed class MailAddressOptions
{
    /// <summary>The address, such as <c>support@desk.example</c>, without a plus. Upper and lower case are one.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whose desk it is; <see cref="SupportDesk.DefaultTenant"/>, unless set.</summary>
    public string Tenant { get; set; } = SupportDesk.DefaultTenant;

    /// <summary>The policy's id of the channel that it stands for.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The policy's id of the category in which its mails open tickets; not needed where <see cref="IsEscalation"/> is set.</summary>
    public string Category { get; set; } = "";

    /// <summary>Whether its mails escalate a ticket and never open one. False, unless set.</summary>
    public bool IsEscalation { get; set; }

    /// <summary>The policy's id of the reason of an escalation whose mail gives none; null for none.</summary>
    public string? EscalationReason { get; set; }

    /// <summary>
    /// Whether people whom the host does not know are told so. False, unless set: spammers write under addresses of others, who would get the answers.
    /// </summary>
    public bool AnswersStrangers { get; set; }

    /// <summary>What the host states of a request of a person that comes this way, as <see cref="OpenRequest.Stated"/>; null for nothing.</summary>
    public Func<string, FactSet>? StatedOf { get; set; }
}
