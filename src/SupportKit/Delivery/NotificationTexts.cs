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
    /// <param name="options">How the tenant's notifications look, and where they lead.</param>
    /// <param name="notification">The words.</param>
    /// <returns>False when neither this version nor the policy has a text for the template.</returns>
    public static bool TryRender(
        ClaimedMessage claimed,
        Policy policy,
        TextCatalog texts,
        NotificationOptions options,
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
        var number = TicketNumber.TryParse(message.Values.GetValueOrDefault("number"), out var known)
            ? known
            : default(TicketNumber?);
        var link = options.LinkTo(claimed.Tenant, message.Ticket, number);
        var values = new NotificationValues(message, policy, texts, link);
        // What every message ends with, whoever worded it: where to go on, and whether a reply is read.
        var ending = texts.Get(
            language,
            message.To.Kind != RecipientKind.Requester ? "mail.desk"
                : policy.RepliesAreRead ? "mail.replies.read"
                : "mail.replies.not-read"
        );
        var called = number is null ? "" : texts.Get(language, "mail.number") + "\n";
        var heading = TextTemplate.Fill(subject, values.Of);
        var text = TextTemplate.Fill(body, values.Of);
        notification = new Notification(
            message.Id,
            claimed.Tenant,
            message.Ticket,
            message.To,
            language,
            number is null || subject.Contains("{number}", StringComparison.Ordinal)
                ? heading
                : $"[{number}] {heading}",
            $"{text}\n\n{TextTemplate.Fill(called + ending, values.Of)}"
        )
        {
            Destination = claimed.Destination,
            Number = number,
            Link = link,
            Content = new MailContent(
                options,
                policy.Name.Get(language),
                heading,
                text,
                TextTemplate.Fill(ending, place => place == "link" ? "{link}" : values.Of(place)),
                texts.Get(language, "mail.button")
            ),
            Template = message.Template,
            Values = message.Values,
        };
        return true;
    }
}
