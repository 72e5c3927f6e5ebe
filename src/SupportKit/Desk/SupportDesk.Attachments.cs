using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Desk;

/// <content>Files: their content is with the attachment store, and what may be done with it is decided like all else.</content>
public sealed partial class SupportDesk
{
    /// <summary>Stores a file and notes it on the ticket; when the ticket does not take it, the file is removed again.</summary>
    public async Task<DeskResult> AttachAsync(
        TicketKey key,
        Actor by,
        string name,
        string contentType,
        Stream content,
        CancellationToken cancellationToken = default
    )
    {
        var viewer = ViewerOf(key.Tenant, by);
        if (await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false) is null)
            return NotFound();
        var stored = await attachments.SaveAsync(key, content, cancellationToken).ConfigureAwait(false);
        var command = new TicketCommand.Attach(by, stored.Id, name, contentType, stored.Length);
        var result = await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (result is DeskResult.Refused)
            await attachments.DeleteAsync(key, stored.Id, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>A file's content, for somebody who sees the ticket and what is written in it; null otherwise.</summary>
    /// <returns>The content from its start, which the caller disposes.</returns>
    public async Task<Stream?> OpenAttachmentAsync(
        TicketKey key,
        Viewer viewer,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        var ticket = await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        if (ticket is null || ticket.Attachments.All(file => file.Id != attachment))
            return null;
        return Withholding(key.Tenant, viewer) is { Messages: true }
            ? null
            : await attachments.OpenAsync(key, attachment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a file back, its content with it; whoever was interrupted calls again. So does whoever called it as part of a
    /// transaction of their own, once that is committed: until then the content stays.
    /// </summary>
    public async Task<DeskResult> WithdrawAttachmentAsync(
        TicketKey key,
        Actor by,
        string attachment,
        CancellationToken cancellationToken = default
    )
    {
        var command = new TicketCommand.WithdrawAttachment(by, attachment);
        var result = await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        // Recorded as taken back before, and perhaps no more than that.
        if (result is DeskResult.Refused { Refusal.Code: "attachment.unknown" })
            await attachments.DeleteAsync(key, attachment, cancellationToken).ConfigureAwait(false);
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
        var command = new TicketCommand.Disclose(by, attachment, thirdParty);
        var result = await ApplyAsync(key, command, cancellationToken: cancellationToken).ConfigureAwait(false);
        return result is DeskResult.Accepted
            ? (result, await attachments.OpenAsync(key, attachment, cancellationToken).ConfigureAwait(false))
            : (result, null);
    }
}
