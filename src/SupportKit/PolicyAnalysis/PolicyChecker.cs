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
    /// <param name="allowIncomplete">
    /// Sections whose check may remain incomplete: <c>scope</c>, <c>quotas</c>, <c>priority</c>, <c>routing</c>, <c>sla</c>, <c>workflow</c>. Of
    /// these it is a warning, and of the others an error; null for none.
    /// </param>
    public static ImmutableArray<PolicyFinding> Analyze(
        Policy policy,
        TextCatalog? texts = null,
        IEnumerable<string>? allowIncomplete = null
    ) => Analyze(policy, CheckEffort.Usual, texts, allowIncomplete);

    /// <summary>Returns the policy when it has no errors, so that it may come into force.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="allowIncomplete">As for <see cref="Analyze(Policy, TextCatalog?, IEnumerable{string}?)"/>.</param>
    /// <exception cref="PolicyException">The checker finds errors in it; all are listed, warnings and advice are not.</exception>
    public static Policy EnsureValid(Policy policy, IEnumerable<string>? allowIncomplete = null)
    {
        var errors = Analyze(policy, null, allowIncomplete)
            .Where(finding => finding.Severity == FindingSeverity.Error)
            .ToImmutableArray();
        return errors.IsEmpty ? policy : throw new PolicyException([.. errors]);
    }

    internal static ImmutableArray<PolicyFinding> Analyze(
        Policy policy,
        CheckEffort effort,
        TextCatalog? texts,
        IEnumerable<string>? allowIncomplete
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        var findings = new FindingList(policy);
        UnusedCheck.ReportOutcomes(policy, findings);
        TranslationCheck.Report(policy, findings);
        NotificationTextCheck.Report(policy, texts ?? TextCatalog.Shipped, findings);
        AttachmentCheck.Report(policy, findings);
        MacroCheck.Report(policy, findings);
        CalendarCheck.Report(policy, findings);
        OrganizationCheck.Report(policy.Privacy, findings);
        AssignmentCheck.Report(policy, findings);
        WorkflowCheck.Report(policy.Workflow, findings);
        WorkflowCheck.ReportReplies(policy.Workflow, findings);
        ClosedTicketsCheck.Report(policy, findings);
        QuotaCheck.Report(policy.Quotas, findings);
        TriggerCheck.Report(policy.Workflow, findings);
        MetricCheck.Report(policy, findings);
        TimerCheck.Report(policy, findings);
        var allowed = allowIncomplete?.ToHashSet(StringComparer.Ordinal) ?? [];
        try
        {
            var flow = new DecisionFlow(policy, effort);
            CheckDecisions(policy, flow, findings);
            IncompleteCheck.Report(flow.Unfinished, allowed, findings);
        }
        catch (CheckTooLargeException)
        {
            IncompleteCheck.Report(
                ["$.scope", .. Quotas(policy), "$.priority.rules", "$.routing.rules", "$.sla"],
                allowed,
                findings
            );
        }
        return findings.ToImmutable();
    }

    private static IEnumerable<string> Quotas(Policy policy) => policy.Quotas.Rules.IsEmpty ? [] : ["$.quotas"];

    private static void CheckDecisions(Policy policy, DecisionFlow flow, FindingList findings)
    {
        UnusedCheck.ReportCalendars(policy, flow, findings);
        foreach (var section in flow.Sections)
            CheckSection(section, flow, findings);
        if (flow.Scope is { } scope)
            flow.Within(scope.Path, () => UnusedCheck.ReportForms(policy, flow, findings));
        flow.Within("$.sla", () => PromiseCheck.Report(policy, flow, findings));
        Advise(policy, flow, findings);
        flow.Within("$.workflow", () => WorkflowCheck.ReportGuards(policy, flow.Forms, flow.Budget, findings));
        flow.Within("$.timers", () => TimerCheck.ReportConditions(policy, flow.Forms, flow.Budget, findings));
    }

    // What is only advice, or about what is promised, does not keep a policy from coming into force when it takes too much work.
    private static void Advise(Policy policy, DecisionFlow flow, FindingList findings)
    {
        flow.Try(() => PromiseHoleCheck.Report(policy, flow, findings));
        flow.Try(() => PromiseOrderCheck.Report(policy, flow, findings));
        foreach (var section in flow.Sections.Where(section => section.ReachIsExact))
        {
            flow.Try(() => RedundancyCheck.Report(section, flow.Space, findings));
            flow.Try(() => InfluenceCheck.Report(section, flow.Space, findings));
        }
        RedundancyCheck.ReportMergeable(policy.Scope, "$.scope", findings);
        RedundancyCheck.ReportMergeable(policy.Quotas, "$.quotas", findings);
        RedundancyCheck.ReportMergeable(policy.Priority.Rules, "$.priority.rules", findings);
        RedundancyCheck.ReportMergeable(policy.Routing.Rules, "$.routing.rules", findings);
        foreach (var metric in policy.Sla.Targets)
            RedundancyCheck.ReportMergeable(metric, "$.sla", findings);
    }

    private static void CheckSection(SectionAnalysis section, DecisionFlow flow, FindingList findings)
    {
        var (path, rules, space) = (section.Path, section.Rules, flow.Space);
        // A promise to nobody is no gap, nor is a person without a quota.
        if (path is not ("$.sla" or "$.quotas"))
            flow.Within(path, () => GapCheck.Report(rules, path, space, section.ReachIsExact, findings));
        flow.Within(path, () => ShadowCheck.Report(rules, space, findings));
        if (section.ReachIsExact)
            flow.Within(path, () => OverlapCheck.Report(rules, space, findings));
    }
}
