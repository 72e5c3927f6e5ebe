using SupportKit.Privacy;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports tickets that nobody may share, and in which every colleague takes part all the same.</summary>
internal static class OrganizationCheck
{
    public static void Report(PrivacyRules privacy, FindingList findings)
    {
        if (privacy is { Organization: OrganizationAccess.TakePart, Sharing: null })
            findings.Warn(
                SupportKitErrors.PolicySharingContradicted,
                "$.privacy.organization",
                "A requester may not share a ticket with anybody, and everybody of their organization takes part in it unasked.",
                "Let requesters share their tickets, or let colleagues only \"see\" them, unless just this is meant."
            );
    }
}
