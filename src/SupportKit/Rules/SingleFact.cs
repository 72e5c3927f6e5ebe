using System.Collections.Immutable;

namespace SupportKit.Rules;

/// <summary>Conditions that a table over the mentioned values of one fact can answer completely.</summary>
internal static class SingleFact
{
    /// <summary>The fact, when the condition consists of equalities and existence tests on that one fact; else null.</summary>
    public static string? Of(Condition condition) =>
        condition switch
        {
            Condition.EqualsAny test => test.Fact,
            Condition.Exists test => test.Fact,
            Condition.Negated not => Of(not.Part),
            Condition.AllOf all => Common(all.Parts),
            Condition.AnyOf any => Common(any.Parts),
            _ => null,
        };

    /// <summary>The values that such a condition mentions.</summary>
    public static IEnumerable<FactValue> Mentioned(Condition condition) =>
        condition switch
        {
            Condition.EqualsAny test => test.Values,
            Condition.Negated not => Mentioned(not.Part),
            Condition.AllOf all => all.Parts.SelectMany(Mentioned),
            Condition.AnyOf any => any.Parts.SelectMany(Mentioned),
            _ => [],
        };

    private static string? Common(ImmutableArray<Condition> parts)
    {
        var facts = parts.Select(Of).Distinct().ToList();
        return facts.Count == 1 ? facts[0] : null;
    }
}
