using System.Collections.Immutable;

namespace SupportKit.Mail;

/// <summary>A mail as far as a decision looks at it. Nothing of MimeKit is in it. Immutable.</summary>
internal sealed record InboundMessage
{
    /// <summary>The Message-ID without its brackets; null when the mail has none that can be read.</summary>
    public string? MessageId { get; init; }

    /// <summary>
    /// 64 hexadecimal digits made of the Message-ID, the sender, the subject and the content: the same for the same mail however often and
    /// by whatever way it arrives, since what servers write on top of it is left out.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>Every header of the mail in its order, with names in lower case and values as they were sent.</summary>
    public ImmutableArray<MailHeader> Headers { get; init; } = [];

    /// <summary>The addresses that it says it is from, in lower case; none when they cannot be read.</summary>
    public ImmutableArray<string> From { get; init; } = [];

    /// <summary>Whom it is for, in lower case: where it was delivered first, then to whom it was written.</summary>
    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>The subject, on one line; empty for none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The ids that it refers to, the nearest first, each once.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>What was written, split into what is new and what is repeated.</summary>
    public MailBody Body { get; init; } = MailBody.Empty;

    /// <summary>The files, pictures within the text included.</summary>
    public ImmutableArray<MailFile> Files { get; init; } = [];

    /// <summary>What kinds of content it has beside text and files.</summary>
    public MailContents Contents { get; init; }

    /// <summary>What a server or a reader's program reports of a mail that the desk sent; null when it reports nothing.</summary>
    public DeliveryReport? Report { get; init; }
}

/// <summary>One header field. Immutable.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Value">Unfolded, without white space around it.</param>
internal sealed record MailHeader(string Name, string Value);

/// <summary>The text of a mail. Immutable.</summary>
/// <param name="Whole">All of it, with LF at the ends of lines.</param>
/// <param name="New">What the sender wrote this time.</param>
/// <param name="Quoted">The earlier mails that it repeats; empty for none.</param>
/// <param name="Signature">What ends every mail of this sender; empty for none.</param>
internal sealed record MailBody(string Whole, string New, string Quoted, string Signature)
{
    public static MailBody Empty { get; } = new("", "", "", "");
}

/// <summary>A file of a mail. Immutable.</summary>
/// <param name="Name">What the sender calls it, or a name made of its place.</param>
/// <param name="ContentType">The media type that the sender claims.</param>
/// <param name="Content">Its bytes, decoded.</param>
internal sealed record MailFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>What a mail holds that a person has to know of.</summary>
[Flags]
internal enum MailContents
{
    /// <summary>Nothing but text and files.</summary>
    None = 0,

    /// <summary>It cannot be read without a key.</summary>
    Encrypted = 1,

    /// <summary>It has a signature, which nobody has checked.</summary>
    Signed = 2,

    /// <summary>An invitation of a calendar.</summary>
    Invitation = 4,

    /// <summary>Outlook's own container, <c>winmail.dat</c>.</summary>
    WinmailDat = 8,
}
