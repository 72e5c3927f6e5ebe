namespace SupportKit.Mail;

/// <summary>
/// The stable codes that say why a mail became neither a request nor a reply. They never change their meaning; docs/errors.md lists what to do
/// about each.
/// </summary>
public static class MailErrors
{
    /// <summary>The bytes are not a mail.</summary>
    public const string MessageUnreadable = "mail.message_unreadable";

    /// <summary>The mail is longer, or has more parts or headers, than the options let in.</summary>
    public const string MessageOversized = "mail.message_oversized";

    /// <summary>The mail is the desk's own, or from one of its own addresses.</summary>
    public const string LoopDetected = "mail.loop_detected";

    /// <summary>The mail is a bounce or a receipt.</summary>
    public const string ReportReceived = "mail.report_received";

    /// <summary>A machine wrote the mail: an absent person's, a list, another desk.</summary>
    public const string ReplyAutomatic = "mail.reply_automatic";

    /// <summary>The mail is for none of the addresses that the options name.</summary>
    public const string AddressUnknown = "mail.address_unknown";

    /// <summary>The mail says of nobody, or of several people, that they wrote it.</summary>
    public const string SenderUnreadable = "mail.sender_unreadable";

    /// <summary>The host's mail server did not find the sender's domain to stand for the mail.</summary>
    public const string SenderUnauthenticated = "mail.sender_unauthenticated";

    /// <summary>More mails came from the sender within an hour than the options let in.</summary>
    public const string RateExceeded = "mail.rate_exceeded";

    /// <summary>The host knows nobody of the sender's address.</summary>
    public const string SenderUnknown = "mail.sender_unknown";

    /// <summary>The mail is encrypted.</summary>
    public const string ContentEncrypted = "mail.content_encrypted";

    /// <summary>The mail has neither a text nor a file.</summary>
    public const string BodyEmpty = "mail.body_empty";

    /// <summary>A mail to the address for escalations names no ticket of its sender.</summary>
    public const string TicketMissing = "mail.ticket_missing";

    /// <summary>The policy does not read replies.</summary>
    public const string RepliesUnread = "mail.replies_unread";

    /// <summary>The mail was carried out before.</summary>
    public const string MessageRepeated = "mail.message_repeated";
}
