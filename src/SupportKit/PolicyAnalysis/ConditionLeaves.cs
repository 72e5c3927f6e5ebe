using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// The only place that knows the kinds of conditions. An unknown kind is treated as an independent question that may
/// hold or not, whatever the facts are. Nothing is then reported as an error by mistake; only certainty is lost.
/// </summary>
internal static class ConditionLeaves
{
    /// <summary>The parts of a condition that have no parts of their own.</summary>
    public static IEnumerable<Condition> Of(Condition condition) =>
        condition switch
        {
            Condition.AllOf all => all.Parts.SelectMany(Of),
            Condition.AnyOf any => any.Parts.SelectMany(Of),
            Condition.Negated not => Of(not.Part),
            _ => [condition],
        };

    /// <summary>
    /// The fact that a leaf is about, and the values at which it may begin or cease to hold; null when it is about more
    /// than one fact, or of a kind not known here. Between two such values a leaf must be the same for all numbers, and
    /// for all texts that are not among them. Whether it holds there is asked of the leaf itself.
    /// </summary>
    public static (string Fact, ImmutableArray<FactValue> Turns)? AboutOneFact(Condition leaf) =>
        leaf switch
        {
            Condition.EqualsAny test => (test.Fact, test.Values),
            Condition.Exists test => (test.Fact, []),
            Condition.InRange test => (
                test.Fact,
                [.. new[] { test.AtLeast, test.AtMost }.OfType<decimal>().Select(bound => (FactValue)bound)]
            ),
            _ => null,
        };

    /// <summary>
    /// The fact that a leaf is about, when it is a text or an instant and may tell apart values that no rule names: it
    /// does not hold on what is not known, and on a named value it can be asked.
    /// </summary>
    public static string? AboutText(Condition leaf) =>
        leaf switch
        {
            Condition.TextMatch test => test.Fact,
            Condition.InInterval test => test.Fact,
            _ => null,
        };
}
