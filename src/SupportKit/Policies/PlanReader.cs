using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads the section <c>plans</c>.</summary>
internal static class PlanReader
{
    /// <summary>Reads <c>plans</c>: an object with <c>{ "entitlements": […] }</c> per id.</summary>
    public static ImmutableArray<Plan> Read(ObjectReader policy, ProblemList problems)
    {
        var plans = ImmutableArray.CreateBuilder<Plan>();
        foreach (var (id, node) in policy.MembersOf("plans"))
        {
            var plan = ObjectReader.Of(node, problems);
            plans.Add(new Plan(id, [.. plan.TextsOf("entitlements")]));
            plan.RejectUnknownProperties();
        }
        return plans.ToImmutable();
    }
}
