using System.Diagnostics;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports files in notifications that no reader outside the desk can ever get.</summary>
internal static class AttachmentCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        if (
            policy.MailedFiles.Mode == MailedFilesMode.None
            || policy.Privacy.Visibility is not { HidesMessages: true } rule
            || Possible(rule.VisibleIf, policy).True
        )
            return;
        findings.Warn(
            SupportKitErrors.PolicyAttachmentsWithheld,
            "$.notifications.attachments",
            "No notification to people outside the desk holds a file: \"privacy.withhold\" hides what is written, and its \"visibleIf\" hangs on the reading itself, of which a mail knows nothing.",
            "Let \"visibleIf\" test what the host's directory states of the requester, or write \"none\"."
        );
    }

    // Which certain answers there are, where each fact of the requester may say anything.
    private static (bool True, bool False) Possible(Condition condition, Policy policy)
    {
        return condition switch
        {
            Condition.AllOf all => All([.. all.Parts.Select(part => Possible(part, policy))]),
            Condition.AnyOf any => Swap(All([.. any.Parts.Select(part => Swap(Possible(part, policy)))])),
            Condition.Negated negated => Swap(Possible(negated.Part, policy)),
            Condition.Exists => (false, false),
            Condition.OfFact { Fact: var fact } => Leaf(fact),
            _ => throw new UnreachableException($"{condition.GetType().Name} is not decided."),
        };

        (bool, bool) Leaf(string fact) =>
            policy.Facts.Find(fact)?.Source == FactSource.Requester ? (true, true) : (false, false);

        static (bool True, bool False) All((bool True, bool False)[] parts) =>
            (parts.All(part => part.True), parts.Any(part => part.False));

        static (bool True, bool False) Swap((bool True, bool False) one) => (one.False, one.True);
    }
}
