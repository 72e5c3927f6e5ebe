using SupportKit.Rules;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Rules;

/// <summary>The index finds what trying one rule after the other would find.</summary>
public class RuleIndexLaws
{
    // Sets of rules become longer than two words of bits.
    [Law(50, 3_000, EndSize = 150)]
    internal bool The_first_rule_found_is_the_first_that_holds(Condition[] conditions, FactSet facts) =>
        new RuleIndex([.. conditions]).First(facts) == Array.FindIndex(conditions, condition => condition.Holds(facts));

    [Law(100)]
    internal bool A_set_of_facts_knows_what_it_was_given_and_nothing_else(FactSet facts, FactValue value)
    {
        var with = facts.With("b", value);
        return with["b"] == value
            && with["d"] is null
            && with["a"] == facts["a"]
            && with.SequenceEqual(FactSet.Of(with.Reverse()));
    }
}
