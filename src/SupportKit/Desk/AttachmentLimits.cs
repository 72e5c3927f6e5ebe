using System.Globalization;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Checks files against the host's options.</summary>
internal sealed class AttachmentLimits(AttachmentOptions options)
{
    public long MaxBytes => options.MaxBytes;

    /// <summary>How long an upload may take: it is over long before content of its age is looked at.</summary>
    public TimeSpan MaxUpload => options.SweepAfter / 2;

    /// <summary>Why the ticket does not take such a file, known before it is read; null when it does.</summary>
    public Refusal? Refuse(Ticket ticket, string contentType) =>
        !options.Takes(contentType)
            ? new Refusal.CommandRefused(
                SupportKitErrors.AttachmentTypeRefused,
                ("types", string.Join(", ", options.MediaTypes))
            )
        : ticket.Attachments.Length >= options.MaxPerTicket
            ? new Refusal.CommandRefused(
                SupportKitErrors.AttachmentCountExceeded,
                ("max", options.MaxPerTicket.ToString(CultureInfo.InvariantCulture))
            )
        : null;

    /// <summary>Why the ticket does not take this very file; null when it does.</summary>
    public Refusal? Refuse(Ticket ticket, TicketCommand.Attach file) =>
        Refuse(ticket, file.ContentType.Text) ?? (file.Length > options.MaxBytes ? SizeExceeded() : null);

    public Refusal UploadExpired() =>
        new Refusal.CommandRefused(
            SupportKitErrors.AttachmentUploadExpired,
            ("max", string.Create(CultureInfo.InvariantCulture, $"{(options.SweepAfter / 2).TotalHours:0.##} h"))
        );

    public Refusal SizeExceeded() =>
        new Refusal.CommandRefused(
            SupportKitErrors.AttachmentSizeExceeded,
            ("max", options.MaxBytes.ToString(CultureInfo.InvariantCulture))
        );
}
