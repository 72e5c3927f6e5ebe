using SupportKit.PolicyAnalysis;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Facts that follow from others take no values of their own, and a test of a text needs a text.</summary>
public class DerivedFactCheckTests
{
    [Theory]
    // The rules of priority → the codes found.
    // Every plan has one of the two entitlements; who has no known plan has none.
    [InlineData(
        """{ "entitledTo": "sla" }""",
        """{ "entitledTo": "chat" }""",
        "policy.rule_missing $.priority.rules: plan is not known"
    )]
    [InlineData(
        """{ "entitledTo": "sla" }""",
        """{ "any": [{ "entitledTo": "chat" }, { "plan": { "exists": false } }] }""",
        ""
    )]
    [InlineData("""{ "plan": "gold" }""", """{ "not": { "entitledTo": "sla" } }""", "")]
    // The switch is on whenever its calendar is open.
    [InlineData("""{ "busy": true }""", """{ "not": { "during": "office" } }""", "")]
    [InlineData(
        """{ "busy": false }""",
        """{ "during": "office" }""",
        "policy.rule_missing $.priority.rules: during.office = false and busy = true"
    )]
    // A text that is not known neither contains nor begins with anything; one that is known may.
    [InlineData("""{ "note": { "contains": "a" } }""", """{ "note": { "not": { "contains": "a" } } }""", "")]
    [InlineData("""{ "note": { "exists": true } }""", """{ "not": { "note": { "contains": "a" } } }""", "")]
    [InlineData(
        """{ "note": { "startsWith": "ab" } }""",
        """{ "note": ["abc", "x"] }""",
        "policy.rule_missing $.priority.rules: (note = some other text or note is not known)"
    )]
    // Beginnings are decided against each other and against equal texts, whatever their case.
    [InlineData(
        """{ "any": [{ "note": { "startsWith": "EU-" } }, { "note": { "exists": false } }] }""",
        """{ "note": { "not": { "startsWith": "eu" } } }""",
        "policy.rule_missing $.priority.rules: note starts with \"eu\""
    )]
    [InlineData("""{ "not": { "note": { "startsWith": "eu-9" } } }""", """{ "note": { "startsWith": "EU" } }""", "")]
    [InlineData(
        """{ "any": [{ "note": { "startsWith": "eu-9" } }, { "note": { "exists": false } }] }""",
        """{ "note": { "startsWith": "EU" } }""",
        "policy.rule_missing $.priority.rules: note = some text"
    )]
    [InlineData(
        """{ "not": { "note": { "startsWith": "eu" } } }""",
        """{ "note": ["EU", "eu-1"] }""",
        "policy.rule_missing $.priority.rules: note starts with \"eu\""
    )]
    [InlineData(
        """{ "not": { "note": { "contains": "a" } } }""",
        """{ "any": [{ "note": { "startsWith": "ba" } }, { "note": ["cab", "a"] }] }""",
        "policy.rule_missing_possibly"
    )]
    // Two calendars follow one clock: what they leave open together may never be.
    [InlineData("""{ "during": "office" }""", """{ "during": "night" }""", "policy.rule_missing_possibly")]
    public void What_follows_from_other_facts_is_taken_into_account(string first, string second, string gaps)
    {
        var policy = Policy.Parse(
            $$"""
            {
              "id": "derived", "channels": { "web": {} }, "categories": { "question": {} },
              "plans": { "gold": { "entitlements": ["sla"] }, "free": { "entitlements": ["chat"] } },
              "facts": { "note": {} },
              "forms": { "question": { "optional": ["note"] } },
              "calendars": {
                "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } },
                "night": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["00:00-09:00", "18:00-24:00"], "sat-sun": ["00:00-24:00"] } }
              },
              "switches": { "busy": { "during": "office" } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["P1"], "rules": [
                { "id": "first", "when": {{first}}, "then": "P1" },
                { "id": "second", "when": {{second}}, "then": "P1" }
              ] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );

        var found = PolicyChecker
            .Analyze(policy)
            .Where(finding => finding.Code.StartsWith("policy.rule_missing", StringComparison.Ordinal))
            .Select(finding =>
                finding.Severity == FindingSeverity.Warning
                    ? finding.Code
                    : $"{finding.Code} {finding.Path}: {finding.Message.Split("requests with ")[1].TrimEnd('.')}"
            )
            .Distinct();

        Assert.Equal(gaps, string.Join("; ", found));
    }
}
