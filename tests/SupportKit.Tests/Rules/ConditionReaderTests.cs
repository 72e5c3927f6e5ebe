using SupportKit.PolicyJson;

namespace SupportKit.Tests.Rules;

/// <summary>A condition that tests what it cannot is refused where it stands, and the remedy says what can be tested.</summary>
public class ConditionReaderTests
{
    [Theory]
    [InlineData("\"always\"", "policy.value_mistyped", "", "an object of facts and values")]
    [InlineData("""{ "any": [] }""", "policy.value_mistyped", ".any", "a list of at least one object")]
    [InlineData("""{ "all": {} }""", "policy.value_mistyped", ".all", "a list of at least one object")]
    [InlineData("""{ "all": [{ "plan": "pro" }, "x"] }""", "policy.value_mistyped", ".all[1]", "an object of facts")]
    [InlineData("""{ "during": [] }""", "policy.value_mistyped", ".during", "a name, or a list of names")]
    [InlineData("""{ "during": 3 }""", "policy.value_mistyped", ".during", "a name, or a list of names")]
    [InlineData("""{ "during": ["office", 3] }""", "policy.value_mistyped", ".during", "a name, or a list of names")]
    [InlineData(
        """{ "during": ["office", "ofice"] }""",
        "policy.name_unknown",
        ".during[1]",
        "\"ofice\" is not declared"
    )]
    [InlineData("""{ "entitledTo": "gold" }""", "policy.name_unknown", ".entitledTo", "\"gold\" is not declared")]
    [InlineData(
        """{ "businessDay": 3 }""",
        "policy.value_mistyped",
        ".businessDay",
        "an object of a calendar and days"
    )]
    [InlineData(
        """{ "businessDay": {} }""",
        "policy.value_mistyped",
        ".businessDay",
        "an object of a calendar and days"
    )]
    [InlineData(
        """{ "businessDay": { "ofice": "monday" } }""",
        "policy.name_unknown",
        ".businessDay.ofice",
        "takes calendars of the policy"
    )]
    [InlineData("""{ "plann": "pro" }""", "policy.fact_unknown", ".plann", "or write \"plan\" if that was meant")]
    [InlineData("""{ "plan": "gold" }""", "policy.value_unknown", ".plan", "one of free, pro")]
    [InlineData("""{ "plan": ["pro", null] }""", "policy.value_unknown", ".plan[1]", "one of free, pro")]
    [InlineData("""{ "plan": true }""", "policy.value_unknown", ".plan", "one of free, pro")]
    [InlineData("""{ "vip": "true" }""", "policy.value_unknown", ".vip", "true or false")]
    [InlineData("""{ "seats": 1e400 }""", "policy.value_unknown", ".seats", "a number")]
    [InlineData("""{ "plan": { "not": "gold" } }""", "policy.value_unknown", ".plan.not", "one of free, pro")]
    [InlineData("""{ "plan": { "exists": "yes" } }""", "policy.operator_unknown", ".plan.exists", "one of free, pro")]
    [InlineData("""{ "plan": { "startsWith": "p" } }""", "policy.operator_unknown", ".plan.startsWith", "\"exists\"")]
    [InlineData("""{ "subject": { "startsWith": 3 } }""", "policy.operator_unknown", ".subject.startsWith", "a text")]
    [InlineData("""{ "subject": { "atLeast": 3 } }""", "policy.operator_unknown", ".subject.atLeast", "a text")]
    [InlineData("""{ "subject": { "atMost": 3 } }""", "policy.operator_unknown", ".subject.atMost", "a text")]
    [InlineData("""{ "subject": { "moreThan": 3 } }""", "policy.operator_unknown", ".subject.moreThan", "a text")]
    [InlineData("""{ "subject": { "lessThan": 3 } }""", "policy.operator_unknown", ".subject.lessThan", "a text")]
    [InlineData("""{ "subject": { "from": "2026-03-02" } }""", "policy.operator_unknown", ".subject.from", "a text")]
    [InlineData(
        """{ "subject": { "before": "2026-03-02" } }""",
        "policy.operator_unknown",
        ".subject.before",
        "a text"
    )]
    [InlineData("""{ "seats": { "atLeast": "ten" } }""", "policy.value_unknown", ".seats.atLeast", "is not a number")]
    [InlineData("""{ "seats": { "atMost": 1e400 } }""", "policy.value_unknown", ".seats.atMost", "is not a number")]
    [InlineData(
        """{ "since": { "from": "2026-03-02" } }""",
        "policy.value_mistyped",
        ".since.from",
        "an instant such as"
    )]
    [InlineData("""{ "since": { "before": 3 } }""", "policy.value_mistyped", ".since.before", "an instant such as")]
    [InlineData("""{ "day": { "from": "2026-02-30" } }""", "policy.value_mistyped", ".day.from", "a date such as")]
    [InlineData("""{ "day": { "before": 3 } }""", "policy.value_mistyped", ".day.before", "a date such as")]
    public void What_is_wrong_is_named_with_its_place_and_what_could_stand_there(
        string when,
        string code,
        string member,
        string told
    )
    {
        var problem = Assert.Single(Assert.Throws<PolicyException>(() => Read(when)).Problems);

        Assert.Equal((code, $"$.scope[0].when{member}"), (problem.Code, problem.Path));
        Assert.Contains(told, $"{problem.Message} {problem.Remedy}", StringComparison.Ordinal);
        ProblemText.AssertTold(problem);
    }

    // Texts of every kind can be searched.
    [Theory]
    [InlineData("""{ "mail": { "contains": "@example.com" } }""", "mail contains \"@example.com\"")]
    [InlineData(
        """{ "page": { "startsWith": "https://example.com/" } }""",
        "page starts with \"https://example.com/\""
    )]
    [InlineData("""{ "during": "office" }""", "during.office = true")]
    [InlineData("""{ "during": ["office", "night"] }""", "(during.office = true or during.night = true)")]
    [InlineData("""{ "entitledTo": "calls" }""", "entitled.calls = true")]
    [InlineData("""{ "weekday": "monday" }""", "weekday = monday")]
    [InlineData("""{ "businessDay": { "office": "monday" } }""", "businessDay.office = monday")]
    [InlineData("""{ "all": [{ "plan": "pro" }] }""", "plan = pro")]
    [InlineData("""{ "vip": [true, false] }""", "vip = true | false")]
    public void What_is_right_is_read_as_it_is_meant(string when, string text) =>
        Assert.Equal(text, Read(when).Scope.Rules[0].When.ToString());

    private static Policy Read(string when) =>
        Policy.Parse(
            $$"""
            {
              "id": "one", "channels": { "web": {} }, "categories": { "question": {} },
              "plans": { "free": {}, "pro": { "entitlements": ["calls"] } },
              "facts": {
                "subject": {}, "mail": { "type": "email" }, "page": { "type": "url" }, "seats": { "type": "number" },
                "vip": { "type": "boolean" }, "since": { "type": "instant" }, "day": { "type": "date" }
              },
              "calendars": {
                "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } },
                "night": { "timeZone": "UTC", "hours": { "mon-fri": ["20:00-23:00"] } }
              },
              "scope": [{ "id": "it", "when": {{when}}, "then": "accept" }, { "id": "else", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
}
