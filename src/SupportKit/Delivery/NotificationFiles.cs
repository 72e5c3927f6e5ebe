using System.Collections.Immutable;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Policies;

namespace SupportKit.Delivery;

/// <summary>
/// Which files go with a notification: those that its author's side attached since it last wrote, as far as the reader sees them in the
/// conversation, whatever could be said of the reading itself. Pure.
/// </summary>
internal static class NotificationFiles
{
    /// <summary>The files, in the order in which they were attached; none where the policy or the reader's rights leave none.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="ticket">What the history amounts to now.</param>
    /// <param name="history">The whole history, read as the notification's reader.</param>
    /// <param name="message">The notification as data.</param>
    public static ImmutableArray<ConversationAttachment> Of(
        Policy policy,
        Ticket ticket,
        ImmutableArray<RecordedEvent> history,
        OutboundMessage message
    )
    {
        if (!MayHold(policy, message) || IsHidden(policy, ticket, message))
            return [];
        var messages = MessageThread.Of(
            message.IsOutside ? FieldVisibility.Apply(history, null) : history,
            isWithheld: false
        );
        // The desk is told of each file by a notice of its own.
        if (
            messages.FirstOrDefault(one => one.Sequence == message.Sequence) is not { } told
            || told.Attachment is null && !message.IsOutside
        )
            return [];
        var files = told.Attachment is not null
            ? [told]
            : messages
                .TakeWhile(one => one.Sequence < told.Sequence)
                .Where(one => IsOfSameSide(one, told))
                .Reverse()
                .TakeWhile(one => one.Attachment is not null)
                .Reverse();
        // What was withdrawn or erased is no file of the ticket any more.
        return
        [
            .. files
                .Select(one => one.Attachment!)
                .Where(file => !file.IsWithdrawn && ticket.Attachments.Any(known => known.Id == file.Id)),
        ];
    }

    /// <summary>Whether a notification of this kind is one that files go with.</summary>
    public static bool MayHold(Policy policy, OutboundMessage message) =>
        policy.MailedFiles.Mode != MailedFilesMode.None
        && message.Template is "agent-replied" or "agent-asked" or "message-added" or "requester-replied"
        && !message.Values.ContainsKey(OutboundMessage.Withheld);

    // As for what was written: of a participant nothing is known, and a mail is read by nobody knows whom.
    private static bool IsHidden(Policy policy, Ticket ticket, OutboundMessage message) =>
        message.IsOutside
        && policy.Privacy.Visibility is { HidesMessages: true } rule
        && !(message.To.Id == ticket.Requester && MailVisibility.ShowsRequester(policy, rule, ticket));

    // The desk is one; everybody outside it is one of their own.
    private static bool IsOfSameSide(ConversationMessage one, ConversationMessage told) =>
        told.Author.Kind == ActorKind.Requester
            ? one.Author == told.Author
            : one.Author.Kind != ActorKind.Requester && one.Kind is MessageKind.AgentReply or MessageKind.Attachment;
}
