using System.Collections.Immutable;
using MimeKit;

namespace SupportKit.Mail;

/// <summary>A report on a mail that the desk sent: a bounce (RFC 3464) or a receipt (RFC 8098). Immutable.</summary>
/// <param name="IsReceipt">Whether a reader's program says that the mail was displayed or deleted.</param>
/// <param name="Failures">The recipients that were not reached, and are not tried again, each with its status code.</param>
/// <param name="OriginalId">The Message-ID of the mail that it is about, without brackets; null when it does not say.</param>
internal sealed record DeliveryReport(bool IsReceipt, ImmutableArray<FailedRecipient> Failures, string? OriginalId)
{
    /// <summary>Reads the report; null when the mail is none.</summary>
    public static DeliveryReport? Of(MimeMessage mail, IReadOnlyCollection<MimeEntity> parts)
    {
        var isReport = mail.Body is MultipartReport;
        var failures = ImmutableArray.CreateBuilder<FailedRecipient>();
        var (isReceipt, original, found) = (false, (string?)null, false);
        foreach (var part in parts)
        {
            switch (part)
            {
                case MessageDeliveryStatus status:
                    found = true;
                    // The first group is of the mail as a whole, each further one of a recipient.
                    foreach (var group in status.StatusGroups.Skip(1))
                        if (FailedRecipient.Of(group) is { } failed)
                            failures.Add(failed);
                    break;
                case MessageDispositionNotification receipt:
                    (found, isReceipt) = (true, true);
                    original ??= Bare(receipt.Fields["Original-Message-ID"]);
                    break;
                case MessagePart { Message: { } returned } when isReport:
                    original ??= returned.MessageId;
                    break;
                case TextPart { ContentType: { } type } headers
                    when isReport && type.IsMimeType("text", "rfc822-headers"):
                    original ??= Bare(IdLine(headers.Text));
                    break;
            }
        }
        return found || isReport ? new DeliveryReport(isReceipt, failures.ToImmutable(), original) : null;
    }

    private static string? IdLine(string headers) =>
        headers
            .Split('\n')
            .FirstOrDefault(line => line.StartsWith("message-id:", StringComparison.OrdinalIgnoreCase))
            ?["message-id:".Length..];

    private static string? Bare(string? id) => id?.Trim().Trim('<', '>') is { Length: > 0 } bare ? bare : null;
}

/// <summary>A recipient that a mail did not reach, and that is not tried again. Immutable.</summary>
/// <param name="Address">In lower case.</param>
/// <param name="Original">The address that the mail was sent to, where it was forwarded from there, in lower case; null when the report does not say.</param>
/// <param name="Status">The enhanced status code (RFC 3463), such as <c>5.1.1</c>.</param>
internal sealed record FailedRecipient(string Address, string? Original, string Status)
{
    /// <summary>The address that the mail was sent to.</summary>
    public string SentTo => Original ?? Address;

    /// <summary>Reads a group of fields; null when it tells of no failure: a mail that is late (<c>Action: delayed</c>) may still arrive.</summary>
    public static FailedRecipient? Of(HeaderList fields)
    {
        var status = fields["Status"]?.Trim().Split(' ', '(')[0] ?? "";
        var original = AddressOf(fields["Original-Recipient"]);
        var address = AddressOf(fields["Final-Recipient"]) ?? original;
        return
            status is ['4' or '5', '.', ..]
            && string.Equals(fields["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)
            && address is not null
            ? new(address, original, status)
            : null;
    }

    // "rfc822; ana@people.example"
    private static string? AddressOf(string? field) =>
        field?.Split(';', 2)[^1].Trim().Trim('<', '>').ToLowerInvariant() is { Length: > 0 } address ? address : null;
}
