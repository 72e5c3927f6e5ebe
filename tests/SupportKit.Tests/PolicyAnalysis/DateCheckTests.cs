using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Rules;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Days follow one another without a gap, so a table of days is decided exactly.</summary>
public class DateCheckTests
{
    [Fact]
    public void Days_that_cover_the_calendar_give_nothing() =>
        Assert.Empty(
            Find(
                """{ "before": "2026-03-01" }""",
                """["2026-03-01", "2026-03-02"]""",
                """{ "from": "2026-03-03" }""",
                """{ "exists": false }"""
            )
        );

    [Theory]
    [InlineData("""{ "before": "2026-03-01" }""", """{ "from": "2026-03-02" }""", "renewal = 2026-03-01")]
    [InlineData("""{ "before": "2026-03-01" }""", """{ "from": "2026-03-03" }""", "2026-03-01 ≤ renewal < 2026-03-03")]
    [InlineData("""{ "before": "2026-03-01" }""", "\"2026-03-02\"", "(renewal = 2026-03-01 or 2026-03-03 ≤ renewal)")]
    [InlineData("\"2026-03-02\"", """{ "from": "0001-01-02" }""", "renewal = 0001-01-01")]
    [InlineData("\"2026-03-02\"", """{ "before": "9999-12-31" }""", "renewal = 9999-12-31")]
    public void A_day_that_is_missing_is_named(string one, string other, string gap)
    {
        var finding = Assert.Single(Find(one, other, """{ "exists": false }"""));

        Assert.Equal("policy.rule_missing", finding.Code);
        Assert.Contains(gap, finding.Message, StringComparison.Ordinal);
        Assert.True(Facts.Admits(finding.Example!["renewal"]!.Value));
    }

    [Theory]
    [InlineData("""{ "from": "2026-03-02", "before": "2026-03-02" }""", "policy.rule_impossible")]
    [InlineData("""{ "before": "0001-01-01" }""", "policy.rule_impossible")]
    public void What_no_day_is_can_never_hold(string test, string code) =>
        Assert.Contains(
            code,
            Find(test, """{ "exists": true }""", """{ "exists": false }""").Select(found => found.Code)
        );

    [Fact]
    public void A_narrower_span_behind_a_wider_one_is_shadowed()
    {
        var found = Find(
            """{ "from": "2026-03-01", "before": "2026-04-01" }""",
            """{ "from": "2026-03-02", "before": "2026-03-09" }""",
            """{ "exists": true }""",
            """{ "exists": false }"""
        );

        Assert.Equal("policy.rule_shadowed", Assert.Single(found).Code);
    }

    [Theory]
    [InlineData("\"2026-02-29\"", "policy.value_unknown")]
    [InlineData("\"02.03.2026\"", "policy.value_unknown")]
    [InlineData("""{ "from": "2026-03-02T09:00:00Z" }""", "policy.value_mistyped")]
    [InlineData("""{ "atLeast": 5 }""", "policy.operator_unknown")]
    [InlineData("""{ "startsWith": "2026" }""", "policy.operator_unknown")]
    public void What_is_no_day_is_a_problem(string test, string code)
    {
        var error = Assert.Throws<PolicyException>(() => Find(test));

        Assert.Equal(code, Assert.Single(error.Problems).Code);
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("0001-01-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("-0001-01-01", false)]
    [InlineData("2026-2-28", false)]
    [InlineData("2026-02-28T00:00:00Z", false)]
    [InlineData("tomorrow", false)]
    [InlineData("", false)]
    public void A_day_is_written_as_ISO_8601_has_it(string text, bool isOne) => Assert.Equal(isOne, Facts.Admits(text));

    private static FactDeclaration Facts => Policy("{}").Facts.Find("renewal")!;

    // The outcomes alternate, so that no two rules could be one.
    private static List<PolicyFinding> Find(params string[] tests) =>
        [.. PolicyChecker.Analyze(Policy(tests)).Where(found => found.Severity != FindingSeverity.Advice)];

    private static Policy Policy(params string[] tests) =>
        SupportKit.Policy.Parse(
            $$"""
            {
              "id": "days", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "renewal": { "type": "date", "from": "requester" } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": {
                "levels": ["high", "normal"],
                "rules": [{{string.Join(
                ",",
                tests.Select(
                    (test, i) =>
                        $$"""{ "id": "r{{i}}", "when": { "renewal": {{test}} }, "then": "{{(
                            i % 2 == 0 ? "high" : "normal"
                        )}}" }"""
                )
            )}}]
              },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
}
