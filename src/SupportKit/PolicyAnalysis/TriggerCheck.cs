using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Workflows;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports triggers that nearly have the name of one that the desk fires by itself, where the workflow lacks that one.</summary>
internal static class TriggerCheck
{
    private static readonly string[] Ready =
    [
        Triggers.Acknowledge,
        Triggers.Answer,
        Triggers.Ask,
        Triggers.RequesterReply,
        Triggers.Hold,
        Triggers.Resume,
        Triggers.Resolve,
        Triggers.Accept,
        Triggers.Reopen,
        Triggers.Close,
    ];

    public static void Report(Workflow workflow, FindingList findings)
    {
        var named = workflow.Permits.Select(permit => permit.Trigger).ToHashSet(StringComparer.Ordinal);
        var lacking = Ready.Where(trigger => !named.Contains(trigger)).ToList();
        foreach (var permit in workflow.Permits.DistinctBy(permit => permit.Trigger))
        {
            if (
                Ready.Contains(permit.Trigger) || Spelling.Nearest(permit.Trigger, lacking) is not { Length: > 0 } meant
            )
                continue;
            // Only a slip of a letter or two: "close-silently" is another trigger, and not a wrong "close".
            if (EditDistance.Between(permit.Trigger, meant) <= 2)
                findings.Warn(
                    SupportKitErrors.PolicyTriggerMisspelled,
                    $"$.workflow.states.{permit.State}.permit.{permit.Trigger}",
                    $"The desk fires \"{meant}\" by itself, and this workflow has only \"{permit.Trigger}\".",
                    $"Write \"{meant}\", unless the host fires \"{permit.Trigger}\"."
                );
        }
    }
}
