using MimeKit;

namespace SupportKit.Mail;

/// <summary>
/// Goes over a mail once without keeping anything of it, and stops where it has more parts or headers than a mail of a person has. What
/// MimeKit then makes of it is bounded by the mail's length.
/// </summary>
internal sealed class MailLimits(ParserOptions options, Stream content, int maxParts)
    : MimeReader(options, content, MimeFormat.Entity)
{
    private const int MostHeaders = 2_000;
    private const int LongestHeader = 64 * 1024;

    private int parts;
    private int headers;

    /// <summary>Levels of parts within parts that are told apart; what lies deeper is part of the last.</summary>
    public const int MaxDepth = 32;

    /// <summary>Whether the mail is small enough.</summary>
    public static bool Admit(MemoryStream mail, int maxParts, CancellationToken cancellationToken)
    {
        mail.Position = 0;
        var reader = new MailLimits(new ParserOptions { MaxMimeDepth = MaxDepth }, mail, maxParts);
        try
        {
            reader.ReadMessage(cancellationToken);
            return true;
        }
        catch (LimitException)
        {
            return false;
        }
        finally
        {
            mail.Position = 0;
        }
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (++headers > MostHeaders || header.RawValue.Length > LongestHeader)
            throw new LimitException();
    }

    protected override void OnMimePartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken
    ) => Count();

    protected override void OnMultipartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken
    ) => Count();

    protected override void OnMessagePartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken
    ) => Count();

    private void Count()
    {
        if (++parts > maxParts)
            throw new LimitException();
    }

#pragma warning disable CA1032, CA1064 // it ends the reading, and nobody else sees it
    private sealed class LimitException : Exception;
#pragma warning restore CA1032, CA1064
}
