using System.Security.Cryptography;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit;

/// <content>Files: their content is with the attachment store, and what may be done with it is decided like all else.</content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// Stores a file and notes it on the ticket. What <see cref="AttachmentOptions"/> do not let in is read no further than
    /// it takes to know; when the ticket does not take the file, it is removed again. Where the call fails or is cancelled, a worker
    /// removes the content later if it was not noted (see <see cref="AttachmentOptions.SweepAfter"/>).
    /// </summary>
    /// <param name="key">The ticket.</param>
    /// <param name="by">Who attaches it.</param>
    /// <param name="name">The name to show; never part of a path.</param>
    /// <param name="contentType">The media type the uploader claims.</param>
    /// <param name="content">Read once, from where it stands to its end; the caller disposes it.</param>
    /// <param name="commandId">
    /// The caller's own id of this upload: the same file under the same name is attached once however often it is sent; another file, name
    /// or ticket under it is refused with <c>command.id_in_use</c>. Null to do without.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<DeskResult> AttachAsync(
        TicketKey key,
        Actor by,
        string name,
        string contentType,
        Stream content,
        string? commandId = null,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(content);
        by = await WithOrganizationAsync(by, key.Tenant, cancellationToken).ConfigureAwait(false);
        var viewer = ViewerOf(by, key.Tenant);
        if (await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false) is not { } ticket)
            return NotFound();
        // When an upload began tells how old its content is, and so must be right.
        await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
        using var limited = new LimitedStream(content, limits.MaxBytes);
        using var expiry = new CancellationTokenSource(limits.MaxUpload, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        StoredAttachment stored;
        try
        {
            // A file that was sent before is told by its content, and not stored a second time.
            if (await IsUsedAsync(key.Tenant, commandId, cancellationToken).ConfigureAwait(false))
            {
                var hash = await SHA256.HashDataAsync(limited, either.Token).ConfigureAwait(false);
                var again = IdempotencyKey.Of(commandId, key, by, name, contentType, Convert.ToHexStringLower(hash));
                var before = await RepeatedAsync(key.Tenant, viewer, again, cancellationToken).ConfigureAwait(false);
                return Shown(before ?? InUse(), key.Tenant, viewer);
            }
            if (limits.Refuse(ticket, contentType) is { } unfit)
                return new DeskResult.Refused(unfit, null);
            stored = await attachments.SaveAsync(key, limited, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (limited.IsOver)
        {
            return new DeskResult.Refused(limits.SizeExceeded(), null);
        }
        catch (Exception) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new DeskResult.Refused(limits.UploadExpired(), null);
        }
        var command = new TicketCommand.Attach(by, stored.Id, name, contentType, stored.Length, stored.Sha256);
        var sent = IdempotencyKey.Of(commandId, key, by, name, contentType, stored.Sha256);
        var result = await ApplyAsync(key, command, viewer, null, sent, cancellationToken).ConfigureAwait(false);
        // Refused, or the same upload came first by another way: nothing names this content.
        if (
            result is not DeskResult.Succeeded { Ticket.Attachments: var files }
            || files.All(file => file.Id != stored.Id)
        )
            await attachments.DeleteAsync(key, stored.Id, CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    /// <summary>A file's content, for somebody who sees the ticket and what is written in it; null otherwise.</summary>
    /// <returns>
    /// The content from its start, which the caller disposes. Reading it to its end fails with a
    /// <see cref="SupportKitException"/>, <c>attachment.content_damaged</c>, when it is not what was attached.
    /// </returns>
    public async Task<Stream?> OpenAttachmentAsync(
        TicketKey key,
        Viewer viewer,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(attachment);
        viewer = await WithOrganizationAsync(viewer, key.Tenant, cancellationToken).ConfigureAwait(false);
        var ticket = await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        return ticket is null || Withholding(key.Tenant, viewer) is { HidesMessages: true }
            ? null
            : await OpenAsync(ticket, attachment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a file back. Its content goes once that is committed: where it is part of a transaction of the host's, a worker
    /// deletes it after that. Whoever was interrupted may call again.
    /// </summary>
    public async Task<DeskResult> WithdrawAttachmentAsync(
        TicketKey key,
        Actor by,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(attachment);
        var command = new TicketCommand.WithdrawAttachment(by, attachment);
        var result = await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        // Recorded as taken back before, and perhaps no more than that.
        if (result is DeskResult.Refused { Refusal.Code: SupportKitErrors.AttachmentIdUnknown })
            await signals.DeleteAsync(attachments, key, attachment).ConfigureAwait(false);
        return result;
    }

    /// <summary>Gives a file to a third party, once that is recorded: only with the requester's approval.</summary>
    /// <returns>The outcome, and the content from its start when it was accepted; the caller disposes it.</returns>
    public async Task<(DeskResult Result, Stream? Content)> DiscloseAsync(
        TicketKey key,
        Actor by,
        string attachment,
        string thirdParty,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(attachment);
        ArgumentNullException.ThrowIfNull(thirdParty);
        var command = new TicketCommand.Disclose(by, attachment, thirdParty);
        var result = await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        return result is DeskResult.Succeeded { Ticket: var ticket }
            ? (result, await OpenAsync(ticket, attachment, cancellationToken).ConfigureAwait(false))
            : (result, null);
    }

    private async Task<Stream?> OpenAsync(Ticket ticket, string attachment, CancellationToken cancellationToken)
    {
        if (ticket.Attachments.FirstOrDefault(known => known.Id == attachment) is not { } file)
            return null;
        var key = ticket.Key;
        var content = await attachments.OpenAsync(key, attachment, cancellationToken).ConfigureAwait(false);
        return content is null || file.Sha256 is not { } recorded
            ? content
            : new VerifiedStream(content, attachment, recorded);
    }
}
