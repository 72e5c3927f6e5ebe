using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>Generated facts, and conditions on them.</summary>
internal static class GeneratedRules
{
    private static readonly string[] Facts = ["a", "b", "c"];

    public static readonly Gen<FactValue> Values = Gen.OneOf(
        Gen.Elements<FactValue>("x", "y", "z"),
        Gen.Elements<FactValue>(true, false),
        Gen.Choose(0, 3).Select(number => (FactValue)number)
    );

    public static readonly Gen<FactSet> FactSets =
        from names in Gen.SubListOf(Facts)
        from values in Values.ArrayOf(3)
        select FactSet.Of(names.Zip(values, KeyValuePair.Create));

    public static Gen<Condition> Conditions { get; } = ConditionsOf(depth: 2);

    private static Gen<Condition> ConditionsOf(int depth)
    {
        var fact = Gen.Elements(Facts);
        var leaf = Gen.OneOf(
            from name in fact
            from values in Values.NonEmptyListOf()
            select (Condition)new Condition.EqualsAny(name, [.. values]),
            from name in fact
            from known in Gen.Elements(true, false)
            select (Condition)new Condition.Exists(name, known),
            from name in fact
            from low in Gen.Choose(0, 3)
            select (Condition)new Condition.InRange(name, low, null),
            from name in fact
            select (Condition)new Condition.TextMatch(name, "x", true)
        );
        if (depth == 0)
            return leaf;
        var parts = ConditionsOf(depth - 1).ListOf().Select(list => list.Take(3).ToImmutableArray());
        return Gen.OneOf(
            leaf,
            parts.Select(list => (Condition)new Condition.AllOf(list)),
            parts.Select(list => (Condition)new Condition.AnyOf(list)),
            from part in ConditionsOf(depth - 1)
            from name in fact
            select (Condition)new Condition.Negated(part, name)
        );
    }
}
