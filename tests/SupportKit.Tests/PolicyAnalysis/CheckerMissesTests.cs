using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Faults that people make and that looking at one rule does not show.</summary>
public class CheckerMissesTests
{
    private const string Good = """
        {
          "id": "acme",
          "channels": { "web": {} },
          "categories": { "question": {}, "outage": {} },
          "facts": {
            "plan": { "values": ["free", "pro"], "from": "requester" },
            "region": { "values": ["EU", "US"], "from": "requester" },
            "due": { "type": "instant" },
            "flag": { "type": "boolean" }
          },
          "forms": { "question": { "optional": ["due", "flag"] } },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": {
            "levels": ["P1", "P2"],
            "rules": [
              { "id": "outage", "when": { "category": "outage" }, "then": "P1" },
              { "id": "other", "then": "P2" }
            ]
          },
          "routing": {
            "queues": { "desk": {}, "lead": {} },
            "rules": [{ "id": "all", "then": "desk" }]
          },
          "escalation": { "queue": "lead" },
          "sla": [{ "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h" }]
        }
        """;

    private const string Other = """{ "id": "other", "then": "P2" }""";
    private const string Promise =
        """{ "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h" }""";

    [Fact]
    public void The_queue_that_takes_up_escalations_is_used() => Assert.Empty(Find(Good));

    [Theory]
    // what stands instead of what → the code found, and words of its message
    [InlineData(
        Other,
        """{ "id": "window", "when": { "due": { "from": "2026-03-02T00:00:00Z", "before": "2026-03-01T00:00:00Z" } }, "then": "P1" }, { "id": "other", "then": "P2" }""",
        "policy.rule_impossible",
        "\"window\" never applies"
    )]
    [InlineData(
        Other,
        """{ "id": "march", "when": { "due": { "from": "2026-03-01T00:00:00Z", "before": "2026-04-01T00:00:00Z" } }, "then": "P1" }, { "id": "week", "when": { "due": { "from": "2026-03-02T00:00:00Z", "before": "2026-03-09T00:00:00Z" } }, "then": "P2" }, { "id": "other", "then": "P2" }""",
        "policy.rule_shadowed",
        "\"week\" can never win"
    )]
    [InlineData(
        Other,
        """{ "id": "early", "when": { "due": { "before": "2026-03-01T00:00:00Z" } }, "then": "P1" }, { "id": "late", "when": { "due": { "from": "2026-03-03T00:00:00Z" } }, "then": "P2" }, { "id": "none", "when": { "due": { "exists": false } }, "then": "P2" }""",
        "policy.rule_missing",
        "2026-03-01T00:00:00Z ≤ due < 2026-03-03T00:00:00Z"
    )]
    [InlineData(
        Promise,
        """{ "id": "eu", "metric": "first-response", "when": { "plan": "pro", "region": "EU" }, "within": "4h" }, { "id": "us", "metric": "first-response", "when": { "plan": "pro", "region": "US" }, "within": "8h" }""",
        "policy.target_missing",
        "\"first-response\" is promised whatever \"region\" is, and to nobody of whom it is not known: requests with plan = pro and region is not known"
    )]
    [InlineData(
        Promise,
        """{ "id": "p1", "metric": "first-response", "when": { "priority": "P1" }, "within": "8h" }, { "id": "p2", "metric": "first-response", "when": { "priority": "P2" }, "within": "4h" }""",
        "policy.target_inverted",
        "within 4h at P2, by \"p2\", and only within 8h at P1"
    )]
    [InlineData(
        Promise,
        """{ "id": "calm", "metric": "calm", "within": "4h" } ], "metrics": { "calm": { "start": ["de-escalated"], "stop": ["resolved"] } }, "escalation_": [""",
        "policy.metric_unstarted",
        "\"calm\" is promised and never starts: it starts on de-escalated"
    )]
    [InlineData(
        Promise,
        """{ "id": "calm", "metric": "calm", "within": "4h" } ], "metrics": { "calm": { "start": ["opened"], "stop": ["escalated"] } }, "escalation_": [""",
        "policy.metric_unfulfilled",
        "escalated would do it"
    )]
    [InlineData(
        Other,
        """{ "id": "flagged", "when": { "flag": true }, "then": "P2" }, { "id": "other", "then": "P2" }""",
        "policy.rule_redundant",
        "all that it takes would go to \"other\""
    )]
    [InlineData(
        Other,
        """{ "id": "yes", "when": { "flag": true }, "then": "P2" }, { "id": "other", "then": "P2" }""",
        "policy.fact_ineffective",
        "No outcome of \"priority\" depends on \"flag\", which \"yes\" asks for"
    )]
    [InlineData(
        Other,
        """{ "id": "eu", "when": { "flag": true, "region": "EU" }, "then": "P1" }, { "id": "us", "when": { "flag": true, "region": "US" }, "then": "P1" }, { "id": "other", "then": "P2" }""",
        "policy.rules_mergeable",
        "\"eu\" and \"us\" have the same outcome and differ only in \"region\""
    )]
    public void It_is_found(string good, string bad, string code, string message)
    {
        var text = Good.Replace(good, bad);
        if (bad.Contains("escalation_", StringComparison.Ordinal))
            text = text.Replace("\"escalation\": { \"queue\": \"lead\" },", "").Replace(", \"escalation_\": []", "");

        Assert.Contains(
            Find(text),
            finding => finding.Code == code && finding.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Dates_that_cover_every_instant_give_nothing()
    {
        const string Table = """
            { "id": "early", "when": { "due": { "before": "2026-03-01T00:00:00Z" } }, "then": "P1" },
            { "id": "late", "when": { "due": { "from": "2026-03-01T00:00:00Z" } }, "then": "P2" },
            { "id": "none", "when": { "due": { "exists": false } }, "then": "P2" }
            """;

        Assert.Empty(Find(Good.Replace(Other, Table)));
    }

    [Fact]
    public void A_fact_that_is_known_to_be_a_number_is_said_to_be_known()
    {
        var text = Good.Replace("\"flag\": { \"type\": \"boolean\" }", "\"flag\": { \"type\": \"number\" }")
            .Replace(
                Other,
                """{ "id": "none", "when": { "flag": { "exists": false } }, "then": "P2" }, { "id": "never", "when": { "flag": { "atLeast": 5, "atMost": 4 } }, "then": "P1" }"""
            );

        var gap = Assert.Single(Find(text), finding => finding.Code == "policy.rule_missing");
        Assert.Equal("No rule of \"priority\" covers requests with flag is known.", gap.Message);
    }

    [Fact]
    public void A_trigger_that_is_nearly_a_ready_one_is_named()
    {
        const string Workflow = """
            "workflow": { "initial": "new", "states": {
              "new": { "category": "new", "permit": { "answer": "done", "requester-replly": "new", "close": "done" }, "ignore": ["requester-reply"] },
              "done": { "category": "closed" }
            } },
            """;

        Assert.Contains(
            Find(Good.Replace("\"sla\": [", Workflow + "\"sla\": [")),
            finding =>
                finding.Code == "policy.trigger_misspelled"
                && finding.Message.Contains("\"requester-reply\"", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("\"scope\"", "\"scoope\"", "Did you mean \"scope\"?")]
    [InlineData("\"escalation\"", "\"zzz\"", null)]
    public void The_name_of_a_section_is_suggested_only_when_it_is_near(string good, string bad, string? suggested)
    {
        var problems = Assert.Throws<PolicyException>(() => Policy.Parse(Good.Replace(good, bad))).Problems;

        var unknown = Assert.Single(problems, problem => problem.Code == "policy.property_unknown");
        if (suggested is null)
            Assert.DoesNotContain("Did you mean", unknown.Remedy);
        else
            Assert.Contains(suggested, unknown.Remedy);
    }

    private static IEnumerable<PolicyFinding> Find(string text) => PolicyChecker.Analyze(Policy.Parse(text));
}
