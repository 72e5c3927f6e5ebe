using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Each kind of finding: its code, severity, place and example, in a policy that is good but for one thing.</summary>
public class PolicyCheckerTests
{
    private const string Good = """
        {
          "id": "acme",
          "languages": ["en", "fr"],
          "channels": { "web": {}, "forum": { "official": false } },
          "categories": { "question": {}, "outage": {} },
          "facts": {
            "plan": { "values": ["free", "pro"], "from": "requester" },
            "seats": { "type": "number" },
            "product": { "values": ["app", "site", "api"], "label": { "en": "product", "fr": "produit" } }
          },
          "forms": { "question": { "required": ["product"], "optional": ["seats"] } },
          "scope": [
            { "id": "all", "then": "accept" }
          ],
          "priority": {
            "levels": ["P1", "P2"],
            "rules": [
              { "id": "outage", "when": { "category": "outage" }, "then": "P1" },
              { "id": "other", "then": "P2" }
            ]
          },
          "routing": {
            "queues": { "desk": {} },
            "rules": [
              { "id": "all", "then": "desk" }
            ]
          },
          "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } } },
          "sla": [
            { "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h", "calendar": "office" }
          ]
        }
        """;

    private const string Other = """{ "id": "other", "then": "P2" }""";
    private const string AllRouted = """{ "id": "all", "then": "desk" }""";
    private const string AllAccepted = """{ "id": "all", "then": "accept" }""";
    private const string ProPromise = """{ "id": "pro", "metric": "first-response", "when": { "plan": "pro" },""";

    [Fact]
    public void A_good_policy_gives_nothing_to_say() => Assert.Empty(PolicyChecker.Analyze(Policy.Parse(Good)));

    [Theory]
    // what is written instead of what → code, severity, path, line, example, words of the message
    [InlineData(
        AllAccepted,
        """{ "id": "customers", "when": { "plan": { "exists": true } }, "then": "accept" }""",
        "policy.rule_missing",
        FindingSeverity.Error,
        "$.scope",
        12,
        "{}",
        "No rule of \"scope\" covers requests with plan is not known."
    )]
    [InlineData(
        Other,
        """{ "id": "other", "when": { "product": ["app", "site"] }, "then": "P2" }""",
        "policy.rule_missing",
        FindingSeverity.Error,
        "$.priority.rules",
        17,
        "product = api",
        "No rule of \"priority\" covers requests with product = api."
    )]
    [InlineData(
        Other,
        """{ "id": "few", "when": { "seats": { "atMost": 9 } }, "then": "P2" }, { "id": "many", "when": { "seats": { "atLeast": 100 } }, "then": "P1" }""",
        "policy.rule_missing",
        FindingSeverity.Error,
        "$.priority.rules",
        17,
        "category = question, seats = 10",
        "No rule of \"priority\" covers requests with category = question and (9 < seats < 100 or seats is not known)."
    )]
    [InlineData(
        AllRouted,
        """{ "id": "urgent", "when": { "priority": "P1" }, "then": "desk" }""",
        "policy.rule_missing",
        FindingSeverity.Error,
        "$.routing.rules",
        24,
        "priority = P2",
        "No rule of \"routing\" covers requests with priority = P2."
    )]
    [InlineData(
        Other,
        """{ "id": "app", "when": { "product": "app" }, "then": "P1" }, { "id": "rest", "when": { "product": { "not": "app" } }, "then": "P2" }, { "id": "late", "when": { "product": "api" }, "then": "P1" }""",
        "policy.rule_shadowed",
        FindingSeverity.Warning,
        "$.priority.rules[3]",
        19,
        "product = api",
        "\"late\" can never win: all that it covers goes to \"rest\" before it."
    )]
    [InlineData(
        Other,
        """{ "id": "never", "when": { "category": "outage", "product": "app" }, "then": "P1" }, { "id": "other", "then": "P2" }""",
        "policy.rule_impossible",
        FindingSeverity.Warning,
        "$.priority.rules[1]",
        19,
        null,
        "\"never\" never applies: no request that gets as far as \"priority\" can have what it asks for."
    )]
    [InlineData(
        Other,
        """{ "id": "a", "when": { "product": ["app", "site"] }, "then": "P1" }, { "id": "b", "when": { "product": ["site", "api"] }, "then": "P2" }""",
        "policy.rules_overlap",
        FindingSeverity.Warning,
        "$.priority.rules[2]",
        19,
        "product = site",
        "Requests that \"b\" also covers go to \"a\" before it, with another outcome: those with product = site, for example."
    )]
    [InlineData(
        AllAccepted,
        """{ "id": "no", "when": { "category": "question" }, "then": { "refuse": "No." } }, { "id": "all", "then": "accept" }""",
        "policy.form_unused",
        FindingSeverity.Warning,
        "$.forms.question",
        11,
        null,
        "The form \"question\" is never used: every request that it is for is turned away by \"scope\", or has a form of its own."
    )]
    [InlineData(
        "\"levels\": [\"P1\", \"P2\"]",
        "\"levels\": [\"P1\", \"P2\", \"P3\"]",
        "policy.priority_unused",
        FindingSeverity.Warning,
        "$.priority.levels[2]",
        16,
        null,
        "No rule gives the priority \"P3\"."
    )]
    [InlineData(
        "\"desk\": {}",
        "\"desk\": {}, \"lab\": {}",
        "policy.queue_unused",
        FindingSeverity.Advice,
        "$.routing.queues.lab",
        23,
        null,
        "No rule sends requests to the queue \"lab\"."
    )]
    [InlineData(
        "\"desk\": {}",
        "\"desk\": { \"assignment\": { \"by\": \"round-robin\", \"skill\": \"produkt\" } }",
        "policy.skill_unknown",
        FindingSeverity.Error,
        "$.routing.queues.desk.assignment",
        23,
        null,
        "The queue \"desk\" is assigned by the skill that \"produkt\" asks for, and there is no such fact."
    )]
    [InlineData(
        "\"desk\": {}",
        "\"desk\": { \"assignment\": { \"by\": \"manual\", \"language\": true } }",
        "policy.assignment_unused",
        FindingSeverity.Warning,
        "$.routing.queues.desk.assignment",
        23,
        null,
        "The queue \"desk\" says which agents are suitable, and people assign its tickets by hand."
    )]
    [InlineData(
        AllRouted,
        """{ "id": "all", "then": "desk" } ] }, "privacy": { "sharing": false, "organization": "take-part" }, "comment": { "x": [ {}""",
        "policy.sharing_contradicted",
        FindingSeverity.Warning,
        "$.privacy.organization",
        25,
        null,
        "A requester may not share a ticket with anybody, and everybody of their organization takes part in it unasked."
    )]
    [InlineData(
        ", \"calendar\": \"office\"",
        "",
        "policy.calendar_unused",
        FindingSeverity.Advice,
        "$.calendars.office",
        28,
        null,
        "Nothing asks for the calendar \"office\"."
    )]
    [InlineData(
        ", \"fr\": \"produit\"",
        "",
        "policy.translation_missing",
        FindingSeverity.Warning,
        "$.facts.product.label",
        9,
        null,
        "The text \"product\" is not there in \"fr\"."
    )]
    [InlineData(
        ProPromise,
        """{ "id": "pro", "metric": "first-response", "when": { "plan": "pro", "priority": "P1" },""",
        "policy.target_missing",
        FindingSeverity.Advice,
        "$.sla[0]",
        30,
        "plan = pro, priority = P2",
        "\"first-response\" is promised at other priorities, but to nobody with priority = P2 and plan = pro."
    )]
    public void A_fault_is_found_with_its_place_an_example_and_a_remedy(
        string good,
        string bad,
        string code,
        FindingSeverity severity,
        string path,
        int line,
        string? example,
        string message
    )
    {
        Assert.Contains(good, Good);
        var findings = PolicyChecker.Analyze(Policy.Parse(Good.Replace(good, bad)));

        var finding = Assert.Single(findings, finding => finding.Code == code);
        Assert.Equal(message, finding.Message);
        Assert.Equal((severity, path, (int?)line), (finding.Severity, finding.Path, finding.Line));
        Assert.Equal(example, finding.Example is null ? null : Text(finding.Example));
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void A_request_that_scope_turns_away_needs_no_priority_and_so_is_no_gap()
    {
        var text = Good.Replace(
                AllAccepted,
                """{ "id": "no", "when": { "plan": "free" }, "then": { "redirect": "forum" } }, { "id": "all", "then": "accept" }"""
            )
            .Replace(Other, """{ "id": "other", "when": { "plan": { "not": "free" } }, "then": "P2" }""");

        Assert.DoesNotContain(
            PolicyChecker.Analyze(Policy.Parse(text)),
            finding => finding.Code == "policy.rule_missing"
        );
    }

    [Fact]
    public void A_required_field_is_known_once_priority_is_decided_and_a_blank_is_no_answer()
    {
        var text = Good.Replace("\"required\": [\"product\"]", "\"required\": [\"product\", \"note\"]")
            .Replace("\"seats\": { \"type\": \"number\" },", "\"seats\": { \"type\": \"number\" }, \"note\": {},")
            .Replace(Other, """{ "id": "other", "when": { "note": { "exists": true, "not": " " } }, "then": "P2" }""");

        Assert.Empty(PolicyChecker.Analyze(Policy.Parse(text)));
    }

    [Fact]
    public void A_promise_to_nobody_at_all_of_some_plan_is_no_fault() =>
        Assert.DoesNotContain(
            PolicyChecker.Analyze(Policy.Parse(Good)),
            finding => finding.Code == "policy.target_missing"
        );

    [Fact]
    public void Equal_texts_are_equal_outcomes()
    {
        var rule = """{ "id": "ID", "when": { "product": VALUES }, "then": { "acceptLimited": "Only by mail." } },""";
        var twice =
            rule.Replace("ID", "a").Replace("VALUES", "[\"app\", \"site\"]")
            + rule.Replace("ID", "b").Replace("VALUES", "[\"site\", \"api\"]");

        var findings = PolicyChecker.Analyze(Policy.Parse(Good.Replace(AllAccepted, twice + AllAccepted)));

        Assert.DoesNotContain(findings, finding => finding.Code == "policy.rules_overlap");
    }

    [Fact]
    public void A_calendar_that_never_opens_and_a_warning_at_the_deadline_cannot_even_be_read()
    {
        var problems = Assert
            .Throws<PolicyException>(() =>
                Policy.Parse(
                    Good.Replace("{ \"mon-fri\": [\"09:00-18:00\"] }", "{}")
                        .Replace("\"calendar\": \"office\"", "\"warnAt\": \"100%\"")
                )
            )
            .Problems;

        Assert.Equal(
            ["calendar.openings_missing", "policy.warning_unreadable"],
            problems.Select(problem => problem.Code)
        );
    }

    [Theory]
    // Plain exceptions of a list in which the first match wins; and an overlap that the rule itself says is meant.
    [InlineData(
        """{ "id": "app", "when": { "product": "app" }, "then": "P1" }, { "id": "free", "when": { "plan": "free" }, "then": "P2" }, { "id": "other", "then": "P2" }"""
    )]
    [InlineData(
        """{ "id": "few", "when": { "seats": { "atMost": 5 } }, "then": "P1" }, { "id": "known", "when": { "seats": { "atMost": 50 } }, "then": "P2" }, { "id": "other", "then": "P2" }"""
    )]
    [InlineData(
        """{ "id": "a", "when": { "product": ["app", "site"] }, "then": "P1" }, { "id": "b", "overlaps": "meant", "when": { "product": ["site", "api"] }, "then": "P2" }"""
    )]
    public void Exceptions_before_a_rule_are_not_reported(string rules) =>
        Assert.DoesNotContain(
            PolicyChecker.Analyze(Policy.Parse(Good.Replace(Other, rules))),
            finding => finding.Code == "policy.rules_overlap"
        );

    [Theory]
    // The numbers of the fact → the gap between "few" and "many", if there is one.
    [InlineData("\"integer\"", null)]
    [InlineData("\"integer\", \"min\": 0, \"max\": 9", "\"many\" never applies")]
    [InlineData("\"number\"", "9 < seats < 10")]
    [InlineData("\"number\", \"max\": 9.5", "9 < seats < 10")]
    public void Whole_numbers_and_their_bounds_leave_no_gap_where_there_is_no_number(string type, string? found)
    {
        var text = Good.Replace("\"seats\": { \"type\": \"number\" }", $"\"seats\": {{ \"type\": {type} }}")
            .Replace(
                Other,
                """{ "id": "few", "when": { "seats": { "atMost": 9 } }, "then": "P2" }, { "id": "many", "when": { "seats": { "atLeast": 10 } }, "then": "P1" }, { "id": "none", "when": { "seats": { "exists": false } }, "then": "P2" }"""
            );

        var findings = PolicyChecker.Analyze(Policy.Parse(text));

        if (found is null)
            Assert.Empty(findings);
        else
            Assert.Contains(findings, finding => finding.Message.Contains(found, StringComparison.Ordinal));
    }

    [Theory]
    // The numbers of the fact, the tests of two rules → the gap between them, if there is one.
    [InlineData("\"integer\"", """{ "lessThan": 10 }""", """{ "moreThan": 9 }""", null)]
    [InlineData("\"integer\"", """{ "atMost": 9 }""", """{ "moreThan": 9.5 }""", null)]
    [InlineData("\"integer\"", """{ "lessThan": 10 }""", """{ "moreThan": 10 }""", "seats = 10")]
    [InlineData("\"integer\"", """{ "lessThan": 9 }""", """{ "moreThan": 10 }""", "9 ≤ seats ≤ 10|seats = 9")]
    [InlineData("\"number\"", """{ "lessThan": 10 }""", """{ "atLeast": 10 }""", null)]
    [InlineData("\"number\"", """{ "lessThan": 10 }""", """{ "moreThan": 10 }""", "seats = 10")]
    [InlineData("\"number\"", """{ "atMost": 9 }""", """{ "moreThan": 9 }""", null)]
    [InlineData("\"number\", \"min\": 1", """{ "atMost": 1 }""", """{ "moreThan": 1 }""", null)]
    [InlineData("\"integer\", \"min\": 1, \"max\": 4", """{ "lessThan": 3 }""", """{ "moreThan": 2 }""", null)]
    [InlineData("\"integer\", \"min\": 1, \"max\": 4", "1", """{ "moreThan": 1, "lessThan": 4 }""", "seats = 4")]
    [InlineData("\"number\", \"min\": 1, \"max\": 4", "1", """{ "moreThan": 1, "lessThan": 4 }""", "seats = 4")]
    public void Bounds_that_are_in_a_range_and_bounds_that_are_not_are_told_apart(
        string type,
        string first,
        string second,
        string? gap
    )
    {
        var text = Good.Replace("\"seats\": { \"type\": \"number\" }", $"\"seats\": {{ \"type\": {type} }}")
            .Replace(
                Other,
                $$"""{ "id": "one", "when": { "seats": {{first}} }, "then": "P2" }, { "id": "two", "when": { "seats": {{second}} }, "then": "P1" }, { "id": "none", "when": { "seats": { "exists": false } }, "then": "P2" }"""
            );

        var findings = PolicyChecker.Analyze(Policy.Parse(text));

        if (gap is null)
            Assert.Empty(findings);
        else
            Assert.Contains(gap.Split('|')[0], Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_takes_too_much_work_ends_and_says_so()
    {
        var little = CheckEffort.Usual with { SpaceSteps = 10 };

        var findings = PolicyChecker.Analyze(Policy.Parse(Good), little, null, ["sla"]);

        Assert.Equal(
            [
                ("$.scope", FindingSeverity.Error),
                ("$.priority.rules", FindingSeverity.Error),
                ("$.routing.rules", FindingSeverity.Error),
                ("$.sla", FindingSeverity.Warning),
            ],
            findings.Select(finding => (finding.Path, finding.Severity))
        );
        Assert.All(findings, finding => Assert.Equal("policy.check_incomplete", finding.Code));
    }

    private static string Text(FactSet facts) =>
        facts.Count == 0 ? "{}" : string.Join(", ", facts.Select(fact => $"{fact.Key} = {fact.Value}"));
}
