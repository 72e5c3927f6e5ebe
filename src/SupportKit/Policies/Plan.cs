using System.Collections.Immutable;
using SupportKit.Reading;

namespace SupportKit.Policies;

/// <summary>What a customer has bought, and what it entitles them to. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>plan</c>, which the host's directory states.</param>
/// <param name="Entitlements">What rules may ask for with <c>entitledTo</c>.</param>
public sealed record Plan(string Id, ImmutableArray<string> Entitlements)
{
    /// <summary>Reads <c>plans</c>: an object with <c>{ "entitlements": […] }</c> per id.</summary>
    internal static ImmutableArray<Plan> Read(ObjectReader policy, ProblemList problems)
    {
        var plans = ImmutableArray.CreateBuilder<Plan>();
        foreach (var (id, node) in policy.MembersOf("plans"))
        {
            var plan = ObjectReader.Of(node, problems);
            plans.Add(new Plan(id, [.. plan.TextsOf("entitlements")]));
            plan.RefuseOthers();
        }
        return plans.ToImmutable();
    }
}
