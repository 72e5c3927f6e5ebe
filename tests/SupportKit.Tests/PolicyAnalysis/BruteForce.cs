using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>What the rules of one rule set do to the combinations that reach it, one combination after the other.</summary>
internal sealed record BruteForce(
    string Name,
    List<FactSet> Reached,
    List<FactSet> Uncovered,
    HashSet<string> Holding,
    HashSet<string> Winning,
    HashSet<(string Earlier, string Later)> Overlaps,
    Dictionary<string, HashSet<FactSet>> HeldOn
)
{
    /// <summary>Scope, priority, routing, and each metric, as the desk goes through them.</summary>
    public static List<BruteForce> Of(Policy policy)
    {
        var scope = Try(policy.Scope, SmallPolicies.Incoming(policy), out var decided);
        var complete =
            from request in decided
            where request.Outcome is Verdict.Accept
            where policy.Intake.For(request.Facts["category"]!.Value.Text).Missing(request.Facts).IsEmpty
            select request.Facts;
        var priority = Try(policy.Priority.Rules, complete, out var levels);
        var routing = Try(
            policy.Routing.Rules,
            levels.Select(r => r.Facts.With("priority", r.Outcome)),
            out var queues
        );
        var opened = queues.Select(r => r.Facts.With("queue", r.Outcome)).ToList();
        return [scope, priority, routing, .. policy.Sla.Targets.Select(metric => Try(metric, opened, out _))];
    }

    private static BruteForce Try<T>(
        RuleSet<T> rules,
        IEnumerable<FactSet> requests,
        out List<(FactSet Facts, T Outcome)> decided
    )
    {
        var result = new BruteForce(rules.Name, [.. requests], [], [], [], [], []);
        decided = [];
        foreach (var facts in result.Reached)
        {
            foreach (var rule in rules.Rules.Where(rule => rule.When.Holds(facts)))
            {
                result.Holding.Add(rule.Id);
                if (!result.HeldOn.TryGetValue(rule.Id, out var held))
                    result.HeldOn.Add(rule.Id, held = []);
                held.Add(facts);
            }
            if (rules.Match(facts) is not { } winner)
            {
                result.Uncovered.Add(facts);
                continue;
            }
            decided.Add((facts, winner.Then));
            result.Winning.Add(winner.Id);
            foreach (var later in rules.Rules.Where(rule => rule.When.Holds(facts) && !Equals(rule.Then, winner.Then)))
                result.Overlaps.Add((winner.Id, later.Id));
        }
        return result;
    }
}
