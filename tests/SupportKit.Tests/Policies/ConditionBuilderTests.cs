using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>Each test a rule's <c>when</c> can make, on both sides of its line.</summary>
public class ConditionBuilderTests
{
    [Theory]
    [InlineData("""{ "entitledTo": "premium" }""", "plan", "team", true)]
    [InlineData("""{ "entitledTo": "premium" }""", "plan", "solo", false)]
    [InlineData("""{ "entitledTo": ["premium", "technical"] }""", "plan", "solo", true)]
    [InlineData("""{ "entitledTo": ["premium", "technical"] }""", "plan", "free", false)]
    public void A_plan_brings_its_entitlements(string when, string fact, string value, bool holds) =>
        Assert.Equal(holds, Holds(when, Facts((fact, value))));

    [Fact]
    public void Who_has_no_plan_is_entitled_to_nothing() =>
        Assert.False(Holds("""{ "entitledTo": "technical" }""", FactSet.Empty));

    [Theory]
    // Open from nine to five in Paris; days change at midnight there.
    [InlineData("""{ "during": "office" }""", "2026-03-02T08:00:00Z", true)]
    [InlineData("""{ "during": "office" }""", "2026-03-02T07:59:59Z", false)]
    [InlineData("""{ "during": "office" }""", "2026-03-02T16:00:00Z", false)]
    [InlineData("""{ "during": "office" }""", "2026-03-30T07:00:00Z", true)] // summer time
    [InlineData("""{ "not": { "during": "office" } }""", "2026-03-01T11:00:00Z", true)] // a Sunday
    [InlineData("""{ "during": ["office", "night"] }""", "2026-03-01T22:00:00Z", true)]
    [InlineData("""{ "during": ["office", "night"] }""", "2026-03-01T11:00:00Z", false)]
    [InlineData("""{ "weekday": "monday" }""", "2026-03-01T23:00:00Z", true)]
    [InlineData("""{ "weekday": "monday" }""", "2026-03-01T22:59:59Z", false)]
    [InlineData("""{ "weekday": ["saturday", "sunday"] }""", "2026-03-01T22:59:59Z", true)]
    // A request of the weekend is taken up on Monday, one of Monday evening on Tuesday.
    [InlineData("""{ "businessDay": { "office": "monday" } }""", "2026-03-01T11:00:00Z", true)]
    [InlineData("""{ "businessDay": { "office": "monday" } }""", "2026-03-02T15:59:59Z", true)]
    [InlineData("""{ "businessDay": { "office": "monday" } }""", "2026-03-02T16:00:00Z", false)]
    [InlineData("""{ "businessDay": { "office": ["monday", "tuesday"] } }""", "2026-03-02T16:00:00Z", true)]
    [InlineData("""{ "businessDay": { "office": "monday", "night": "sunday" } }""", "2026-03-01T11:00:00Z", true)]
    [InlineData("""{ "not": { "businessDay": { "office": "monday" } } }""", "2026-03-01T11:00:00Z", false)]
    [InlineData("""{ "nightly": true }""", "2026-03-01T22:00:00Z", true)] // a switch that a calendar turns on
    [InlineData("""{ "nightly": true }""", "2026-03-01T11:00:00Z", false)]
    public void The_instant_of_the_request_is_tested(string when, string at, bool holds) =>
        Assert.Equal(holds, Holds(when, FactSet.Empty, at));

    [Theory]
    [InlineData("""{ "businessDay": "monday" }""", "policy.value_mistyped", "$.priority.rules[0].when.businessDay")]
    [InlineData("""{ "businessDay": {} }""", "policy.value_mistyped", "$.priority.rules[0].when.businessDay")]
    [InlineData(
        """{ "businessDay": { "ofice": "monday" } }""",
        "policy.name_unknown",
        "$.priority.rules[0].when.businessDay.ofice"
    )]
    [InlineData(
        """{ "businessDay": { "office": "mo" } }""",
        "policy.value_unknown",
        "$.priority.rules[0].when.businessDay.office"
    )]
    public void A_business_day_that_is_written_otherwise_is_refused_at_its_place(string when, string code, string path)
    {
        var problem = Assert.Single(Assert.Throws<PolicyException>(() => Holds(when, FactSet.Empty)).Problems);

        Assert.Equal((code, path), (problem.Code, problem.Path));
    }

    [Fact]
    public void The_builder_writes_the_business_day() =>
        Assert.Equal(
            """{"businessDay":{"office":["monday"]}}""",
            SupportKit.Policies.ConditionBuilder.OnBusinessDay("office", "monday").ToJson().ToJsonString()
        );

    private static bool Holds(string when, FactSet facts, string at = "2026-03-02T11:00:00Z")
    {
        var policy = Policy.Parse(
            $$"""
            {
              "id": "tests",
              "timeZone": "Europe/Paris",
              "channels": { "web": {} },
              "categories": { "question": {} },
              "plans": {
                "free": {},
                "solo": { "entitlements": ["technical"] },
                "team": { "entitlements": ["technical", "premium"] }
              },
              "switches": { "nightly": { "during": "night" } },
              "facts": { "app": {}, "signed": { "type": "instant", "from": "requester" } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": {
                "levels": ["yes", "no"],
                "rules": [{ "id": "tested", "when": {{when}}, "then": "yes" }, { "id": "else", "then": "no" }]
              },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": {
                "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-17:00"] } },
                "night": { "timeZone": "Europe/Paris", "hours": { "mon-sun": ["22:00-24:00"] } }
              }
            }
            """
        );
        return Opened(policy, SmallQuestion.With(facts), At(at)).Priority == "yes";
    }
}
