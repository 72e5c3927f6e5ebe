using System.Text.RegularExpressions;
using NJsonSchema;
using SupportKit.Decisions;
using SupportKit.Hosting;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Workflows.WorkflowPolicies;

namespace SupportKit.Tests.Workflows;

/// <summary>Guards and substates, as a policy writes them.</summary>
public class WorkflowReaderTests
{
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

        var refusal = Refused<Refusal.CommandRefused>(
            Decider.Decide(Own, prod, new TicketCommand.Fire(Agent, "close"), prod.Facts, Monday)
        );

        Assert.Equal(("ticket.transition_guarded", "Resolva antes."), (refusal.Code, refusal.ToRequesterText("pt")));
    }

    [Fact]
    public void A_substate_that_names_no_category_has_its_parents() =>
        Assert.Equal(StateCategory.OnHold, Own.Workflow.CategoryOf("at the vendor"));

    [Theory]
    [InlineData("""{ "to": "resolved" }""", """{ "to": "gone" }""", "policy.state_unknown", "permit.resolve[1].to")]
    [InlineData("""{ "to": "resolved" }""", """{ "to": 7 }""", "policy.value_mistyped", "permit.resolve[1].to")]
    [InlineData("""{ "to": "resolved" }""", "{}", "policy.property_missing", "permit.resolve[1]")]
    [InlineData("""{ "to": "resolved" }""", "\"resolved\"", "policy.value_mistyped", "permit.resolve[1]")]
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
    [InlineData("\"start\": \"working\", ", "\"start\": [], ", "policy.value_mistyped", "new.permit.start")]
    [InlineData("\"start\": \"working\", ", "\"start\": 1, ", "policy.value_mistyped", "new.permit.start")]
    [InlineData("[\"answer\"]", "[\"resolve\"]", "policy.trigger_repeated", "states.working")]
    public void A_fault_in_a_way_is_named_once_with_its_place(string good, string bad, string code, string place) =>
        AssertNamed(Assert.Single(Problems(good, bad)), code, place);

    [Theory]
    [InlineData("\"parent\": \"parked\"", "\"parent\": \"parkd\"", "policy.state_unknown", "at the vendor.parent")]
    [InlineData(
        "\"parent\": \"parked\"",
        "\"parent\": \"at the vendor\"",
        "policy.state_circular",
        "at the vendor.parent"
    )]
    [InlineData("\"parent\": \"working\"", "\"parent\": \"at the vendor\"", "policy.state_circular", "parked.parent")]
    [InlineData("\"category\": \"open\",", "", "policy.property_missing", "states.working")]
    [InlineData(
        "\"category\": \"on-hold\"",
        "\"category\": \"hold\"",
        "policy.value_unknown",
        "states.parked.category"
    )]
    public void A_fault_in_a_state_is_named_once_with_its_place(string good, string bad, string code, string place) =>
        AssertNamed(Assert.Single(Problems(good, bad), problem => problem.Code == code), code, place);

    [Fact]
    public void A_circle_of_states_is_reported_once()
    {
        var error = Assert.Throws<PolicyException>(() =>
            PolicyWith(Written.Replace("\"parent\": \"working\"", "\"parent\": \"at the vendor\""))
        );

        var problem = Assert.Single(error.Problems, problem => problem.Code == "policy.state_circular");
        Assert.Equal("\"parked\" lies in itself, by way of \"at the vendor\".", problem.Message);
    }

    [Fact]
    public void Substates_that_lie_too_deep_in_each_other_are_refused_once()
    {
        Assert.Equal("s20", PolicyWith(Nested(Enumerable.Range(1, 20))).Workflow.States[^1]);

        foreach (var order in new[] { Enumerable.Range(1, 500), Enumerable.Range(1, 500).Reverse() })
        {
            var error = Assert.Throws<PolicyException>(() => PolicyWith(Nested(order)));
            AssertNamed(Assert.Single(error.Problems), "policy.state_too_deep", "states.s21.parent");
        }
    }

    private static string Nested(IEnumerable<int> order)
    {
        var substates = order.Select(i => FormattableString.Invariant($$""", "s{{i}}": { "parent": "s{{i - 1}}" }"""));
        return $$"""{ "initial": "s0", "states": { "s0": { "category": "new" }{{string.Concat(substates)}} } }""";
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
                ("\"parent\":\"parked\"", "\"is\":\"parked\""),
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
    public void A_reason_that_lacks_a_language_is_found() =>
        Assert.Contains(
            PolicyChecker.Analyze(PolicyWith(Written.Replace(", \"pt\": \"Resolva antes.\"", ""))),
            finding =>
                (finding.Code, finding.Path) == ("policy.translation_missing", "$.workflow.states.working.permit.close")
        );

    [Fact]
    public void A_workflow_whose_words_are_mixed_up_is_read_or_refused_and_nothing_else_happens() => MixUp(times: 200);

    [Fact]
    [Trait("Category", "Long")]
    public void A_workflow_whose_words_are_mixed_up_very_often_is_read_or_refused() => MixUp(times: 1000);

    private static void MixUp(int times)
    {
        var random = new Random(1);
        var words = Regex.Matches(Written, "\"[^\"]*\"");
        var refused = 0;
        for (var i = 0; i < times; i++)
        {
            var (at, by) = (words[random.Next(words.Count)], words[random.Next(words.Count)]);
            try
            {
                var policy = PolicyWith(Written[..at.Index] + by.Value + Written[(at.Index + at.Length)..]);
                PolicyChecker.Analyze(policy);
                Assert.NotEmpty(policy.Workflow.ToMermaid() + policy.Workflow.ToDot());
            }
            catch (PolicyException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, times / 2, times * 99 / 100);
    }

    private static IEnumerable<PolicyProblem> Problems(string good, string bad)
    {
        Assert.Contains(good, Written);
        return Assert.Throws<PolicyException>(() => PolicyWith(Written.Replace(good, bad))).Problems;
    }

    private static void AssertNamed(PolicyProblem problem, string code, string place)
    {
        Assert.Equal(code, problem.Code);
        Assert.EndsWith(place, problem.Path);
        Assert.True(problem.Line > 10);
        ProblemText.AssertTold(problem);
    }
}
