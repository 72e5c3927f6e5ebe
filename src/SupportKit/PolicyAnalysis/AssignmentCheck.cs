using SupportKit.Tickets;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports queues whose tickets can be assigned to nobody, and conditions that nothing is assigned by.</summary>
internal static class AssignmentCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        foreach (var queue in policy.Routing.Queues)
        {
            var (rules, path) = (queue.Assignment, $"$.routing.queues.{queue.Id}.assignment");
            if (rules.Skill is { } skill && policy.Facts.Find(skill) is null)
                findings.Error(
                    SupportKitErrors.PolicySkillUnknown,
                    path,
                    $"The queue \"{queue.Id}\" is assigned by the skill that \"{skill}\" asks for, and there is no such fact.",
                    "Declare the fact, or name one that is declared."
                );
            else if (rules.Mode == AssignmentMode.Manual && (rules.SameLanguage || rules.Skill is not null))
                findings.Warn(
                    SupportKitErrors.PolicyAssignmentUnused,
                    path,
                    $"The queue \"{queue.Id}\" says which agents are suitable, and people assign its tickets by hand.",
                    "Choose \"round-robin\" or \"least-loaded\", or leave the rest out."
                );
        }
    }
}
