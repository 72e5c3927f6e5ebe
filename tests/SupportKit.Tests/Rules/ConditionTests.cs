using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>Each test a rule can make, on both sides of its line, and on a fact that is not known.</summary>
public class ConditionTests
{
    [Theory]
    [InlineData("""{ "plan": "pro" }""", "plan=pro", true)]
    [InlineData("""{ "plan": "pro" }""", "plan=free", false)]
    [InlineData("""{ "plan": "pro" }""", "", false)]
    [InlineData("""{ "plan": ["free", "pro"] }""", "plan=pro", true)]
    [InlineData("""{ "plan": { "not": "pro" } }""", "plan=free", true)]
    [InlineData("""{ "plan": { "not": "pro" } }""", "", true)]
    [InlineData("""{ "plan": { "exists": false } }""", "", true)]
    [InlineData("""{ "plan": { "exists": true } }""", "", false)]
    [InlineData("""{ "seats": { "atLeast": 10 } }""", "seats=10", true)]
    [InlineData("""{ "seats": { "atLeast": 10 } }""", "seats=9.99", false)]
    [InlineData("""{ "seats": { "atLeast": 10, "atMost": 20 } }""", "seats=21", false)]
    [InlineData("""{ "seats": { "atMost": 20 } }""", "", false)]
    [InlineData("""{ "subject": { "startsWith": "RE:" } }""", "subject=re: help", true)]
    [InlineData("""{ "subject": { "startsWith": "RE:" } }""", "subject=help re:", false)]
    [InlineData("""{ "subject": { "contains": "Error" } }""", "subject=an error here", true)]
    [InlineData("""{ "subject": { "contains": "Error" } }""", "", false)]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", "since=2026-01-01T00:00:00Z", true)]
    [InlineData("""{ "since": { "before": "2026-01-01T00:00:00Z" } }""", "since=2026-01-01T00:00:00Z", false)]
    [InlineData("""{ "since": { "before": "2026-01-01T00:00:00Z" } }""", "since=2025-12-31T23:59:59Z", true)]
    [InlineData("""{ "plan": "pro", "seats": { "atLeast": 10 } }""", "plan=pro;seats=3", false)]
    [InlineData("""{ "any": [{ "plan": "pro" }, { "seats": { "atLeast": 10 } }] }""", "seats=12", true)]
    [InlineData("""{ "all": [{ "plan": "pro" }, { "seats": { "atLeast": 10 } }] }""", "seats=12", false)]
    [InlineData("""{ "not": { "plan": "pro", "seats": 3 } }""", "plan=pro;seats=4", true)]
    [InlineData("""{ "not": { "plan": "pro", "seats": 3 } }""", "plan=pro;seats=3", false)]
    [InlineData("""{ "renewal": "2026-03-02" }""", "renewal=2026-03-02", true)]
    [InlineData("""{ "renewal": { "from": "2026-03-02" } }""", "renewal=2026-03-02", true)]
    [InlineData("""{ "renewal": { "from": "2026-03-02" } }""", "renewal=2026-03-01", false)]
    [InlineData("""{ "renewal": { "before": "2026-03-02" } }""", "renewal=2026-03-01", true)]
    [InlineData("""{ "renewal": { "before": "2026-03-02" } }""", "renewal=2026-03-02", false)]
    [InlineData("""{ "renewal": { "from": "2026-03-02", "before": "2026-03-09" } }""", "", false)]
    [InlineData("{}", "", true)]
    public void A_test_holds_on_what_it_says(string when, string facts, bool holds)
    {
        var condition = Read(when);
        var known = FactsOf(facts);

        Assert.Equal(holds, condition.Holds(known));
        Assert.Equal(holds, condition.FirstFailure(known) is null);
    }

    private static Condition Read(string when) =>
        Policy
            .Parse(
                $$"""
                {
                  "id": "one", "channels": { "web": {} }, "categories": { "question": {} },
                  "facts": {
                    "plan": { "values": ["free", "pro"] }, "seats": { "type": "number" },
                    "subject": { "type": "text" }, "since": { "type": "instant" }, "renewal": { "type": "date" }
                  },
                  "scope": [{ "id": "all", "then": "accept" }],
                  "priority": { "levels": ["normal"], "rules": [{ "id": "it", "when": {{when}}, "then": "normal" }, { "id": "else", "then": "normal" }] },
                  "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
                }
                """
            )
            .Priority.Rules.Rules[0]
            .When;

    private static FactSet FactsOf(string facts) =>
        FactSet.Of(
            facts
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(fact => fact.Split('=', 2))
                .Select(fact =>
                    KeyValuePair.Create(
                        fact[0],
                        fact[0] == "seats"
                            ? decimal.Parse(fact[1], System.Globalization.CultureInfo.InvariantCulture)
                            : (FactValue)fact[1]
                    )
                )
        );
}
