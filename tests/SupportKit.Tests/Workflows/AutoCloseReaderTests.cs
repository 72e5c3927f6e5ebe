using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Workflows.WorkflowPolicies;

namespace SupportKit.Tests.Workflows;

/// <summary>After how long tickets are to be closed by themselves, as a policy writes it.</summary>
public class AutoCloseReaderTests
{
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
    [InlineData("[\"parked\"]", "[\"prked\"]", "policy.state_unknown", "autoClose[2].states[0]")]
    [InlineData("[\"parked\"]", "[]", "policy.value_mistyped", "autoClose[2].states")]
    [InlineData("[\"parked\"]", "\"parked\"", "policy.value_mistyped", "autoClose[2].states")]
    [InlineData("[\"parked\"]", "[\"resolved\"]", "policy.value_repeated", "autoClose[2].states[0]")]
    [InlineData("[\"parked\"]", "[\"archived\"]", "policy.close_not_permitted", "autoClose[2].states[0]")]
    [InlineData(
        "\"parent\": \"parked\" }",
        "\"parent\": \"parked\", \"ignore\": [\"close\"] }",
        "policy.close_not_permitted",
        "autoClose[2].states[0]"
    )]
    [InlineData("\"30d\"", "\"5bd\"", "policy.time_unreadable", "autoClose[1].after")]
    [InlineData("\"30d\"", "30", "policy.value_mistyped", "autoClose[1].after")]
    [InlineData(", \"after\": \"30d\"", "", "policy.property_missing", "autoClose[1]")]
    [InlineData("\"7d\"", "\"soon\"", "policy.time_unreadable", "autoClose[2].warnBefore")]
    [InlineData("\"7d\"", "\"90d\"", "policy.warning_too_early", "autoClose[2]")]
    [InlineData("\"1bd\"", "\"4h\"", "policy.warning_too_early", "autoClose[0]")]
    [InlineData(
        "\"calendar\": \"office\"",
        "\"calendar\": \"ofice\"",
        "policy.calendar_unknown",
        "autoClose[0].calendar"
    )]
    [InlineData("\"warnBefore\": \"7d\"", "\"warn\": \"7d\"", "policy.property_unknown", "autoClose[2].warn")]
    [InlineData("[\"parked\"]", "[7]", "policy.value_mistyped", "autoClose[2].states[0]")]
    public void A_fault_is_named_once_with_its_place(string good, string bad, string code, string place)
    {
        Assert.Contains(good, Written);

        var error = Assert.Throws<PolicyException>(() => PolicyWith(Written.Replace(good, bad)));

        var problem = Assert.Single(error.Problems);
        Assert.Equal(code, problem.Code);
        Assert.EndsWith(place, problem.Path);
        ProblemText.AssertTold(problem);
        Assert.True(problem.Line > 10);
    }

    [Theory]
    [InlineData("office", "{ \"environment\": \"TEST\" }", false)]
    [InlineData(null, "{ \"during\": \"office\" }", false)]
    [InlineData(null, "{ \"environment\": \"TEST\" }", true)]
    public void A_calendar_is_used_that_only_a_closing_or_a_guard_asks_for(string? calendar, string guard, bool unused)
    {
        var written = Written.Replace("{ \"environment\": \"TEST\" }", guard);
        if (calendar is null)
            written = written.Replace("\"5bd\", \"calendar\": \"office\", \"warnBefore\": \"1bd\"", "\"5d\"");

        var findings = PolicyChecker.Analyze(PolicyWith(written));

        Assert.Equal(unused, findings.Any(finding => finding.Code == "policy.calendar_unused"));
    }
}
