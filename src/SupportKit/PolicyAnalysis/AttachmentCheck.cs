using SupportKit.Decisions;
using SupportKit.Policies;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports files in notifications that no reader outside the desk can ever get.</summary>
internal static class AttachmentCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        if (
            policy.MailedFiles.Mode == MailedFilesMode.None
            || policy.Privacy.Visibility is not { HidesMessages: true } rule
            || MailVisibility.MayEverShow(policy, rule)
        )
            return;
        findings.Warn(
            SupportKitErrors.PolicyAttachmentsWithheld,
            "$.notifications.attachments",
            "No notification to people outside the desk holds a file: \"privacy.withhold\" hides what is written, and its \"visibleIf\" hangs on the reading itself, of which a mail knows nothing.",
            "Let \"visibleIf\" test what the host's directory states of the requester, or write \"none\"."
        );
    }
}
