using System.Collections.Immutable;
using SupportKit.Localization;
using SupportKit.PolicyJson;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Finds, before a policy runs, the requests it has no answer for and the parts of it that do nothing. Exact over the
/// declared domains of facts: what it reports can happen, and what it does not report cannot. Where it cannot tell (tests
/// of a text together, several calendars at one instant), it says so and calls nothing an error.
/// </summary>
public static class PolicyChecker
{
    /// <summary>All findings on a policy, in the order of its document. Findings are never thrown.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="texts">The texts of the host; null for those that SupportKit brings.</param>
    public static ImmutableArray<PolicyFinding> Analyze(Policy policy, TextCatalog? texts = null) =>
        Analyze(policy, WorkBudget.Usual, texts);

    /// <summary>Returns the policy when it has no errors, so that it may come into force.</summary>
    /// <exception cref="PolicyException">The checker finds errors in it; all are listed, warnings and advice are not.</exception>
    public static Policy EnsureValid(Policy policy)
    {
        var errors = Analyze(policy).Where(finding => finding.Severity == FindingSeverity.Error);
        return errors.Any() ? throw new PolicyException([.. errors]) : policy;
    }

    internal static ImmutableArray<PolicyFinding> Analyze(Policy policy, long budget, TextCatalog? texts)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var findings = new FindingList(policy);
        UnusedCheck.ReportOutcomes(policy, findings);
        TranslationCheck.Report(policy, findings);
        NotificationTextCheck.Report(policy, texts ?? TextCatalog.Shipped, findings);
        MacroCheck.Report(policy, findings);
        CalendarCheck.Report(policy, findings);
        OrganizationCheck.Report(policy.Privacy, findings);
        AssignmentCheck.Report(policy, findings);
        WorkflowCheck.Report(policy.Workflow, findings);
        WorkflowCheck.ReportReplies(policy.Workflow, findings);
        try
        {
            var left = new WorkBudget(budget);
            var flow = new DecisionFlow(policy, left);
            CheckDecisions(policy, flow, findings);
            WorkflowCheck.ReportGuards(policy, flow.Forms, left, findings);
        }
        catch (CheckTooLargeException)
        {
            findings.Warn(
                SupportKitErrors.PolicyCheckIncomplete,
                "$",
                "The rules are too entangled to be checked to the end: there may be gaps and rules without effect.",
                "Use fewer facts in each section, or split the desk into several policies."
            );
        }
        return findings.ToImmutable();
    }

    private static void CheckDecisions(Policy policy, DecisionFlow flow, FindingList findings)
    {
        UnusedCheck.ReportCalendars(policy, flow, findings);
        GapCheck.Report(flow.Scope, "$.scope", flow.Space, findings);
        GapCheck.Report(flow.Priority, "$.priority.rules", flow.Space, findings);
        GapCheck.Report(flow.Routing, "$.routing.rules", flow.Space, findings);
        foreach (var rules in (RuleSetAnalysis[])[flow.Scope, flow.Priority, flow.Routing, .. flow.Promises])
        {
            ShadowCheck.Report(rules, flow.Space, findings);
            OverlapCheck.Report(rules, flow.Space, findings);
        }
        UnusedCheck.ReportForms(policy, flow, findings);
        PromiseCheck.Report(policy, flow, findings);
    }
}
