using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>Which files the host's options let in.</summary>
internal sealed class AttachmentLimits(AttachmentOptions options)
{
    public long MaxBytes => options.MaxBytes;

    /// <summary>How long an upload may take: it is over long before content of its age is looked at.</summary>
    public Duration MaxUpload => options.SweepAfter / 2;

    /// <summary>Why the ticket does not take such a file, known before it is read; null when it does.</summary>
    public Refusal? Refuse(Ticket ticket, string contentType) =>
        !options.Takes(contentType)
            ? new Refusal.CommandRefused(
                SupportKitErrors.AttachmentTypeRefused,
                $"Files of this type are not taken. Send one of {string.Join(", ", options.MediaTypes)}."
            )
        : ticket.Attachments.Length >= options.MaxPerTicket
            ? new Refusal.CommandRefused(
                SupportKitErrors.AttachmentCountExceeded,
                $"A ticket has at most {options.MaxPerTicket} files. Take one back first."
            )
        : null;

    /// <summary>Why the ticket does not take this very file; null when it does.</summary>
    public Refusal? Refuse(Ticket ticket, TicketCommand.Attach file) =>
        Refuse(ticket, file.ContentType.Text) ?? (file.Length > options.MaxBytes ? SizeExceeded() : null);

    public Refusal UploadExpired() =>
        new Refusal.CommandRefused(
            SupportKitErrors.AttachmentUploadExpired,
            $"The upload took longer than {options.SweepAfter / 2}, and was given up. Send the file again over a faster line."
        );

    public Refusal SizeExceeded() =>
        new Refusal.CommandRefused(
            SupportKitErrors.AttachmentSizeExceeded,
            $"A file has at most {options.MaxBytes} bytes. Send a smaller one, or a part of it."
        );
}
