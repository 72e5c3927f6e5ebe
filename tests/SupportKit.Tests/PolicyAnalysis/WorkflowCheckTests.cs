using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Workflows;

namespace SupportKit.Tests.PolicyAnalysis;

public class WorkflowCheckTests
{
    [Fact]
    public void The_default_workflow_has_no_dead_ends() => Assert.Empty(Check(Workflow.Default));

    [Fact]
    public void A_state_that_no_trigger_leads_to_is_found() =>
        Assert.Equal(
            [("policy.state_unreachable", "$.workflow.states.on-hold")],
            Check(
                new Workflow(
                    new WorkflowState("new", StateCategory.New).Permit("close", "closed").Ignore("hold"),
                    new WorkflowState("on-hold", StateCategory.OnHold).Permit("close", "closed"),
                    new WorkflowState("closed", StateCategory.Closed)
                )
            )
        );

    [Fact]
    public void States_that_only_lead_to_each_other_are_a_dead_end()
    {
        var findings = new FindingList(Samples.Digibee);
        WorkflowCheck.Report(
            new Workflow(
                new WorkflowState("new", StateCategory.New).Permit("close", "closed").Permit("hold", "on-hold"),
                new WorkflowState("on-hold", StateCategory.OnHold).Permit("resume", "open"),
                new WorkflowState("open", StateCategory.Open).Permit("hold", "on-hold"),
                new WorkflowState("closed", StateCategory.Closed)
            ),
            findings
        );

        Assert.Equal(
            ["A ticket in \"on-hold\" can never be closed", "A ticket in \"open\" can never be closed"],
            findings.ToImmutable().Select(finding => finding.Message.Split(':')[0])
        );
    }

    [Fact]
    public void A_state_may_be_reached_through_a_guard_and_left_as_its_parent_is_left() =>
        Assert.Empty(
            Check(
                new Workflow(
                    new WorkflowState("new", StateCategory.New).PermitIf("hold", "at the vendor", Never),
                    new WorkflowState("on-hold", StateCategory.OnHold).Permit("close", "closed"),
                    new WorkflowState("at the vendor", parent: "on-hold"),
                    new WorkflowState("closed", StateCategory.Closed)
                )
            )
        );

    [Fact]
    public void A_substate_that_hides_the_only_way_out_is_a_dead_end() =>
        Assert.Equal(
            [("policy.state_without_exit", "$.workflow.states.stuck")],
            Check(
                new Workflow(
                    new WorkflowState("new", StateCategory.New).Permit("close", "closed").Permit("hold", "stuck"),
                    new WorkflowState("stuck", StateCategory.OnHold, "new").Ignore("close", "hold"),
                    new WorkflowState("closed", StateCategory.Closed)
                )
            )
        );

    [Fact]
    public void Substates_of_a_state_that_nobody_gets_into_are_found_with_it() =>
        Assert.Equal(
            [
                ("policy.state_unreachable", "$.workflow.states.on-hold"),
                ("policy.state_unreachable", "$.workflow.states.at the vendor"),
            ],
            Check(
                new Workflow(
                    new WorkflowState("new", StateCategory.New).Permit("close", "closed"),
                    new WorkflowState("on-hold", StateCategory.OnHold).Permit("close", "closed"),
                    new WorkflowState("at the vendor", parent: "on-hold"),
                    new WorkflowState("closed", StateCategory.Closed)
                )
            )
        );

    [Theory]
    [InlineData("""{ "environment": "PROD", "impact": "total" }""", false)]
    [InlineData("""{ "environment": { "not": ["PROD", "TEST", "OTHER"] } }""", false)] // it may not be known
    [InlineData("""{ "all": [{ "environment": "PROD" }, { "environment": "TEST" }] }""", true)]
    [InlineData("""{ "impact": "total", "not": { "impact": { "exists": true } } }""", true)]
    public void A_guard_that_no_ticket_meets_is_found(string condition, bool found)
    {
        var json = Samples.Digibee.ToJson();
        var policy = Policy.Parse(
            json[..^1]
                + $$"""
                , "workflow": {
                    "initial": "new",
                    "states": {
                      "new": { "category": "new", "permit": { "close": { "to": "closed", "if": {{condition}} } } },
                      "closed": { "category": "closed" }
                    }
                  }
                }
                """
        );

        var findings = PolicyChecker.Analyze(policy).Where(finding => finding.Code == "policy.guard_impossible");

        Assert.Equal(
            found ? ["$.workflow.states.new.permit.close"] : Array.Empty<string>(),
            findings.Select(finding => finding.Path)
        );
    }

    private static Condition Never => new Condition.AnyOf([]);

    [Fact]
    public void A_state_in_which_a_requester_cannot_write_is_an_error_and_so_is_that_nobody_can_answer()
    {
        var findings = new FindingList(Samples.Digibee);
        WorkflowCheck.ReportReplies(
            new Workflow(
                new WorkflowState("new", StateCategory.New).Permit("start", "working").Ignore("requester-reply"),
                new WorkflowState("working", StateCategory.Open).Permit("close", "closed"),
                new WorkflowState("closed", StateCategory.Closed).Ignore("answer")
            ),
            findings
        );

        Assert.Equal(
            [
                (FindingSeverity.Error, "policy.reply_refused", "$.workflow.states.working"),
                (FindingSeverity.Error, "policy.answer_refused", "$.workflow.states"),
            ],
            findings.ToImmutable().Select(finding => (finding.Severity, finding.Code, finding.Path))
        );
    }

    [Fact]
    public void A_reply_that_a_guard_lets_through_or_a_parent_ignores_can_be_written()
    {
        var findings = new FindingList(Samples.Digibee);
        WorkflowCheck.ReportReplies(
            new Workflow(
                new WorkflowState("new", StateCategory.New)
                    .Permit("answer", "at the vendor")
                    .PermitIf("requester-reply", "new", Never),
                new WorkflowState("working", StateCategory.Open).Permit("close", "closed").Ignore("requester-reply"),
                new WorkflowState("at the vendor", parent: "working"),
                new WorkflowState("closed", StateCategory.Closed)
            ),
            findings
        );

        Assert.Empty(findings.ToImmutable());
    }

    private static (string, string)[] Check(Workflow workflow)
    {
        var findings = new FindingList(Samples.Digibee);
        WorkflowCheck.Report(workflow, findings);
        return [.. findings.ToImmutable().Select(finding => (finding.Code, finding.Path))];
    }
}
