using MimeKit;
using SupportKit.Delivery;

namespace SupportKit.Mail;

/// <summary>The files of a notification as parts of a mail.</summary>
internal static class FileParts
{
    /// <summary>The text with the files beside it; the very text when there are none.</summary>
    public static MimeEntity With(MimeEntity text, IReadOnlyCollection<NotificationFile> files)
    {
        if (files.Count == 0)
            return text;
        var mixed = new Multipart("mixed") { text };
        foreach (var file in files)
            mixed.Add(PartOf(file));
        return mixed;
    }

    private static MimePart PartOf(NotificationFile file) =>
        new(TypeOf(file.ContentType))
        {
            // To be saved, and never to be shown as part of what the desk says.
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new ReopenedStream(file)),
            FileName = file.Name,
        };

    // Whatever an uploader claims: a part that holds other parts must not be in base64 (RFC 2045, 6.4).
    private static ContentType TypeOf(string claimed) =>
        ContentType.TryParse(claimed, out var type)
        && !type.MediaType.Equals("multipart", StringComparison.OrdinalIgnoreCase)
        && !type.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase)
            ? new ContentType(type.MediaType, type.MediaSubtype)
            : new ContentType("application", "octet-stream");
}
