using SupportKit.Checking;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Tests.Checking;

public class WorkflowCheckTests
{
    [Fact]
    public void The_default_workflow_has_no_dead_ends() => Assert.Empty(Check(Workflow.Default));

    [Fact]
    public void A_state_that_no_trigger_leads_to_is_found() =>
        Assert.Equal(
            [("policy.state_unreachable", "$.workflow.states.held")],
            Check(
                new Workflow(
                    new WorkflowState("new", StateCategory.New).Permit("close", "closed").Ignore("hold"),
                    new WorkflowState("held", StateCategory.Held).Permit("close", "closed"),
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
                new WorkflowState("new", StateCategory.New).Permit("close", "closed").Permit("hold", "held"),
                new WorkflowState("held", StateCategory.Held).Permit("resume", "open"),
                new WorkflowState("open", StateCategory.Open).Permit("hold", "held"),
                new WorkflowState("closed", StateCategory.Closed)
            ),
            findings
        );

        Assert.Equal(
            ["A ticket in \"held\" can never be closed", "A ticket in \"open\" can never be closed"],
            findings.ToImmutable().Select(finding => finding.Message.Split(':')[0])
        );
    }

    private static (string, string)[] Check(Workflow workflow)
    {
        var findings = new FindingList(Samples.Digibee);
        WorkflowCheck.Report(workflow, findings);
        return [.. findings.ToImmutable().Select(finding => (finding.Code, finding.Path))];
    }
}
