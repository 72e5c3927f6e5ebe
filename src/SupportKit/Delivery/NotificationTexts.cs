using System.Diagnostics.CodeAnalysis;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Turns a message's template and values into words, for its reader.</summary>
internal static class NotificationTexts
{
    /// <summary>The message in its language, or in English when there is no text in it.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="policy">The policy in force, whose own wording comes first.</param>
    /// <param name="texts">The texts, the host's own among them.</param>
    /// <param name="ticketLink">Where people read a ticket, with <c>{ticket}</c> for its id.</param>
    /// <param name="notification">The words.</param>
    /// <returns>False when neither this version nor the policy has a text for the template.</returns>
    public static bool TryRender(
        ClaimedMessage claimed,
        Policy policy,
        TextCatalog texts,
        string ticketLink,
        [MaybeNullWhen(false)] out Notification notification
    )
    {
        var message = claimed.Message;
        var language = message.Language;
        notification = null;
        var own = policy.Texts.GetValueOrDefault(message.Template);
        var subject = own?.Subject.Get(language) ?? texts.Find(language, $"mail.{message.Template}.subject");
        var body = own?.Body.Get(language) ?? texts.Find(language, $"mail.{message.Template}.body");
        if (subject is null || body is null)
            return false;
        var values = new NotificationValues(
            message,
            policy,
            texts,
            ticketLink.Replace("{ticket}", message.Ticket.ToString(), StringComparison.Ordinal)
        );
        // What every message ends with, whoever worded it: where to go on, and whether a reply is read.
        var ending = texts.Get(
            language,
            message.To.Kind != RecipientKind.Requester ? "mail.desk"
                : policy.RepliesAreRead ? "mail.replies.read"
                : "mail.replies.not-read"
        );
        notification = new Notification(
            message.Id,
            claimed.Tenant,
            message.Ticket,
            message.To,
            language,
            TextTemplate.Fill(subject, values.Of),
            TextTemplate.Fill($"{body}\n\n{ending}", values.Of)
        )
        {
            Destination = claimed.Destination,
            Template = message.Template,
            Values = message.Values,
        };
        return true;
    }
}
