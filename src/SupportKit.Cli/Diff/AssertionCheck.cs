using System.Collections.Immutable;
using System.Numerics;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>What became of an assertion. Immutable.</summary>
/// <param name="Assertion">The assertion.</param>
/// <param name="Against">How many combinations of facts speak against it; none when it holds, which is then a proof.</param>
/// <param name="Examples">The smallest of them, with what the two policies decide.</param>
/// <param name="IsPossibly">Whether they rest on conditions that may never meet: on texts, or on several calendars at one instant.</param>
/// <param name="Asked">How many combinations it was asked of; none when no request is of that kind.</param>
internal sealed record AssertionResult(
    Assertion Assertion,
    BigInteger Against,
    ImmutableArray<CounterExample> Examples,
    bool IsPossibly,
    BigInteger Asked
)
{
    /// <summary>Whether it holds for all requests.</summary>
    public bool Holds => Against.IsZero;
}

/// <summary>A request that speaks against an assertion. Immutable.</summary>
/// <param name="Text">Its facts in words.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="Old">What the old policy decides, in words.</param>
/// <param name="Now">What the new policy decides.</param>
internal sealed record CounterExample(string Text, FactSet Facts, string Old, string Now);

/// <summary>Decides assertions exactly, by the sets that the comparison of the policies made. Not thread-safe.</summary>
internal sealed class AssertionCheck(PolicyComparison comparison)
{
    private const int MostExamples = 3;

    private readonly OutcomeSets old = new(comparison.Old, comparison);
    private readonly OutcomeSets now = new(comparison.Now, comparison);

    private DecisionDiagram Diagram => comparison.Space.Diagram;

    public AssertionResult Of(Assertion assertion)
    {
        var among = Universe(assertion.Statements);
        // What is always so is so for those that "when" names, as in a rule.
        if (assertion.Kind == AssertionKind.Always)
            among = Diagram.And(among, comparison.Space.Where(assertion.Statements[0].When));
        var sets = assertion.Statements.Select(SetOf).ToList();
        var against = Diagram.And(
            among,
            assertion.Kind switch
            {
                AssertionKind.Always => Diagram.Not(sets[0]),
                AssertionKind.Never => sets[0],
                AssertionKind.Implies => Diagram.Minus(sets[0], sets[1]),
                AssertionKind.Equivalent => Diagram.Or(
                    Diagram.Minus(sets[0], sets[1]),
                    Diagram.Minus(sets[1], sets[0])
                ),
                AssertionKind.Disjoint => InTwo(sets),
            }
        );
        return new(
            assertion,
            comparison.Count.Of(against),
            [
                .. Examples
                    .Of(against, among, comparison.Space)
                    .Take(MostExamples)
                    .Select(found => Describe(found, against)),
            ],
            Diagram.Support(against).Any(comparison.Space.UncertainVariables.Contains),
            comparison.Count.Of(among)
        );
    }

    private int InTwo(List<int> sets)
    {
        var (seen, twice) = (DecisionDiagram.False, DecisionDiagram.False);
        foreach (var set in sets)
        {
            twice = Diagram.Or(twice, Diagram.And(seen, set));
            seen = Diagram.Or(seen, set);
        }
        return twice;
    }

    private int SetOf(Statement statement)
    {
        var set = comparison.Space.Where(statement.When);
        if (statement.Old is { } before)
            set = Diagram.And(set, old.Of(before));
        if (statement.Now is { } after)
            set = Diagram.And(set, now.Of(after));
        return statement.Changes is { } change ? Diagram.And(set, ChangeSets.Of(change, comparison)) : set;
    }

    // The requests that the policies which are spoken of take, each as a form of theirs asks for it; and of those the ones for which
    // everything that is mentioned is decided at all.
    private int Universe(ImmutableArray<Statement> statements)
    {
        var outcomes = statements.SelectMany(one => new[] { (one.Old, old), (one.Now, now) });
        var onlyOld =
            statements.All(one => one is { Now: null, Changes: null }) && statements.Any(one => one.Old is not null);
        var onlyNow =
            statements.All(one => one is { Old: null, Changes: null }) && statements.Any(one => one.Now is not null);
        var (one, other) = (onlyNow ? comparison.Now : comparison.Old, onlyOld ? comparison.Old : comparison.Now);
        var among = Diagram.And(Diagram.Or(one.Incoming, other.Incoming), Diagram.And(one.Possible, other.Possible));
        foreach (var (outcome, side) in outcomes)
            if (outcome is not null)
                among = Diagram.And(among, side.DecidedFor(outcome));
        return among;
    }

    private CounterExample Describe(Combination found, int against)
    {
        var set = Diagram.And(found.In(Diagram), against);
        return new(
            found.Choices.IsEmpty ? "any request" : found.Describe(comparison.Space),
            found.Example(comparison.Space),
            old.Describe(set),
            now.Describe(set)
        );
    }
}
