using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>The combinations of facts that the rules or forms of at least one of two policies tell apart.</summary>
internal static class JoinedSpace
{
    /// <exception cref="ToolException">The policies declare a fact in ways that cannot be compared.</exception>
    public static FactSpace Of(
        Policy old,
        Policy now,
        (CategoryForms Old, CategoryForms Now) forms,
        IEnumerable<Condition> asked,
        WorkBudget budget
    )
    {
        return new FactSpace(FactsOf(old, now), Distinction, [.. Conditions(old, now), .. asked], budget);

        object Distinction(FactDeclaration fact, ValueClass piece) =>
            (
                Reachability.Distinction(forms.Old, fact, piece),
                Reachability.Distinction(forms.Now, fact, piece),
                IsKnownTo(old, fact.Name, piece),
                IsKnownTo(now, fact.Name, piece)
            );
    }

    /// <summary>Whether the policy takes such values of a fact; what it does not declare makes no difference to it.</summary>
    public static bool IsKnownTo(Policy policy, string fact, ValueClass piece) =>
        policy.Facts.Find(fact) is not { Type: FactType.Choice } declared
        || piece.Value is not { } value
        || declared.Values.Contains(value.Text);

    /// <summary>The facts that at least one of the policies declares, with the values of both.</summary>
    public static FactCatalog FactsOf(Policy old, Policy now)
    {
        var joined = old.Facts.All.Select(fact => now.Facts.Find(fact.Name) is { } other ? Join(fact, other) : fact);
        return new FactCatalog([.. joined, .. now.Facts.All.Where(fact => old.Facts.Find(fact.Name) is null)]);
    }

    private static FactDeclaration Join(FactDeclaration old, FactDeclaration now)
    {
        if (
            old.Type != now.Type
            || (old.Source == FactSource.Desk) != (now.Source == FactSource.Desk)
            || (old.IsInteger, old.Min, old.Max) != (now.IsInteger, now.Min, now.Max)
        )
            throw new ToolException(
                ToolErrors.ComparisonImpossible,
                $"fact \"{old.Name}\"",
                $"The old policy has {old.DescribeDomain()} there, and the new one has {now.DescribeDomain()}.",
                "Give the new fact another name, or both the same type and bounds, so that the two can be compared."
            );
        return old with { Values = [.. old.Values.Union(now.Values)] };
    }

    // What a form requires, or chooses a calendar by, makes a difference although no rule asks for it.
    private static IEnumerable<Condition> Conditions(Policy old, Policy now) =>
        [
            .. DecisionFlow.ConditionsOf(old),
            .. DecisionFlow.ConditionsOf(now),
            .. CalendarChoices(old),
            .. CalendarChoices(now),
            .. RequiredFields(old)
                .Concat(RequiredFields(now))
                .Distinct()
                .Select(field => new Condition.Exists(field, Known: true)),
        ];

    private static IEnumerable<Condition> CalendarChoices(Policy policy) =>
        from target in policy.Sla.Targets.SelectMany(rules => rules.Rules).Select(rule => rule.Then)
        let choice = target.ChosenBy
        where choice is not null
        let fact = policy.Facts.Find(choice!.Fact)!
        from value in choice!.Cases.Keys
        select new Condition.EqualsAny(
            fact.Name,
            [fact.Type == FactType.Boolean ? bool.Parse(value) : (FactValue)value]
        );

    /// <summary>The fields that some form of the policy requires.</summary>
    public static IEnumerable<string> RequiredFields(Policy policy) =>
        policy.Intake.Forms.SelectMany(form => form.Required).Select(field => field.Name).Distinct();
}
