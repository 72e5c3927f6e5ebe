using SupportKit.Tickets;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Reports promised metrics that no ticket can start or fulfil: the states that would do it are not in the workflow, or nobody can
/// escalate.
/// </summary>
internal static class MetricCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        var entered = policy.Workflow.States.Select(state => policy.Workflow.CategoryOf(state)).ToHashSet();
        var never = Enum.GetValues<StateCategory>()
            .Where(category => !entered.Contains(category))
            .Select(SlaSignals.NameOf)
            .ToHashSet();
        if (policy.Escalation is null)
            never.UnionWith([SlaSignals.Escalated, SlaSignals.DeEscalated]);
        foreach (var rules in policy.Sla.Targets)
        {
            if (policy.Sla.MetricOf(rules.Name) is not { } metric)
                continue;
            var path = rules.Rules[0].Path ?? "$.sla";
            if (metric.Start.All(never.Contains))
                findings.Warn(
                    SupportKitErrors.PolicyMetricUnstarted,
                    path,
                    $"\"{metric.Id}\" is promised and never starts: it starts on {EnglishList.Or(metric.Start)}, and no ticket of this policy comes to that.",
                    "Start it on a signal that tickets give, or add the states or the escalation that it waits for."
                );
            else if (metric.Stop.Concat(metric.Restart).All(never.Contains))
                findings.Warn(
                    SupportKitErrors.PolicyMetricUnfulfilled,
                    path,
                    $"\"{metric.Id}\" is promised and cannot be fulfilled: {EnglishList.Or(metric.Stop.Concat(metric.Restart))} would do it, and no ticket of this policy comes to that.",
                    "Name a signal that tickets give under \"stop\" or \"restart\", or add the states or the escalation that it waits for."
                );
        }
    }
}
