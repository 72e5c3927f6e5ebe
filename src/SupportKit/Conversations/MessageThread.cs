using System.Collections.Immutable;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Tickets;

namespace SupportKit.Conversations;

/// <summary>The messages of a history, from the events as their reader is shown them. Pure.</summary>
internal static class MessageThread
{
    /// <param name="shown">The history after the one filter of what a reader is shown.</param>
    /// <param name="isWithheld">Whether that filter took out what people wrote.</param>
    public static ImmutableArray<ConversationMessage> Of(ImmutableArray<RecordedEvent> shown, bool isWithheld)
    {
        var messages = ImmutableArray.CreateBuilder<ConversationMessage>();
        var withdrawn = new HashSet<string>(StringComparer.Ordinal);
        var redacted = new Dictionary<long, ImmutableArray<RedactedField>>();
        foreach (var recorded in shown)
        {
            if (recorded.Event is TicketEvent.AttachmentWithdrawn { Attachment: var gone })
                withdrawn.Add(gone);
            else if (recorded.Event is TicketEvent.SecretsRedacted secrets)
                redacted[secrets.Sequence] = secrets.Fields;
            else if (Of(recorded) is { } message)
                messages.Add(isWithheld ? message with { IsWithheld = true, Title = null } : message);
        }
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (redacted.TryGetValue(message.Sequence, out var fields))
                messages[i] = message = message with { Redactions = fields };
            if (message.Attachment is { } file && withdrawn.Contains(file.Id))
                messages[i] = message with { Attachment = file with { IsWithdrawn = true } };
        }
        return messages.ToImmutable();
    }

    private static MessageKind KindOf(AutomaticMailKind kind) =>
        kind switch
        {
            AutomaticMailKind.Receipt => MessageKind.ReadReceipt,
            AutomaticMailKind.Bounce => MessageKind.Bounce,
            _ => MessageKind.AutomaticReply,
        };

    // Null for an event that says nothing in a person's words.
    private static ConversationMessage? Of(RecordedEvent recorded)
    {
        return recorded.Event switch
        {
            TicketEvent.Opened opened => Written(MessageKind.Request, opened.Body) with { Title = opened.Title },
            TicketEvent.AgentReplied { IsAcknowledgement: true } seen => Written(
                MessageKind.Acknowledgement,
                seen.Body
            ),
            TicketEvent.AgentReplied replied => Written(MessageKind.AgentReply, replied.Body),
            TicketEvent.RequesterReplied replied => Written(MessageKind.RequesterReply, replied.Body),
            TicketEvent.FurtherHelpRequested asked => Written(MessageKind.FurtherHelpRequest, asked.Body),
            TicketEvent.CallRecorded call => Written(MessageKind.Call, call.Summary),
            TicketEvent.InternalNoteAdded note => Written(MessageKind.InternalNote, note.Body),
            TicketEvent.AutomaticMailReceived mail => Written(KindOf(mail.Kind), mail.Body),
            TicketEvent.LinkedIssueUpdated news => Written(MessageKind.LinkedIssueUpdate, news.Body) with
            {
                Reference = news.Reference,
            },
            TicketEvent.AttachmentAdded file => Written(MessageKind.Attachment, "") with
            {
                Attachment = new(file.Attachment, file.Name, file.ContentType, file.Length, IsWithdrawn: false),
            },
            _ => null,
        };

        ConversationMessage Written(MessageKind kind, WrittenText body) =>
            new(recorded.Sequence, recorded.At, recorded.By, kind, body);
    }
}
