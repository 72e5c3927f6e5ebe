using NJsonSchema;
using SupportKit.Checking;
using SupportKit.Decisions;
using SupportKit.Hosting;
using SupportKit.Policies;
using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Texts;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Tickets;

/// <summary>Guards, substates and closing by itself, as a policy writes them.</summary>
public class WorkflowReadingTests
{
    private const string Workflow = """
        {
          "initial": "new",
          "states": {
            "new": { "category": "new", "permit": { "start": "working", "close": "closed" } },
            "working": {
              "category": "open",
              "permit": {
                "resolve": [
                  { "to": "archived", "if": { "environment": "TEST" } },
                  { "to": "resolved" }
                ],
                "close": { "to": "closed", "if": { "environment": { "not": "PROD" } }, "otherwise": { "en": "Resolve it first.", "pt": "Resolva antes." } }
              },
              "ignore": ["answer"]
            },
            "parked": { "in": "working", "category": "held", "permit": { "start": "working" } },
            "at the vendor": { "in": "parked" },
            "resolved": { "category": "resolved", "permit": { "close": "closed", "park": "parked", "ship": "at the vendor" } },
            "archived": { "category": "closed" },
            "closed": { "category": "closed" }
          },
          "autoClose": [
            { "in": ["resolved"], "after": "5bd", "calendar": "office", "warnBefore": "1bd" },
            { "in": ["working"], "after": "30d" },
            { "in": ["parked"], "after": "90d", "warnBefore": "7d" }
          ]
        }
        """;

    private static readonly Policy Own = PolicyWith(Workflow);

    [Fact]
    public void A_ticket_follows_guards_and_substates()
    {
        var test = After(Own, Opened(Own, Asked("TEST")), new TicketCommand.Fire(Agent, "start"), Monday);
        Assert.Equal("archived", After(Own, test, new TicketCommand.Fire(Agent, "resolve"), Monday).State);

        var prod = After(Own, Opened(Own, Asked("PROD")), new TicketCommand.Fire(Agent, "start"), Monday);
        Assert.Equal("resolved", After(Own, prod, new TicketCommand.Fire(Agent, "resolve"), Monday).State);
    }

    [Fact]
    public void A_guard_that_does_not_hold_refuses_with_the_reason_of_the_policy()
    {
        var prod = After(Own, Opened(Own, Asked("PROD")), new TicketCommand.Fire(Agent, "start"), Monday);

        var refusal = Refused<Refusal.Rejected>(
            Decider.Decide(Own, prod, new TicketCommand.Fire(Agent, "close"), prod.Facts, Monday)
        );

        Assert.Equal(("ticket.transition_guarded", "Resolva antes."), (refusal.Code, refusal.Reason.In("pt")));
    }

    [Fact]
    public void A_substate_that_names_no_category_has_its_parents() =>
        Assert.Equal(StateCategory.Held, Own.Workflow.CategoryOf("at the vendor"));

    [Theory]
    [InlineData("new", null)]
    [InlineData("resolved", "5bd in office")]
    [InlineData("working", "720h")]
    [InlineData("parked", "2160h")]
    [InlineData("at the vendor", "2160h")]
    [InlineData("a state of an older policy", null)]
    public void A_ticket_is_closed_by_the_rule_of_its_state_or_of_the_nearest_parent(string state, string? after) =>
        Assert.Equal(after, Own.Workflow.AutoCloseOf(state)?.After.ToString());

    [Fact]
    public void A_warning_is_counted_in_the_same_calendar() =>
        Assert.Equal("1bd in office", Own.Workflow.AutoCloseOf("resolved")!.WarnBefore!.ToString());

    [Theory]
    // Guards
    [InlineData("""{ "to": "resolved" }""", """{ "to": "gone" }""", "policy.state_unknown", "permit.resolve[1].to")]
    [InlineData(
        """{ "to": "resolved" }""",
        """{ "two": "resolved" }""",
        "policy.property_missing",
        "permit.resolve[1]"
    )]
    [InlineData("""{ "to": "resolved" }""", "\"resolved\"", "policy.value_of_wrong_kind", "permit.resolve[1]")]
    [InlineData(""", "if": { "environment": "TEST" }""", "", "policy.guard_missing", "permit.resolve[0]")]
    [InlineData("""{ "environment": "TEST" }""", "{}", "policy.guard_missing", "permit.resolve[0]")]
    [InlineData(
        """{ "environment": "TEST" }""",
        """{ "colour": "red" }""",
        "policy.fact_unknown",
        "permit.resolve[0].if.colour"
    )]
    [InlineData(
        """{ "to": "resolved" }""",
        """{ "to": "resolved", "otherwise": "no" }""",
        "policy.property_unknown",
        "permit.resolve[1].otherwise"
    )]
    [InlineData("\"start\": \"working\", ", "\"start\": [], ", "policy.value_of_wrong_kind", "new.permit.start")]
    [InlineData("\"start\": \"working\", ", "\"start\": 1, ", "policy.value_of_wrong_kind", "new.permit.start")]
    [InlineData("[\"answer\"]", "[\"resolve\"]", "policy.trigger_repeated", "states.working")]
    // Substates
    [InlineData("\"in\": \"parked\"", "\"in\": \"parkd\"", "policy.state_unknown", "at the vendor.in")]
    [InlineData("\"in\": \"parked\"", "\"in\": \"at the vendor\"", "policy.state_circular", "at the vendor.in")]
    [InlineData("\"in\": \"working\"", "\"in\": \"at the vendor\"", "policy.state_circular", "parked.in")]
    [InlineData("\"category\": \"open\",", "", "policy.property_missing", "states.working")]
    [InlineData("\"category\": \"held\"", "\"category\": \"hold\"", "policy.value_unknown", "states.parked")]
    // Closing by itself
    [InlineData("[\"parked\"]", "[\"prked\"]", "policy.state_unknown", "autoClose[2].in[0]")]
    [InlineData("[\"parked\"]", "[]", "policy.value_of_wrong_kind", "autoClose[2].in")]
    [InlineData("[\"parked\"]", "\"parked\"", "policy.value_of_wrong_kind", "autoClose[2].in")]
    [InlineData("[\"parked\"]", "[\"resolved\"]", "policy.value_repeated", "autoClose[2].in[0]")]
    [InlineData("[\"parked\"]", "[\"archived\"]", "policy.close_not_permitted", "autoClose[2].in[0]")]
    [InlineData(
        "\"in\": \"parked\" }",
        "\"in\": \"parked\", \"ignore\": [\"close\"] }",
        "policy.close_not_permitted",
        "autoClose[2].in[0]"
    )]
    [InlineData("\"30d\"", "\"5bd\"", "policy.time_unreadable", "autoClose[1].after")]
    [InlineData("\"30d\"", "30", "policy.value_of_wrong_kind", "autoClose[1].after")]
    [InlineData(", \"after\": \"30d\"", "", "policy.property_missing", "autoClose[1]")]
    [InlineData("\"7d\"", "\"soon\"", "policy.time_unreadable", "autoClose[2].warnBefore")]
    [InlineData("\"7d\"", "\"90d\"", "policy.warning_too_early", "autoClose[2]")]
    [InlineData("\"1bd\"", "\"4h\"", "policy.warning_too_early", "autoClose[0]")]
    [InlineData("\"calendar\": \"office\"", "\"calendar\": \"ofice\"", "policy.calendar_unknown", "autoClose[0]")]
    [InlineData("\"warnBefore\": \"7d\"", "\"warn\": \"7d\"", "policy.property_unknown", "autoClose[2].warn")]
    public void A_fault_is_named_once_with_its_place(string good, string bad, string code, string place)
    {
        Assert.Contains(good, Workflow);

        var error = Assert.Throws<PolicyException>(() => PolicyWith(Workflow.Replace(good, bad)));

        var problem = Assert.Single(error.Problems, problem => problem.Code == code);
        Assert.EndsWith(place, problem.Path);
        Assert.True(problem.Line > 10);
    }

    [Fact]
    public void A_circle_of_states_is_reported_once()
    {
        var error = Assert.Throws<PolicyException>(() =>
            PolicyWith(Workflow.Replace("\"in\": \"working\"", "\"in\": \"at the vendor\""))
        );

        var problem = Assert.Single(error.Problems, problem => problem.Code == "policy.state_circular");
        Assert.Equal("\"parked\" lies in itself, by way of \"at the vendor\".", problem.Message);
    }

    [Fact]
    public async Task The_schema_takes_it_and_what_is_not_of_its_form_it_refuses()
    {
        var schema = await JsonSchema.FromJsonAsync(PolicySchema.Json);
        var json = Own.ToJson();
        Assert.Empty(schema.Validate(json));

        foreach (
            var (good, bad) in new[]
            {
                ("\"to\":\"resolved\"", "\"two\":\"resolved\""),
                ("\"in\":\"parked\"", "\"is\":\"parked\""),
                ("\"after\":\"30d\"", "\"after\":\"long\""),
                ("\"after\":\"30d\"", "\"before\":\"30d\""),
                ("\"if\":{\"environment\":{", "\"when\":{\"environment\":{"),
            }
        )
        {
            Assert.Contains(good, json);
            Assert.NotEmpty(schema.Validate(json.Replace(good, bad)));
        }
    }

    [Fact]
    public void A_calendar_that_only_a_guard_or_a_closing_asks_for_is_used() =>
        Assert.DoesNotContain(PolicyChecker.Check(Own), finding => finding.Code == "policy.calendar_unused");

    [Fact]
    public void A_reason_that_lacks_a_language_is_found() =>
        Assert.Contains(
            PolicyChecker.Check(PolicyWith(Workflow.Replace(", \"pt\": \"Resolva antes.\"", ""))),
            finding =>
                (finding.Code, finding.Path) == ("policy.translation_missing", "$.workflow.states.working.permit.close")
        );

    [Fact]
    public void The_same_workflow_can_be_written_in_code()
    {
        var built = PolicyBuilder
            .From(PolicyWith("null"))
            .State("new", StateCategory.New)
            .Permit("new", "start", "working")
            .Permit("new", "close", "closed")
            .State("working", StateCategory.Open, "answer")
            .PermitIf("working", "resolve", "archived", When.Fact("environment").Is("TEST"))
            .Permit("working", "resolve", "resolved")
            .PermitIf(
                "working",
                "close",
                "closed",
                When.Fact("environment").IsNot("PROD"),
                new LocalizedText([new("en", "Resolve it first."), new("pt", "Resolva antes.")])
            )
            .Substate("parked", "working", StateCategory.Held)
            .Permit("parked", "start", "working")
            .Substate("at the vendor", "parked")
            .State("resolved", StateCategory.Resolved)
            .Permit("resolved", "close", "closed")
            .Permit("resolved", "park", "parked")
            .Permit("resolved", "ship", "at the vendor")
            .State("archived", StateCategory.Closed)
            .State("closed", StateCategory.Closed)
            .AutoClose("5bd", "office", "1bd", "resolved")
            .AutoClose("30d", null, null, "working")
            .AutoClose("90d", null, "7d", "parked")
            .Build()
            .Workflow;

        Assert.Equal(Own.Workflow.ToDot(), built.ToDot());
        Assert.All(
            Own.Workflow.States,
            state =>
            {
                Assert.Equal(Own.Workflow.AutoCloseOf(state)?.After, built.AutoCloseOf(state)?.After);
                Assert.All(
                    Own.Workflow.Triggers,
                    trigger =>
                        Assert.Equal(
                            Own.Workflow.Fire(state, trigger, Asked("PROD")),
                            built.Fire(state, trigger, Asked("PROD"))
                        )
                );
            }
        );
    }

    private static FactSet Asked(string environment) => SmallQuestion.With("environment", environment);

    private static Policy PolicyWith(string workflow) =>
        Policy.Parse(
            $$"""
            {
              "id": "own", "languages": ["en", "pt"], "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "environment": { "values": ["PROD", "TEST"] } },
              "forms": { "question": { "optional": ["environment"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } } }
              {{(workflow == "null" ? "" : $", \n\n\n\n\"workflow\": {workflow}")}}
            }
            """
        );
}
