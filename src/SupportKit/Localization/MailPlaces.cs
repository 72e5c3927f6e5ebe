using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SupportKit.Localization;

/// <summary>Which places the texts of each mail may have.</summary>
internal static class MailPlaces
{
    /// <summary>The places that every mail has.</summary>
    public static ImmutableArray<string> Common { get; } =
    ["desk", "ticket", "number", "title", "state", "priority", "queue", "link", "answer-by", "answer-from", "note"];

    private static readonly FrozenDictionary<string, string[]> Own = new Dictionary<string, string[]>
    {
        ["access-ended"] = [],
        ["access-granted"] = ["environment", "until"],
        ["agent-acknowledged"] = ["body"],
        ["agent-asked"] = ["body", "pause"],
        ["agent-replied"] = ["body"],
        ["answered-by-linked-issue"] = ["reference"],
        ["assigned"] = [],
        ["attachment-approval-requested"] = ["third-party"],
        ["attachment-disclosed"] = ["third-party"],
        ["auto-close-warning-sent"] = ["close-at"],
        ["change-approved"] = [],
        ["change-made"] = [],
        ["change-proposed"] = ["change", "environment"],
        ["closed"] = [],
        ["closed-inactive"] = [],
        ["desk-reminded"] = ["since"],
        ["digest-sent"] = ["count", "notices"],
        ["escalated"] = ["reason"],
        ["escalation-received"] = ["reason"],
        ["further-help-requested"] = ["body"],
        ["inbound-mail-rejected"] = [],
        ["linked-issue-updated"] = ["reference", "body"],
        ["merged"] = ["other"],
        ["message-added"] = ["body"],
        ["invited"] = [],
        ["message-flagged"] = ["advice"],
        ["next-step-set"] = ["step"],
        ["opened"] = ["limit"],
        ["opened-with-promise"] = ["limit", "promise"],
        ["opened-with-window"] = ["limit", "promise"],
        ["promise-breached"] = ["metric", "due", "promise"],
        ["promise-changed"] = ["metric", "due", "promise"],
        ["promise-made"] = ["metric", "due", "promise"],
        ["promise-paused"] = ["pause"],
        ["promise-warned"] = ["metric", "due", "promise"],
        ["promise-withdrawn"] = ["metric"],
        ["reopened"] = [],
        ["requester-reminded"] = ["since"],
        ["requester-replied"] = ["body"],
        ["resolved"] = [],
        ["routed"] = [],
        ["secrets-redacted"] = ["masked"],
        ["shared"] = [],
        ["split-off"] = ["other"],
        ["switch-ended"] = ["about"],
        ["timer-warned"] = ["at", "next-state"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The templates, in ordinal order.</summary>
    public static ImmutableArray<string> Templates { get; } = [.. Own.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The places of a template: its own first, then those that every mail has.</summary>
    public static IEnumerable<string> Of(string template) => Own[template].Concat(Common);

    /// <summary>The template whose subject or body a key of the catalog is; null for any other key.</summary>
    public static string? TemplateOf(string key) =>
        key.Split('.') is ["mail", var template, "subject" or "body"] && Own.ContainsKey(template) ? template : null;
}
