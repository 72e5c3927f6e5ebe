using System.Collections.Immutable;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Which promises tests have seen kept, and which broken: each of the two is one thing to show. Thread-safe.</summary>
/// <param name="rules">The rules of promises that some request can reach.</param>
internal sealed class PromiseCoverage(ImmutableArray<RuleName> rules)
{
    private readonly Marks<RuleName> kept = new(rules);
    private readonly Marks<RuleName> broken = new(rules);

    /// <summary>How many endings there are: two of each rule.</summary>
    public int Count => 2 * rules.Length;

    /// <summary>How many the tests have seen.</summary>
    public int Seen => rules.Count(kept.Has) + rules.Count(broken.Has);

    /// <summary>The share of endings that were seen, of a hundred; a policy that promises nothing has all.</summary>
    public decimal Percent => Count == 0 ? 100 : 100m * Seen / Count;

    /// <summary>The promises that no test has seen kept, and those that none has seen broken.</summary>
    public IEnumerable<(RuleName Rule, string Missing)> Missed =>
        rules.SelectMany(rule =>
            new[] { (rule, "kept", kept.Has(rule)), (rule, "broken", broken.Has(rule)) }
                .Where(ending => !ending.Item3)
                .Select(ending => (ending.rule, ending.Item2))
        );

    /// <summary>Notes how the promises of a ticket stand.</summary>
    public void Note(Ticket ticket)
    {
        foreach (var promise in ticket.Promises)
        {
            if (promise.Status == PromiseStatus.Met)
                kept.Set(new(promise.Metric, promise.Rule));
            else if (promise.Status == PromiseStatus.Breached)
                broken.Set(new(promise.Metric, promise.Rule));
        }
    }
}
