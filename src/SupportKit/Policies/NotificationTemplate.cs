using System.Collections.Immutable;

namespace SupportKit.Policies;

/// <summary>The wording of one notification, with places such as <c>{title}</c>. Immutable.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record NotificationTemplate(LocalizedText Subject, LocalizedText Body)
{
    /// <summary>The templates that SupportKit sends.</summary>
    public static ImmutableArray<string> Templates { get; } =
    [
        "access-ended",
        "access-granted",
        "agent-replied",
        "answered-by-linked-issue",
        "assigned",
        "attachment-disclosed",
        "change-approved",
        "change-made",
        "change-proposed",
        "closed",
        "closed-inactive",
        "auto-close-warning-sent",
        "message-flagged",
        "escalated",
        "further-help-requested",
        "linked-issue-updated",
        "inbound-mail-rejected",
        "merged",
        "next-step-set",
        "opened",
        "opened-with-promise",
        "opened-with-window",
        "promise-breached",
        "promise-warned",
        "routed",
        "reopened",
        "requester-replied",
        "resolved",
        "secrets-redacted",
        "shared",
        "split-off",
    ];
}
