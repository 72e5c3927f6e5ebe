using System.Collections.Immutable;

namespace SupportKit.Timers;

/// <summary>The timers of a policy, automatic closes among them. Immutable.</summary>
/// <param name="All">In the order in which they are declared.</param>
internal sealed record TimerRules(ImmutableArray<TimerRule> All)
{
    /// <summary>The timer of that name; null when the policy has none.</summary>
    public TimerRule? Find(string name)
    {
        foreach (var rule in All)
        {
            if (rule.Name == name)
                return rule;
        }
        return null;
    }
}
