using System.Collections.Immutable;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Kinds of changes between two policies that an assertion may name, as sets of requests.</summary>
internal static class ChangeSets
{
    private static readonly ImmutableSortedDictionary<string, Func<PolicyComparison, int>> Sets = new Dictionary<
        string,
        Func<PolicyComparison, int>
    >
    {
        ["verdict"] = comparison => comparison.Union("verdict"),
        ["told"] = comparison => comparison.Union("told"),
        ["priority"] = comparison => comparison.Union("priority"),
        ["queue"] = comparison => comparison.Union("queue"),
        ["promises"] = comparison => Any(comparison, comparison.Metrics.Select(comparison.Union)),
        // Whether a quota refuses a request depends on the person's other tickets, so assertions do not speak of it.
        ["anything"] = comparison =>
            Any(
                comparison,
                comparison.Changes.Where(change => change.Aspect != PolicyComparison.Quota).Select(change => change.Set)
            ),
        ["promisedLess"] = PromisedLess,
        ["lowerPriority"] = comparison => Moved(comparison, (before, after) => after > before),
        ["higherPriority"] = comparison => Moved(comparison, (before, after) => after < before),
        ["newlyRefused"] = comparison => Diagram(comparison).Minus(comparison.Old.Accepted, comparison.Now.Accepted),
        ["newlyAccepted"] = comparison => Diagram(comparison).Minus(comparison.Now.Accepted, comparison.Old.Accepted),
        ["newlyAsked"] = NewlyAsked,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The words for the changes, in alphabetical order.</summary>
    public static IEnumerable<string> Words => Sets.Keys;

    /// <summary>The requests to which the change happens; they may hold some that only one policy takes.</summary>
    public static int Of(string word, PolicyComparison comparison) => Sets[word](comparison);

    // Who was promised something and is not even let in any more is promised less.
    private static int PromisedLess(PolicyComparison comparison)
    {
        var (diagram, old, now) = (Diagram(comparison), comparison.Old, comparison.Now);
        var opened = diagram.And(old.Opened, now.Opened);
        var less = new List<int>();
        foreach (var metric in comparison.Metrics)
        {
            var after = now.StatedTargets(metric);
            foreach (var (was, set) in old.StatedTargets(metric))
            {
                if (was is not null)
                    less.Add(diagram.Minus(diagram.And(set, old.Opened), now.Accepted));
                foreach (var (target, other) in after)
                    if (!PromiseOrder.IsAtLeast((was, old.Policy), (target, now.Policy)))
                        less.Add(diagram.And(opened, diagram.And(set, other)));
            }
        }
        return Any(comparison, less);
    }

    // A level that the other policy does not have cannot be compared, and counts as moved either way.
    private static int Moved(PolicyComparison comparison, Func<int, int, bool> moves)
    {
        var (diagram, old, now) = (Diagram(comparison), comparison.Old, comparison.Now);
        var opened = diagram.And(old.Opened, now.Opened);
        var levels = now.Policy.Priority.Levels;
        var moved =
            from before in old.Priorities()
            from after in now.Priorities()
            where before.Key != after.Key
            let was = levels.IndexOf(before.Key)
            where was < 0 || moves(was, levels.IndexOf(after.Key))
            select diagram.And(opened, diagram.And(before.Value, after.Value));
        return Any(comparison, moved);
    }

    private static int NewlyAsked(PolicyComparison comparison)
    {
        var (diagram, old, now) = (Diagram(comparison), comparison.Old, comparison.Now);
        var both = diagram.And(old.Accepted, now.Accepted);
        var asked = JoinedSpace
            .RequiredFields(now.Policy)
            .Select(field => diagram.Minus(now.Asked(field), old.Asked(field)))
            .Select(set => diagram.And(both, set));
        return Any(comparison, asked);
    }

    private static int Any(PolicyComparison comparison, IEnumerable<int> sets) => Diagram(comparison).Union([.. sets]);

    private static DecisionDiagram Diagram(PolicyComparison comparison) => comparison.Space.Diagram;
}
