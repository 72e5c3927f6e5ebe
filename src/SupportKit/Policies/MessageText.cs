using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Policies;

/// <summary>The wording of one notification, with places such as <c>{title}</c>. Immutable.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record MessageText(LocalizedText Subject, LocalizedText Body)
{
    /// <summary>The templates that SupportKit sends.</summary>
    public static ImmutableArray<string> Templates { get; } =
    [
        "access-ended",
        "access-granted",
        "agent-replied",
        "answered-by-link",
        "assigned",
        "attachment-disclosed",
        "change-approved",
        "change-made",
        "change-proposed",
        "closed",
        "closed-unanswered",
        "closing-warned",
        "conduct-noted",
        "escalated",
        "help-requested-again",
        "link-news",
        "mail-turned-back",
        "merged",
        "next-step-set",
        "opened",
        "opened-promised",
        "opened-window",
        "promise-breached",
        "promise-warned",
        "queued",
        "reopened",
        "requester-replied",
        "resolved",
        "secrets-masked",
        "shared",
        "split-off",
    ];

    /// <summary>Reads <c>notifications</c>: an object with <c>{ "subject": …, "body": … }</c> per template.</summary>
    internal static ImmutableSortedDictionary<string, MessageText> Read(ObjectReader policy, ProblemList problems)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, MessageText>(StringComparer.Ordinal);
        foreach (var (template, node) in policy.MembersOf("notifications"))
        {
            if (!Templates.Contains(template))
                problems.Add(
                    "policy.template_unknown",
                    node,
                    $"There is no notification \"{template}\".",
                    $"Use one of: {string.Join(", ", Templates)}."
                );
            var text = ObjectReader.Of(node, problems);
            texts[template] = new MessageText(Part("subject"), Part("body"));
            text.RefuseOthers();

            LocalizedText Part(string name) =>
                text.Required(name) is { } part ? ObjectReader.Localized(part, problems) : LocalizedText.Of("");
        }
        return texts.ToImmutable();
    }
}
