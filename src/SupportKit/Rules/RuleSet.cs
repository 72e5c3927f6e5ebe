using System.Collections.Immutable;

namespace SupportKit.Rules;

/// <summary>Rules in order; the first whose condition holds wins. Immutable and thread-safe.</summary>
/// <typeparam name="T">The outcome of a rule.</typeparam>
internal sealed class RuleSet<T>
{
    private readonly RuleIndex index;

    internal RuleSet(string name, ImmutableArray<Rule<T>> rules)
    {
        (Name, Rules) = (name, rules);
        index = new RuleIndex([.. rules.Select(rule => rule.When)]);
    }

    /// <summary>The section of the policy it comes from, e.g. <c>priority</c>.</summary>
    public string Name { get; }

    /// <summary>The rules, first match first.</summary>
    public ImmutableArray<Rule<T>> Rules { get; }

    /// <summary>The rule that wins; null when none applies. Allocates nothing.</summary>
    public Rule<T>? Match(FactSet facts) => index.First(facts) is var at and >= 0 ? Rules[at] : null;

    /// <summary>The rule that wins and why no earlier one did. Made only when somebody asks.</summary>
    public RuleTrace Explain(FactSet facts)
    {
        var earlier = ImmutableArray.CreateBuilder<RuleRejection>();
        foreach (var rule in Rules)
        {
            if (rule.When.FirstFailure(facts) is not { } failure)
                return new RuleTrace(Name, rule.Id, rule.Origin, earlier.ToImmutable());
            earlier.Add(new RuleRejection(rule.Id, failure));
        }
        return new RuleTrace(Name, null, null, earlier.ToImmutable());
    }
}

/// <summary>How a rule set decided.</summary>
/// <param name="RuleSet">The section of the policy.</param>
/// <param name="Winner">The id of the rule that won; null when none applied.</param>
/// <param name="Origin">Where the winning rule comes from; null when it does not say.</param>
/// <param name="Earlier">The rules tried before, with the first condition of each that failed.</param>
internal sealed record RuleTrace(string RuleSet, string? Winner, string? Origin, ImmutableArray<RuleRejection> Earlier);

/// <summary>A rule that did not apply, and the condition that failed first.</summary>
internal sealed record RuleRejection(string Rule, ConditionFailure Because);
