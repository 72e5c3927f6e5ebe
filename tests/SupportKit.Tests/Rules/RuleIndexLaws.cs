using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>The index finds what trying one rule after the other would find.</summary>
public class RuleIndexLaws
{
    private static readonly string[] Facts = ["a", "b", "c"];

    private static readonly Gen<FactValue> Values = Gen.OneOf(
        Gen.Elements<FactValue>("x", "y", "z"),
        Gen.Elements<FactValue>(true, false),
        Gen.Choose(0, 3).Select(number => (FactValue)number)
    );

    private static readonly Gen<FactSet> FactSets =
        from names in Gen.SubListOf(Facts)
        from values in Values.ArrayOf(3)
        select FactSet.Of(names.Zip(values, KeyValuePair.Create));

    private static Gen<Condition> Conditions(int depth)
    {
        var fact = Gen.Elements(Facts);
        var leaf = Gen.OneOf(
            from name in fact
            from values in Values.NonEmptyListOf()
            select (Condition)new Condition.Is(name, [.. values]),
            from name in fact
            from known in Gen.Elements(true, false)
            select (Condition)new Condition.Exists(name, known),
            from name in fact
            from low in Gen.Choose(0, 3)
            select (Condition)new Condition.InRange(name, low, null),
            from name in fact
            select (Condition)new Condition.TextLike(name, "x", true)
        );
        if (depth == 0)
            return leaf;
        var parts = Conditions(depth - 1).ListOf().Select(list => list.Take(3).ToImmutableArray());
        return Gen.OneOf(
            leaf,
            parts.Select(list => (Condition)new Condition.AllOf(list)),
            parts.Select(list => (Condition)new Condition.AnyOf(list)),
            from part in Conditions(depth - 1)
            from name in fact
            select (Condition)new Condition.Not(part, name)
        );
    }

    [Fact]
    public void The_first_rule_found_is_the_first_that_holds()
    {
        var cases =
            from count in Gen.Choose(0, 150) // over two words of bits
            from conditions in Conditions(2).ArrayOf(count)
            from facts in FactSets
            select (conditions, facts);

        Prop.ForAll(
                cases.ToArbitrary(),
                given =>
                    new RuleIndex([.. given.conditions]).First(given.facts)
                    == Array.FindIndex(given.conditions, condition => condition.Holds(given.facts))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_set_of_facts_knows_what_it_was_given_and_nothing_else() =>
        Prop.ForAll(
                FactSets.ToArbitrary(),
                Values.ToArbitrary(),
                (facts, value) =>
                {
                    var with = facts.With("b", value);
                    return with["b"] == value
                        && with["d"] is null
                        && with["a"] == facts["a"]
                        && with.SequenceEqual(FactSet.Of(with.Reverse()));
                }
            )
            .QuickCheckThrowOnFailure();
}
