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
    [InlineData("""{ "seats": { "atLeast": 10, "atMost": 20 } }""", "seats=20", true)]
    [InlineData("""{ "seats": { "atLeast": 10, "atMost": 20 } }""", "seats=21", false)]
    [InlineData("""{ "seats": { "moreThan": 10 } }""", "seats=10", false)]
    [InlineData("""{ "seats": { "moreThan": 10 } }""", "seats=10.01", true)]
    [InlineData("""{ "seats": { "lessThan": 20 } }""", "seats=20", false)]
    [InlineData("""{ "seats": { "lessThan": 20 } }""", "seats=19.99", true)]
    [InlineData("""{ "plan": ["free", "pro"] }""", "plan=solo", false)]
    [InlineData("""{ "plan": { "exists": false } }""", "plan=pro", false)]
    [InlineData("""{ "plan": { "exists": true } }""", "plan=pro", true)]
    [InlineData("""{ "seats": { "atMost": 20 } }""", "", false)]
    [InlineData("""{ "subject": { "startsWith": "RE:" } }""", "subject=re: help", true)]
    [InlineData("""{ "subject": { "startsWith": "RE:" } }""", "subject=help re:", false)]
    [InlineData("""{ "subject": { "contains": "Error" } }""", "subject=an error here", true)]
    [InlineData("""{ "subject": { "contains": "Error" } }""", "", false)]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", "since=2026-01-01T00:00:00Z", true)]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", "since=2025-12-31T23:59:59.999999Z", false)]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", "since=last year", false)]
    [InlineData("""{ "since": { "before": "2026-01-01T00:00:00Z" } }""", "since=last year", false)]
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
    [InlineData("""{ "renewal": { "before": "2026-03-02" } }""", "renewal=soon", false)]
    [InlineData("""{ "any": [{ "plan": "pro" }, { "plan": "free" }] }""", "plan=solo", false)]
    [InlineData("{}", "", true)]
    public void A_test_holds_on_what_it_says(string when, string facts, bool holds)
    {
        var condition = Read(when);
        var known = FactsOf(facts);

        Assert.Equal(holds, condition.Holds(known));
        Assert.Equal(holds, condition.FirstFailure(known) is null);
    }

    [Theory]
    [InlineData("""{ "plan": ["free", "pro"] }""", "plan = free | pro")]
    [InlineData("""{ "plan": { "exists": true } }""", "plan is known")]
    [InlineData("""{ "plan": { "exists": false } }""", "plan is not known")]
    [InlineData("""{ "plan": { "not": "pro" } }""", "not plan = pro")]
    [InlineData("""{ "seats": { "atLeast": 10.5 } }""", "10.5 ≤ seats")]
    [InlineData("""{ "seats": { "moreThan": 10 } }""", "10 < seats")]
    [InlineData("""{ "seats": { "atMost": 10 } }""", "seats ≤ 10")]
    [InlineData("""{ "seats": { "lessThan": 10 } }""", "seats < 10")]
    [InlineData("""{ "subject": { "startsWith": "RE:" } }""", "subject starts with \"RE:\"")]
    [InlineData("""{ "subject": { "contains": "error" } }""", "subject contains \"error\"")]
    [InlineData("""{ "since": { "from": "2026-01-01T00:00:00Z" } }""", "since from 2026-01-01T00:00:00Z")]
    [InlineData("""{ "since": { "before": "2026-01-01T00:00:00Z" } }""", "since before 2026-01-01T00:00:00Z")]
    [InlineData("""{ "renewal": { "from": "2026-03-02" } }""", "renewal from 2026-03-02")]
    [InlineData("""{ "renewal": { "before": "2026-03-02" } }""", "renewal before 2026-03-02")]
    [InlineData("""{ "plan": "pro", "seats": 3 }""", "plan = pro and seats = 3")]
    [InlineData("""{ "any": [{ "plan": "pro" }, { "seats": 3 }] }""", "(plan = pro or seats = 3)")]
    [InlineData("{}", "always")]
    public void A_test_is_told_in_words_in_an_explanation(string when, string text) =>
        Assert.Equal(text, Read(when).ToString());

    // The fact, what was wanted of it, and what it was.
    [Theory]
    [InlineData("""{ "plan": "pro", "seats": { "atLeast": 10 } }""", "plan=pro;seats=3", "seats", "10 ≤ seats", "3")]
    [InlineData("""{ "plan": "pro", "seats": { "atLeast": 10 } }""", "", "plan", "plan = pro", null)]
    [InlineData(
        """{ "any": [{ "plan": "pro" }, { "seats": 3 }] }""",
        "plan=a",
        "plan",
        "(plan = pro or seats = 3)",
        "a"
    )]
    [InlineData("""{ "plan": { "not": "pro" } }""", "plan=pro", "plan", "not plan = pro", "pro")]
    [InlineData("""{ "not": { "seats": 3, "plan": "pro" } }""", "plan=pro;seats=3", "seats", null, "3")]
    [InlineData("""{ "not": { "any": [{ "seats": 3 }, { "plan": "pro" }] } }""", "seats=3", "seats", null, "3")]
    [InlineData("""{ "not": { "not": { "seats": 3 } } }""", "seats=4", "seats", "not not seats = 3", "4")]
    [InlineData("""{ "not": {} }""", "plan=pro", "", "not always", null)]
    public void What_fails_first_is_named_with_what_was_seen(
        string when,
        string facts,
        string fact,
        string? wanted,
        string? seen
    )
    {
        var failure = Read(when).FirstFailure(FactsOf(facts))!;

        Assert.Equal((fact, seen), (failure.Fact, failure.Seen?.ToString()));
        Assert.Equal(wanted ?? Read(when).ToString(), failure.Wanted);
    }

    [Fact]
    public void A_range_may_be_bound_on_both_sides_and_an_alternative_of_nothing_never_holds()
    {
        var range = new Condition.InRange("seats", 10, 20) { IsAbove = true };
        Assert.Equal("10 < seats ≤ 20", range.ToString());
        Assert.Equal(
            [false, true, true, false],
            new[] { 10, 11, 20, 21 }.Select(n => range.Holds(FactsOf($"seats={n}")))
        );

        Assert.Equal(new ConditionFailure("", "()", null), new Condition.AnyOf([]).FirstFailure(FactSet.Empty));
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
