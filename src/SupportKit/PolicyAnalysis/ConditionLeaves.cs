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
    /// The fact that a leaf is about, when <see cref="FactDomain"/> can say of every value of it whether the leaf holds; null when it
    /// is about more than one fact, or of a kind not known here.
    /// </summary>
    public static string? AboutOneFact(Condition leaf) =>
        leaf switch
        {
            Condition.EqualsAny test => test.Fact,
            Condition.Exists test => test.Fact,
            Condition.InRange test => test.Fact,
            Condition.InInterval test => test.Fact,
            Condition.InDates test => test.Fact,
            Condition.TextMatch { AtStart: true } test => test.Fact,
            _ => null,
        };

    /// <summary>
    /// The fact that a leaf is about, when it is a text and the leaf may tell apart values that no rule names: it
    /// does not hold on what is not known, and on a named value it can be asked.
    /// </summary>
    public static string? AboutText(Condition leaf) =>
        leaf is Condition.TextMatch { AtStart: false } test ? test.Fact : null;
}
