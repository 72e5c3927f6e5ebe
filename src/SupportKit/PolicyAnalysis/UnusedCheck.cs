using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports what is declared and never used: forms, priorities, queues, calendars.</summary>
internal static class UnusedCheck
{
    /// <summary>Forms of categories whose requests are all turned away before the form matters.</summary>
    public static void ReportForms(Policy policy, DecisionFlow flow, FindingList findings)
    {
        foreach (var form in policy.Intake.Forms)
        {
            if (flow.Space.Diagram.Meets(flow.Accepted, flow.Reachability.OfForm(form)))
                continue;
            findings.Warn(
                SupportKitErrors.PolicyFormUnused,
                $"$.forms.{form.Category}",
                $"The form \"{form.Category}\" is never used: every request that it is for is turned away by \"scope\", or has a form of its own.",
                "Remove the form, or accept some of these requests."
            );
        }
    }

    public static void ReportOutcomes(Policy policy, FindingList findings)
    {
        var given = policy.Priority.Rules.Rules.Select(rule => rule.Then).ToHashSet(StringComparer.Ordinal);
        given.UnionWith(policy.Timers.All.Select(timer => timer.Priority).OfType<string>());
        for (var i = 0; i < policy.Priority.Levels.Length; i++)
        {
            if (!given.Contains(policy.Priority.Levels[i]))
                findings.Warn(
                    SupportKitErrors.PolicyPriorityUnused,
                    FormattableString.Invariant($"$.priority.levels[{i}]"),
                    $"No rule gives the priority \"{policy.Priority.Levels[i]}\".",
                    "Add a rule that gives it, or remove the level."
                );
        }

        // People may move a ticket to any queue, so a queue without rules can be intended.
        var routed = policy.Routing.Rules.Rules.Select(rule => rule.Then).ToHashSet(StringComparer.Ordinal);
        if (policy.Escalation is { } escalation)
            routed.Add(escalation.Queue); // its people take up what is escalated
        routed.UnionWith(policy.Timers.All.Select(timer => timer.Route).OfType<string>());
        routed.UnionWith(policy.Routing.Queues.SelectMany(queue => queue.Hours?.Then ?? []));
        foreach (var queue in policy.Routing.Queues.Where(queue => !routed.Contains(queue.Id)))
            findings.Advise(
                SupportKitErrors.PolicyQueueUnused,
                $"$.routing.queues.{queue.Id}",
                $"No rule sends requests to the queue \"{queue.Id}\".",
                "Add a rule that does, or remove the queue, unless people shall fill it by hand."
            );
    }

    public static void ReportCalendars(Policy policy, DecisionFlow flow, FindingList findings)
    {
        string?[] used =
        [
            .. policy.Sla.Targets.SelectMany(metric => metric.Rules).SelectMany(rule => rule.Then.Calendars),
            .. policy.Switches.Select(declared => declared.During),
            .. policy.Timers.All.SelectMany(timer => timer.Calendars),
            .. policy.Routing.Queues.Select(queue => queue.Hours?.Calendar),
        ];
        var guards = policy
            .Workflow.Permits.SelectMany(permit => ConditionLeaves.Of(permit.Guard ?? Condition.Always))
            .Select(ConditionLeaves.AboutOneFact)
            .Concat(
                policy
                    .Timers.All.SelectMany(timer => ConditionLeaves.Of(timer.When))
                    .Select(ConditionLeaves.AboutOneFact)
            )
            .ToHashSet(StringComparer.Ordinal);
        foreach (var calendar in policy.Sla.Calendars.Keys.Except(used))
        {
            string[] asked = [DerivedFacts.During(calendar!), DerivedFacts.BusinessDay(calendar!)];
            if (Array.TrueForAll(asked, fact => flow.Space.VariableOf(fact) is null && !guards.Contains(fact)))
                findings.Advise(
                    SupportKitErrors.PolicyCalendarUnused,
                    $"$.calendars.{calendar}",
                    $"Nothing asks for the calendar \"{calendar}\".",
                    "Name it in a promise or a rule, or remove it."
                );
        }
    }
}
