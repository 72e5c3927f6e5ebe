namespace SupportKit.Policies;

/// <summary>What becomes of the files of a ticket in notifications. Immutable.</summary>
/// <param name="Mode">Whether they are left out, named, or enclosed.</param>
/// <param name="MaxBytes">How many bytes of files one mail holds at most, before they are encoded.</param>
internal sealed record MailedFiles(MailedFilesMode Mode, int MaxBytes)
{
    /// <summary>The most bytes of a mail where a policy says nothing of them: 10 MiB.</summary>
    public const int UsualMaxBytes = 10 * 1024 * 1024;

    /// <summary>The most bytes that a policy may let in: 25 MiB, of which base64 makes 34, more than most mail servers take.</summary>
    public const int MostBytes = 25 * 1024 * 1024;

    /// <summary>What holds where a policy says nothing.</summary>
    public static MailedFiles Usual { get; } = new(MailedFilesMode.None, UsualMaxBytes);
}

/// <summary>Whether files stand in notifications.</summary>
internal enum MailedFilesMode
{
    /// <summary>Notifications say nothing of them.</summary>
    None,

    /// <summary>They are named; their reader finds them on the page of the ticket.</summary>
    Links,

    /// <summary>They are named, and enclosed in mails as far as the limit allows.</summary>
    Files,
}
