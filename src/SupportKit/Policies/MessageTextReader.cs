using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads the section <c>notifications</c>.</summary>
internal static class MessageTextReader
{
    private const string Replies = "replies";

    private static readonly Dictionary<string, bool> Meanings = new(StringComparer.Ordinal)
    {
        ["read"] = true,
        ["not-read"] = false,
    };

    /// <summary>Reads <c>notifications.replies</c>: whether the desk reads what is answered to its mails.</summary>
    public static bool ReadReplies(ObjectReader policy, ProblemList problems) =>
        policy.Optional("notifications") is { IsObject: true } section
        && ObjectReader.Of(section, problems).OptionalChoice(Replies, Meanings, false);

    /// <summary>Reads <c>notifications</c>: an object with <c>{ "subject": …, "body": … }</c> per template.</summary>
    public static ImmutableSortedDictionary<string, NotificationTemplate> Read(
        ObjectReader policy,
        ProblemList problems
    )
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, NotificationTemplate>(StringComparer.Ordinal);
        foreach (
            var (template, node) in policy
                .MembersOf("notifications")
                .Where(member =>
                    member.Key is not (Replies or BounceReader.Name or DigestReader.Name or MailedFilesReader.Name)
                )
        )
        {
            if (!NotificationTemplate.Templates.Contains(template))
                problems.AddName(
                    SupportKitErrors.PolicyTemplateUnknown,
                    template,
                    node,
                    $"There is no notification \"{template}\".",
                    $"Use one of: {string.Join(", ", NotificationTemplate.Templates)}."
                );
            var text = ObjectReader.Of(node, problems);
            texts[template] = new NotificationTemplate(Part("subject"), Part("body"));
            text.RejectUnknownProperties();

            LocalizedText Part(string name) =>
                text.Required(name) is { } part ? TextReading.Localized(part, problems) : LocalizedText.Invariant("");
        }
        return texts.ToImmutable();
    }
}
