using NodaTime;
using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Privacy;

/// <summary>Who may let the desk into a customer's environment, and for how long. Without it, nobody may. Immutable.</summary>
/// <param name="GrantedBy">What must be known of the person who grants it.</param>
/// <param name="Longest">The longest that a grant may last.</param>
public sealed record AccessRules(Condition GrantedBy, Duration Longest)
{
    /// <summary>Reads <c>access</c>: <c>{ "grantedBy": condition, "longest": "7d" }</c>; null without the section.</summary>
    internal static AccessRules? Read(ObjectReader policy, ConditionReader conditions, ProblemList problems)
    {
        if (policy.Optional("access") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var grantedBy = conditions.Read(section.Required("grantedBy"));
        var longest = section.RequiredText("longest");
        section.RefuseOthers();
        var time = PromisedTime.TryCreate(longest, null);
        if (time is null)
            problems.Add(
                "policy.time_unreadable",
                node,
                $"\"{longest}\" is no span of time.",
                "Write 30m, 4h or 7d; at most ten years."
            );
        return new AccessRules(grantedBy, time?.Length ?? Duration.Zero);
    }
}
