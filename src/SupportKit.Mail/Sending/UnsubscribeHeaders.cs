using System.Collections.Frozen;
using MimeKit;

namespace SupportKit.Mail;

/// <summary>
/// Where a reader turns off the mails that they can do without: digests, and reminders of what is due. Every other mail tells of something that happened to
/// a request of the reader's, and whoever turned it off would wait for an answer that had come; such a mail offers nothing of the kind.
/// </summary>
internal static class UnsubscribeHeaders
{
    /// <summary>The header that names the address to turn mails off at (RFC 2369).</summary>
    public const string Link = "List-Unsubscribe";

    /// <summary>The header that says that one request turns them off (RFC 8058).</summary>
    public const string OneClick = "List-Unsubscribe-Post";

    private static readonly FrozenSet<string> Templates = FrozenSet.Create(
        StringComparer.Ordinal,
        "digest-sent",
        "promise-warned"
    );

    /// <summary>Writes them into a mail, where they are right and the host has a place for them.</summary>
    /// <param name="written">The mail.</param>
    /// <param name="notification">What it tells of.</param>
    /// <param name="options">Where the host lets people turn mails off.</param>
    /// <param name="isSigned">Whether the mail is signed, without which a reader's program does not send the one click.</param>
    public static void Write(MimeMessage written, Notification notification, SmtpOptions options, bool isSigned)
    {
        if (
            !Templates.Contains(notification.Template)
            || options.UnsubscribeLinkOf?.Invoke(notification) is not { } link
        )
            return;
        written.Headers.Add(Link, $"<{link.AbsoluteUri}>");
        if (options.UnsubscribesInOneClick && isSigned && link.Scheme == Uri.UriSchemeHttps)
            written.Headers.Add(OneClick, "List-Unsubscribe=One-Click");
    }
}
