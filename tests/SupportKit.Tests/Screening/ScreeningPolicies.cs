using SupportKit.PolicyJson;

namespace SupportKit.Tests.Screening;

/// <summary>Small policies that differ in what they say of screening.</summary>
internal static class ScreeningPolicies
{
    public static Policy With(string screening) =>
        Policy.Parse(
            $$"""
            {
              "id": "small",
              "languages": ["en", "fr", "pt"],
              "channels": { "web": {} },
              "categories": { "question": {} },
              "facts": { "errorMessage": {}, "plan": { "type": "text", "from": "requester" } },
              "forms": { "question": { "optional": ["errorMessage"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "sla": [{ "id": "solve", "metric": "resolution", "within": "8h" }],
              "screening": {{screening}}
            }
            """
        );

    public static PolicyProblem OnlyProblem(string screening) =>
        Assert.Single(Assert.Throws<PolicyException>(() => With(screening)).Problems);
}
