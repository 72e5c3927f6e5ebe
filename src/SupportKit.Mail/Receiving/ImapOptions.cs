using System.Net;
using SupportKit.Storage;

namespace SupportKit.Mail;

/// <summary>The mailbox that mails are taken from, by IMAP. Checked when the host starts.</summary>
public sealed class ImapOptions
{
    /// <summary>The mail server's name or address; it must be given.</summary>
    public string Host { get; set; } = "";

    /// <summary>The mail server's port, 1 to 65535: 993, unless set.</summary>
    public int Port { get; set; } = 993;

    /// <summary>How the connection is protected: TLS from the first byte, unless set.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.ImplicitTls;

    /// <summary>The account and its password; the name must be given.</summary>
    public NetworkCredential? Credentials { get; set; }

    /// <summary>An OAuth 2.0 access token for the account, asked for at each connection; null, as by default, to sign in with the password.</summary>
    public Func<CancellationToken, Task<string>>? AccessToken { get; set; }

    /// <summary>The folder that mails arrive in: <c>INBOX</c>, unless set.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>
    /// The folder beside it that a mail is moved to once it was taken, made where it is missing; <c>Taken</c>, unless set. Nothing is ever deleted.
    /// </summary>
    public string TakenFolder { get; set; } = "Taken";

    /// <summary>The folder beside it for mails that wait for a person: <c>Set aside</c>, unless set.</summary>
    public string SetAsideFolder { get; set; } = "Set aside";

    /// <summary>How long to wait for news before the mailbox is looked at all the same: 9 minutes, unless set; more than none, at most 29 minutes.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(9);

    /// <summary>How long to wait before connecting again after a failure: 10 seconds, unless set; more than none.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class ImapOptionsCheck : OptionsCheck<ImapOptions>
{
    protected override IEnumerable<string> Faults(ImapOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            yield return Fault(nameof(options.Host), "is empty", "Name the mail server");
        if (options.Port is < 1 or > 65535)
            yield return Fault(nameof(options.Port), "is not between 1 and 65535", "993 serves most");
        if (string.IsNullOrEmpty(options.Credentials?.UserName))
            yield return Fault(nameof(options.Credentials), "have no name", "Give the account of the mailbox");
        if (options.IdleTime <= TimeSpan.Zero || options.IdleTime > TimeSpan.FromMinutes(29))
            yield return Fault(nameof(options.IdleTime), "is not positive, or over 29 minutes", "Leave it out");
        if (options.RetryDelay <= TimeSpan.Zero)
            yield return Fault(nameof(options.RetryDelay), "is not positive", "Leave it out");
        if (new HashSet<string> { options.Folder, options.TakenFolder, options.SetAsideFolder }.Count < 3)
            yield return Fault(nameof(options.Folder), "is also where mails are moved to", "Name three folders");
    }
}

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class PickupFolderOptionsCheck : OptionsCheck<PickupFolderOptions>
{
    protected override IEnumerable<string> Faults(PickupFolderOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
            yield return Fault(nameof(options.Path), "is empty", "Name the folder");
        if (options.Interval <= TimeSpan.Zero)
            yield return Fault(nameof(options.Interval), "is not positive", "2 seconds serve most");
    }
}
