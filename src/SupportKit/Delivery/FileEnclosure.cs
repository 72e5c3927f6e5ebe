using System.Collections.Immutable;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Delivery;

/// <summary>
/// Adds files to a notification that is about to leave, as the policy says. Rights are looked at for each attempt, so that what was withdrawn, erased
/// or taken from the reader meanwhile does not leave. Thread-safe.
/// </summary>
internal sealed class FileEnclosure(
    ITicketStore store,
    IAttachmentStore attachments,
    PolicyCatalog policies,
    TextCatalog texts
)
{
    /// <summary>The notification with its files named, and enclosed where the policy says so; the very notification when it has none.</summary>
    public async Task<Notification> AddAsync(
        Notification notification,
        OutboundMessage message,
        CancellationToken cancellationToken
    )
    {
        if (
            !policies.TryGet(notification.Tenant, out var policy)
            || !NotificationFiles.MayHold(policy, message)
            || notification.Content is not { } content
        )
            return notification;
        var key = new TicketKey(notification.Tenant, notification.Ticket);
        var history = await HistoryAsync(key, message, cancellationToken).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } ticket)
            return notification;
        var files = NotificationFiles.Of(policy, ticket, history, message);
        if (files.IsEmpty)
            return notification;
        var heading = texts.Get(notification.Language, "mail.files");
        var named = $"{content.Text}\n\n{heading}\n{string.Join('\n', files.Select(file => $"– {LineOf(file)}"))}";
        return notification with
        {
            Body = named + notification.Body[content.Text.Length..],
            Content = content with { Text = named },
            Files =
                policy.MailedFiles.Mode == MailedFilesMode.Files
                    ? await EncloseAsync(ticket, files, policy.MailedFiles.MaxBytes, cancellationToken)
                        .ConfigureAwait(false)
                    : [],
        };
    }

    // Nobody is told less because the history cannot be read: the words leave without the files.
    private async Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        OutboundMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var viewer = message.IsOutside ? Viewer.OfRequester(message.To.Id) : Viewer.Desk;
            return await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
        {
            return [];
        }
    }

    private async Task<ImmutableArray<NotificationFile>> EncloseAsync(
        Ticket ticket,
        ImmutableArray<ConversationAttachment> files,
        long room,
        CancellationToken cancellationToken
    )
    {
        var enclosed = ImmutableArray.CreateBuilder<NotificationFile>();
        foreach (var file in files)
        {
            var sha256 = ticket.Attachments.First(known => known.Id == file.Id).Sha256;
            var one = new NotificationFile(
                LineOf(file),
                file.ContentType.Text,
                file.Length,
                stop => OpenAsync(ticket.Key, file.Id, sha256, stop)
            );
            if (file.Length > room || !await IsWholeAsync(one, cancellationToken).ConfigureAwait(false))
                continue;
            room -= file.Length;
            enclosed.Add(one);
        }
        return enclosed.DrainToImmutable();
    }

    private async Task<Stream?> OpenAsync(
        TicketKey key,
        string attachment,
        string? sha256,
        CancellationToken cancellationToken
    )
    {
        var content = await attachments.OpenAsync(key, attachment, cancellationToken).ConfigureAwait(false);
        return content is null || sha256 is null ? content : new VerifiedStream(content, attachment, sha256);
    }

    // Read once before anything is sent: a file that is damaged or gone must not keep the words from their reader.
    private static async Task<bool> IsWholeAsync(NotificationFile file, CancellationToken cancellationToken)
    {
        try
        {
            if (await file.Open(cancellationToken).ConfigureAwait(false) is not { } content)
                return false;
            await using var _ = content.ConfigureAwait(false);
            var (block, length) = (new byte[64 * 1024], 0L);
            int read;
            while ((read = await content.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
                length += read;
            return length == file.Length;
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.AttachmentContentDamaged)
        {
            return false;
        }
    }

    private static string LineOf(ConversationAttachment file) =>
        string.Concat(
            file.Name.Text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)
        );
}

/// <summary>A file that goes with a notification. Immutable.</summary>
/// <param name="Name">The name that the uploader gave, on one line.</param>
/// <param name="ContentType">The media type that the uploader claims.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Open">Its content from the start, which the caller disposes; null when it is gone.</param>
internal sealed record NotificationFile(
    string Name,
    string ContentType,
    long Length,
    Func<CancellationToken, Task<Stream?>> Open
);
