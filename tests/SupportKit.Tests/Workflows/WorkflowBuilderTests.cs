using SupportKit.Policies;
using static SupportKit.Tests.Workflows.WorkflowPolicies;

namespace SupportKit.Tests.Workflows;

public class WorkflowBuilderTests
{
    [Fact]
    public void The_same_workflow_can_be_written_in_code()
    {
        var built = PolicyBuilder
            .From(PolicyWith("null"))
            .State("new", StateCategory.New)
            .Permit("new", "start", "working")
            .Permit("new", "close", "closed")
            .State("working", StateCategory.Open, "answer")
            .PermitIf("working", "resolve", "archived", ConditionBuilder.Fact("environment").Is("TEST"))
            .Permit("working", "resolve", "resolved")
            .PermitIf(
                "working",
                "close",
                "closed",
                ConditionBuilder.Fact("environment").IsNot("PROD"),
                new LocalizedText([new("en", "Resolve it first."), new("pt", "Resolva antes.")])
            )
            .Substate("parked", "working", StateCategory.OnHold)
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
}
