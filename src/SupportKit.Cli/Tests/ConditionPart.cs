using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>One part of a rule's condition, and what tests have shown of it. What was seen is only ever set. Thread-safe.</summary>
/// <param name="rule">The rule.</param>
/// <param name="when">Its condition.</param>
/// <param name="leaf">The part.</param>
internal sealed class ConditionPart(string rule, Condition when, Condition leaf)
{
    private readonly Condition ifTrue = Assumed.In(when, leaf, true);
    private readonly Condition ifFalse = Assumed.In(when, leaf, false);
    private bool seenTrue;
    private bool seenFalse;

    public string Rule => rule;

    public Condition Leaf => leaf;

    public bool IsShown => seenTrue && seenFalse;

    public string Missing =>
        (seenTrue, seenFalse) switch
        {
            (false, false) => "no test turns on it",
            (true, _) => "no test turns on its being false",
            _ => "no test turns on its being true",
        };

    public void Note(FactSet facts)
    {
        if (IsShown || ifTrue.Holds(facts) == ifFalse.Holds(facts))
            return;
        if (leaf.Holds(facts))
            seenTrue = true;
        else
            seenFalse = true;
    }
}

/// <summary>Conditions in which one part is taken to be true, or to be false.</summary>
internal static class Assumed
{
    private static readonly Condition Never = new Condition.AnyOf([]);

    public static Condition In(Condition condition, Condition leaf, bool holds) =>
        condition switch
        {
            Condition.AllOf all => new Condition.AllOf([.. all.Parts.Select(part => In(part, leaf, holds))]),
            Condition.AnyOf any => new Condition.AnyOf([.. any.Parts.Select(part => In(part, leaf, holds))]),
            Condition.Negated not => not with { Part = In(not.Part, leaf, holds) },
            _ when condition.Equals(leaf) => holds ? Condition.Always : Never,
            _ => condition,
        };
}
