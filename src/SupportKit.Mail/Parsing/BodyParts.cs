using System.Collections.Immutable;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Text;
using MimeKit.Tnef;

namespace SupportKit.Mail;

/// <summary>
/// What of a mail is its text, and what are its files. MimeKit's own <c>TextBody</c> is not asked: it takes an attached log for the text,
/// and stops at the first of several texts.
/// </summary>
internal sealed class BodyParts
{
    // A page longer than this is no letter of a person; its plain twin is read, or else its beginning.
    private const int LongestHtml = 2 * 1024 * 1024;

    private readonly ImmutableArray<MimeEntity>.Builder all = ImmutableArray.CreateBuilder<MimeEntity>();
    private readonly ImmutableArray<MailFile>.Builder files = ImmutableArray.CreateBuilder<MailFile>();
    private readonly List<string> texts = [];

    private BodyParts() { }

    /// <summary>The text, all inline parts one after the other.</summary>
    public string Text => string.Join("\n\n", texts.Where(text => text.Length > 0));

    /// <summary>The files, in their order.</summary>
    public ImmutableArray<MailFile> Files => files.ToImmutable();

    /// <summary>What there is beside text and files.</summary>
    public MailContents Contents { get; private set; }

    /// <summary>Every part that holds others or content.</summary>
    public IReadOnlyList<MimeEntity> All => all;

    /// <summary>Takes a mail apart.</summary>
    public static BodyParts Of(MimeMessage mail)
    {
        var parts = new BodyParts();
        if (mail.Body is { } body)
            parts.Add(body, 0);
        return parts;
    }

    private void Add(MimeEntity part, int depth)
    {
        all.Add(part);
        switch (part)
        {
            case var _ when IsEncrypted(part):
                Contents |= MailContents.Encrypted;
                AddFile(part, "encrypted");
                break;
            case MultipartAlternative alternative when Best(alternative) is { } best:
                foreach (var other in alternative)
                    if (other.ContentType.IsMimeType("text", "calendar"))
                        Add(other, depth);
                texts.Add(best);
                foreach (var related in alternative.OfType<MultipartRelated>())
                foreach (var picture in related.Where(one => one is not TextPart))
                    Add(picture, depth + 1);
                break;
            case Multipart several when depth <= MailLimits.MaxDepth:
                if (part is MultipartSigned)
                    Contents |= MailContents.Signed;
                foreach (var one in several)
                    if (!IsSignature(one))
                        Add(one, depth + 1);
                break;
            case TnefPart or MimePart { ContentType.MimeType: "application/vnd.ms-tnef" }:
                Contents |= MailContents.WinmailDat;
                AddFile(part, "winmail.dat");
                break;
            case TextPart text when IsBody(text):
                texts.Add(TextOf(text));
                break;
            case MessageDeliveryStatus or MessageDispositionNotification:
                break;
            default:
                if (part.ContentType.IsMimeType("text", "calendar"))
                    Contents |= MailContents.Invitation;
                AddFile(part, "attachment");
                break;
        }
    }

    // A text with a name is a file, whatever its disposition says: a log is often sent as "inline".
    private static bool IsBody(TextPart text) =>
        !text.IsAttachment
        && string.IsNullOrEmpty(text.FileName)
        && (text.IsPlain || text.IsHtml || text.IsFlowed || text.IsEnriched);

    private static bool IsEncrypted(MimeEntity part) =>
        part is MultipartEncrypted
        || part.ContentType.IsMimeType("application", "pkcs7-mime")
            && part.ContentType.Parameters["smime-type"] is null or "enveloped-data" or "authEnveloped-data"
        || part is TextPart { IsPlain: true } text
            && text.Text.AsSpan().TrimStart().StartsWith("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal);

    private static bool IsSignature(MimeEntity part) =>
        part.ContentType.IsMimeType("application", "pgp-signature")
        || part.ContentType.IsMimeType("application", "pkcs7-signature")
        || part.ContentType.IsMimeType("application", "x-pkcs7-signature");

    // By content: the plain text, unless it is much poorer than the page, as the "please use another program" of some senders is.
    private static string? Best(MultipartAlternative alternative)
    {
        var parts = Flatten(alternative, 0).Where(text => !text.IsAttachment).ToList();
        var plain = parts.Find(text => text.IsPlain) is { } one ? TextOf(one) : null;
        var page = parts.FindLast(text => text.IsHtml) is { } other ? TextOf(other) : null;
        return plain is null ? page
            : page is null || Letters(plain) * 2 >= Letters(page) ? plain
            : page;
    }

    private static IEnumerable<TextPart> Flatten(Multipart parts, int depth) =>
        parts.SelectMany(part =>
            part switch
            {
                TextPart text => [text],
                Multipart inner when depth < MailLimits.MaxDepth => Flatten(inner, depth + 1),
                _ => Enumerable.Empty<TextPart>(),
            }
        );

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    private static string TextOf(TextPart part)
    {
        var text = part.Text ?? "";
        if (part.IsFlowed) // RFC 3676: a line that ends with a space goes on in the next
            text = new FlowedToText
            {
                DeleteSpace = part.ContentType.Parameters["delsp"] is "yes" or "Yes" or "YES",
            }.Convert(text);
        if (!part.IsHtml)
            return Clean(text);
        return Clean(HtmlText.Of(text.Length > LongestHtml ? text[..LongestHtml] : text));
    }

    // What no text of a person holds, and no store takes.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes()) // an unpaired surrogate comes as U+FFFD
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    private void AddFile(MimeEntity part, string kind)
    {
        var content = new MemoryStream();
        var type = part.ContentType.MimeType.ToLowerInvariant();
        var name = part.ContentDisposition?.FileName ?? part.ContentType.Name;
        switch (part)
        {
            case MimePart { Content: { } encoded }:
                encoded.DecodeTo(content);
                break;
            case MessagePart { Message: { } message }:
                message.WriteTo(content);
                name ??= $"{message.Subject ?? kind}.eml";
                break;
            case Multipart several:
                several.WriteTo(content);
                type = "application/octet-stream";
                break;
        }
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        files.Add(new MailFile(FileName.Of(name, $"{kind}-{files.Count + 1}", type), type, bytes));
    }
}
