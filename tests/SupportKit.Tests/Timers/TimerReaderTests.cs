using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Tickets;

namespace SupportKit.Tests.Timers;

/// <summary>Timers as a policy writes them, and what is said of those that cannot be.</summary>
public class TimerReaderTests
{
    private const string Good = """
        "wait": { "states": ["pending"], "after": "2bd", "calendar": "office", "remind": "requester", "every": "1bd", "times": 3 }
        """;

    [Fact]
    public void A_timer_is_read_with_all_that_it_says()
    {
        var rule = With(Good).Timers.Find("wait")!;

        Assert.Equal(
            ("2bd in office", "1bd in office", 3, ReminderRecipient.Requester, true, "$.timers.wait"),
            (
                rule.After.ToString(),
                rule.Every!.ToString(),
                rule.Times,
                rule.Reminds!.Value,
                rule.RestartsOnMessages,
                rule.Path
            )
        );
        Assert.Equal(["pending"], rule.States);
    }

    [Theory]
    [InlineData("pending", "pending asked parked")] // the state itself, with those that lie in it
    [InlineData("on-hold", "parked stored")] // no state is called so, so it is the category
    [InlineData("asked", "asked")]
    public void States_are_named_with_their_substates_or_by_their_category(string named, string states) =>
        Assert.Equal(
            states.Split(' '),
            With(
                $$"""
                "wait": { "states": ["{{named}}"], "after": "2h", "remind": "queue" }
                """,
                """
                "workflow": {
                  "initial": "new",
                  "states": {
                    "new": { "category": "new", "permit": { "ask": "asked", "hold": "parked", "store": "stored", "close": "closed" }, "ignore": ["requester-reply", "answer"] },
                    "pending": { "category": "pending", "permit": { "close": "closed" }, "ignore": ["requester-reply"] },
                    "asked": { "parent": "pending" },
                    "parked": { "parent": "pending", "category": "on-hold" },
                    "stored": { "category": "on-hold", "permit": { "close": "closed" }, "ignore": ["requester-reply"] },
                    "closed": { "category": "closed" }
                  }
                }
                """
            )
                .Timers.Find("wait")!
                .States
        );

    [Theory]
    [InlineData("\"states\": [\"pending\"], ", "", "policy.timer_incomplete")]
    [InlineData(
        "\"remind\": \"requester\", \"every\": \"1bd\", \"times\": 3",
        "\"comment\": 1",
        "policy.timer_incomplete"
    )]
    [InlineData("\"every\": \"1bd\", ", "", "policy.timer_incomplete")]
    [InlineData("\"remind\": \"requester\"", "\"trigger\": \"resolve\"", "policy.timer_incomplete")]
    [InlineData("\"every\": \"1bd\", \"times\": 3", "\"warnBefore\": \"1bd\"", "policy.timer_incomplete")]
    [InlineData("\"times\": 3", "\"times\": 1", "policy.count_unreadable")]
    [InlineData("\"times\": 3", "\"times\": 3.5", "policy.count_unreadable")]
    [InlineData("\"times\": 3", "\"times\": 101", "policy.count_unreadable")]
    [InlineData("pending", "pnding", "policy.state_unknown")]
    [InlineData("\"after\"", "\"afetr\"", "policy.property_missing policy.property_unknown")]
    [InlineData("\"2bd\"", "\"soon\"", "policy.time_unreadable")]
    [InlineData("\"2bd\"", "2", "policy.value_mistyped")]
    [InlineData("office", "ofice", "policy.calendar_unknown")]
    [InlineData("\"requester\"", "\"everybody\"", "policy.value_unknown")]
    [InlineData("\"wait\"", "\"queue-hours\"", "policy.value_repeated")]
    [InlineData("\"every\": \"1bd\", \"times\": 3", "\"trigger\": \"resolv\"", "policy.trigger_unknown")]
    [InlineData("\"every\": \"1bd\", \"times\": 3", "\"route\": \"billin\"", "policy.queue_unknown")]
    [InlineData("\"every\": \"1bd\", \"times\": 3", "\"priority\": \"hgh\"", "policy.priority_unknown")]
    [InlineData("\"every\": \"1bd\", \"times\": 3", "\"escalate\": \"stck\"", "policy.reason_unknown")]
    [InlineData(
        "\"every\": \"1bd\", \"times\": 3",
        "\"trigger\": \"resolve\", \"warnBefore\": \"4h\"",
        "policy.warning_too_early"
    )]
    public void A_fault_is_named_with_its_place(string good, string bad, string codes)
    {
        Assert.Contains(good, Good);

        var error = Assert.Throws<PolicyException>(() => With(Good.Replace(good, bad)));

        Assert.Equal(codes.Split(' '), error.Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.All(error.Problems, problem => Assert.StartsWith("$.timers.", problem.Path));
    }

    [Theory]
    [InlineData("resolv", "resolve")]
    [InlineData("clse", "close")]
    public void A_near_miss_is_told_what_was_meant(string written, string meant)
    {
        var error = Assert.Throws<PolicyException>(() =>
            With($$""" "wait": { "states": ["pending"], "after": "2h", "trigger": "{{written}}" } """)
        );

        Assert.Contains($"Did you mean \"{meant}\"?", Assert.Single(error.Problems).Remedy);
    }

    [Fact]
    public void An_automatic_close_is_a_timer_in_the_states_that_it_decides_for()
    {
        var rules = Workflows.WorkflowPolicies.Own.Timers.All;

        Assert.Equal(
            ["auto-close: resolved", "auto-close-2: working", "auto-close-3: parked, at the vendor"],
            rules.Select(rule => $"{rule.Name}: {string.Join(", ", rule.States)}")
        );
        Assert.All(rules, rule => Assert.Equal("close", rule.Trigger));
    }

    [Theory]
    [InlineData(Good, null)]
    [InlineData(""" "a": { "states": ["closed"], "after": "2h", "remind": "queue" } """, "policy.timer_unstarted")]
    [InlineData(
        """ "a": { "when": { "all": [{ "environment": "PROD" }, { "environment": "TEST" }] }, "without": "reply", "after": "2h", "remind": "queue" } """,
        "policy.timer_unstarted"
    )]
    [InlineData(""" "a": { "states": ["new"], "after": "2h", "trigger": "accept" } """, "policy.timer_not_permitted")]
    [InlineData(
        """ "a": { "states": ["new", "pending"], "after": "2h", "trigger": "acknowledge" } """,
        "policy.timer_not_permitted"
    )]
    [InlineData(""" "a": { "without": "reply", "after": "2h", "trigger": "resolve" } """, null)]
    [InlineData(
        """
            "a": { "states": ["open"], "after": "2h", "trigger": "hold" },
            "b": { "states": ["on-hold"], "after": "2h", "trigger": "resume" }
            """,
        "policy.timers_circular"
    )]
    [InlineData(
        """
            "a": { "states": ["pending"], "after": "2h", "trigger": "resolve" },
            "b": { "states": ["resolved"], "after": "2h", "trigger": "reopen" },
            "c": { "states": ["open"], "after": "2h", "trigger": "ask" }
            """,
        "policy.timers_circular"
    )]
    [InlineData(
        """
            "a": { "states": ["pending"], "after": "2h", "trigger": "resolve" },
            "b": { "states": ["resolved"], "after": "2h", "trigger": "close" },
            "c": { "states": ["on-hold"], "after": "2h", "trigger": "resume" }
            """,
        null
    )]
    public void The_checker_finds_timers_that_do_nothing_or_never_end(string timers, string? code)
    {
        var found = PolicyChecker
            .Analyze(With(timers))
            .Where(finding => finding.Code.StartsWith("policy.timer", StringComparison.Ordinal))
            .Select(finding => finding.Code);

        Assert.Equal(code is null ? [] : [code], found);
    }

    [Fact]
    public void What_only_a_timer_uses_is_used()
    {
        var policy = With(
            """
            "a": { "without": "answer", "after": "2h", "calendar": { "by": "environment", "PROD": "always", "otherwise": "office" }, "route": "spare", "priority": "urgent" }
            """,
            """
            "priority": { "levels": ["urgent", "normal"], "rules": [{ "id": "rest", "then": "normal" }] },
            "routing": { "queues": { "desk": {}, "spare": {}, "leads": {} }, "rules": [{ "id": "rest", "then": "desk" }] },
            "calendars": {
              "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } },
              "always": { "timeZone": "UTC", "hours": "24/7" }
            }
            """
        );

        Assert.DoesNotContain(
            PolicyChecker.Analyze(policy),
            finding => finding.Code is "policy.queue_unused" or "policy.priority_unused" or "policy.calendar_unused"
        );
    }

    private static Policy With(string timers, string? more = null) =>
        TicketLifePolicies.With(
            $$"""
            "sla": null, "timers": { {{timers}} } {{(more is null ? "" : "," + more)}}
            """
        );
}
