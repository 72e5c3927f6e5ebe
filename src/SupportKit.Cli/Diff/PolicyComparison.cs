using System.Collections.Immutable;
using System.Numerics;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Requests that get another outcome. Immutable.</summary>
/// <param name="Aspect">What of the decision changes: verdict, told, quota, a field, priority, queue, or a metric.</param>
/// <param name="From">The old outcome.</param>
/// <param name="To">The new one.</param>
/// <param name="Count">How many combinations of facts get it, of those that some rule or form tells apart.</param>
/// <param name="Set">These combinations.</param>
/// <param name="Examples">The smallest ones in words, with the facts.</param>
/// <param name="IsPossibly">Whether it rests on conditions that may never meet: on texts, or on several calendars at one instant.</param>
internal sealed record PolicyChange(
    string Aspect,
    string From,
    string To,
    BigInteger Count,
    int Set,
    ImmutableArray<(string Text, FactSet Facts)> Examples,
    bool IsPossibly
);

/// <summary>
/// Which requests two policies decide otherwise. Exact: all requests are compared at once, so that no change is a proof. Not
/// thread-safe.
/// </summary>
internal sealed class PolicyComparison
{
    /// <summary>The aspect of how many tickets somebody may have: what of a decision depends on more than the request.</summary>
    public const string Quota = "quota";

    private const int MostExamples = 3;

    // Twice what one check may cost, for each of two policies.
    private const long Budget = 4 * RequestFlow.Usual;

    private readonly ComparedSide old;
    private readonly ComparedSide now;
    private readonly List<PolicyChange> changes = [];

    private PolicyComparison(Policy before, Policy after, IEnumerable<Condition> asked)
    {
        var budget = new WorkBudget(Budget);
        var forms = (new CategoryForms(before.Intake, budget), new CategoryForms(after.Intake, budget));
        Space = JoinedSpace.Of(before, after, forms, asked, budget);
        old = new ComparedSide(before, forms.Item1, Space);
        now = new ComparedSide(after, forms.Item2, Space);
        Count = new CombinationCount(Space);

        var both = Diagram.And(old.Possible, now.Possible);
        Compared = Count.Of(both);
        Compare("verdict", both, side => side.Verdicts());
        Compare("told", Diagram.Minus(both, Union("verdict")), side => side.Advice());
        var accepted = Diagram.And(both, Diagram.And(old.Accepted, now.Accepted));
        Compare(Quota, accepted, side => side.Quotas());
        foreach (var field in JoinedSpace.RequiredFields(before).Union(JoinedSpace.RequiredFields(after)))
            Compare($"field {field}", accepted, side => side.AskedFor(field));
        var opened = Diagram.And(both, Diagram.And(old.Opened, now.Opened));
        Compare("priority", opened, side => side.Priorities());
        Compare("queue", opened, side => side.Queues());
        Metrics = [.. before.Sla.Targets.Concat(after.Sla.Targets).Select(rules => rules.Name).Distinct()];
        foreach (var metric in Metrics)
            Compare(metric, opened, side => side.Promises(metric));
    }

    /// <summary>What the old policy decides.</summary>
    public ComparedSide Old => old;

    /// <summary>What the new policy decides.</summary>
    public ComparedSide Now => now;

    /// <summary>The metrics that at least one of the policies promises.</summary>
    public ImmutableArray<string> Metrics { get; }

    /// <summary>The combinations that rules or forms of either policy tell apart.</summary>
    public FactSpace Space { get; }

    /// <summary>Counts the combinations of facts in a set of them.</summary>
    public CombinationCount Count { get; }

    /// <summary>How many combinations both policies decide about.</summary>
    public BigInteger Compared { get; }

    /// <summary>What changes, in the order of decisions; empty when every request gets the same decision.</summary>
    public IReadOnlyList<PolicyChange> Changes => changes;

    private DecisionDiagram Diagram => Space.Diagram;

    /// <summary>Compares what two policies decide, exactly.</summary>
    /// <param name="before">The old policy.</param>
    /// <param name="after">The new policy.</param>
    /// <param name="asked">Conditions that are asked of besides those of the policies; null for none.</param>
    /// <exception cref="ToolException">A fact is declared in ways that cannot be compared, or the rules are too entangled.</exception>
    public static PolicyComparison Of(Policy before, Policy after, IEnumerable<Condition>? asked = null) =>
        Within(before, after, () => new PolicyComparison(before, after, asked ?? []));

    /// <summary>Decides assertions, whose conditions were asked of from the beginning.</summary>
    /// <exception cref="ToolException">They are too entangled with the rules.</exception>
    public IReadOnlyList<AssertionResult> Decide(IEnumerable<Assertion> assertions) =>
        Within(old.Policy, now.Policy, () => assertions.Select(new AssertionCheck(this).Of).ToList());

    private static T Within<T>(Policy before, Policy after, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (CheckTooLargeException)
        {
            throw new ToolException(
                ToolErrors.ComparisonIncomplete,
                $"{before.Id} and {after.Id}",
                "The rules depend on each other in so many ways that they cannot be compared.",
                "Use fewer facts in each section, or compare smaller steps."
            );
        }
    }

    /// <summary>The combinations of which an aspect changes.</summary>
    public int Union(string aspect) =>
        changes
            .Where(change => change.Aspect == aspect)
            .Select(change => change.Set)
            .Aggregate(DecisionDiagram.False, Diagram.Or);

    private void Compare(string aspect, int among, Func<ComparedSide, Dictionary<string, int>> outcomes)
    {
        var (before, after) = (outcomes(old), outcomes(now));
        foreach (var (from, one) in before)
        {
            var left = Diagram.And(among, one);
            foreach (var (to, other) in after)
            {
                if (from == to || !Diagram.Meets(left, other))
                    continue;
                changes.Add(Describe(aspect, from, to, Diagram.And(left, other), among));
            }
        }
    }

    private PolicyChange Describe(string aspect, string from, string to, int set, int among)
    {
        var examples = Examples
            .Of(set, among, Space)
            .Take(MostExamples)
            .Select(found => (found.Choices.IsEmpty ? "any request" : found.Describe(Space), found.Example(Space)));
        return new PolicyChange(
            aspect,
            from,
            to,
            Count.Of(set),
            set,
            [.. examples],
            Diagram.Support(set).Any(Space.UncertainVariables.Contains)
        );
    }
}
