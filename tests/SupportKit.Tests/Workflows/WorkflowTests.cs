using SupportKit.Rules;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Workflows;

/// <summary>What a trigger does in a state: by guards, and by what a substate inherits.</summary>
public class WorkflowTests
{
    private static readonly Condition Paid = new Condition.EqualsAny("paid", [true]);
    private static readonly Condition Checked = new Condition.EqualsAny("checked", [true]);

    // A ticket is worked on at two levels; both can be closed, the second only when it was checked.
    private static readonly Workflow Levels = new(
        new WorkflowState("working", StateCategory.Open)
            .Permit("close", "closed")
            .Permit("deepen", "second level")
            .Ignore("answer"),
        new WorkflowState("first level", parent: "working").PermitIf("close", "archived", Paid),
        new WorkflowState("second level", StateCategory.OnHold, "working")
            .PermitIf("close", "closed", Checked, LocalizedText.Invariant("Have it checked first."))
            .Permit("answer", "first level"),
        new WorkflowState("deepest level", parent: "second level").Ignore("close"),
        new WorkflowState("archived", StateCategory.Closed),
        new WorkflowState("closed", StateCategory.Closed)
    );

    [Fact]
    public void A_trigger_moves_is_ignored_or_is_not_permitted()
    {
        Assert.Equal(new Transition.Moved("closed"), Levels.Fire("working", "close", FactSet.Empty));
        Assert.Equal(new Transition.Ignored(), Levels.Fire("working", "answer", FactSet.Empty));
        Assert.Equal(new Transition.NotPermitted(), Levels.Fire("closed", "answer", FactSet.Empty));
        Assert.Equal(new Transition.NotPermitted(), Levels.Fire("working", "sing", FactSet.Empty));
        Assert.Equal(new Transition.NotPermitted(), Levels.Fire("a state of an older policy", "close", FactSet.Empty));
    }

    [Fact]
    public void The_first_way_whose_guard_holds_is_taken()
    {
        var workflow = new Workflow(
            new WorkflowState("new", StateCategory.New)
                .PermitIf("close", "archived", Paid)
                .PermitIf("close", "checked", Checked)
                .Permit("close", "closed"),
            new WorkflowState("archived", StateCategory.Closed),
            new WorkflowState("checked", StateCategory.Closed),
            new WorkflowState("closed", StateCategory.Closed)
        );

        Assert.Equal("archived", Destination(("paid", true), ("checked", true)));
        Assert.Equal("checked", Destination(("paid", false), ("checked", true)));
        Assert.Equal("closed", Destination());

        string Destination(params (string, FactValue)[] facts) =>
            Assert.IsType<Transition.Moved>(workflow.Fire("new", "close", Facts(facts))).To;
    }

    [Fact]
    public void A_guard_that_does_not_hold_says_what_the_policy_says_or_what_it_needs()
    {
        var workflow = new Workflow(
            new WorkflowState("new", StateCategory.New)
                .PermitIf("close", "closed", Paid, LocalizedText.Invariant("Pay first."))
                .PermitIf("resolve", "closed", Paid)
                .PermitIf("resolve", "new", Checked),
            new WorkflowState("closed", StateCategory.Closed)
        );

        Assert.Equal("Pay first.", Guarded("close").Said!.Get("en"));
        Assert.Null(Guarded("resolve").Said);
        Assert.Equal("(paid = true or checked = true)", Guarded("resolve").Wanted);

        Transition.Guarded Guarded(string trigger) =>
            Assert.IsType<Transition.Guarded>(workflow.Fire("new", trigger, FactSet.Empty));
    }

    [Fact]
    public void A_way_back_to_the_same_state_changes_nothing() =>
        Assert.Equal(new Transition.Ignored(), Levels.Fire("second level", "deepen", FactSet.Empty));

    [Fact]
    public void A_way_to_the_state_itself_brings_a_substate_that_inherits_it_up_to_that_state()
    {
        var workflow = new Workflow(
            new WorkflowState("working", StateCategory.Open).Permit("resume", "working"),
            new WorkflowState("at the vendor", StateCategory.OnHold, "working"),
            new WorkflowState("parked", StateCategory.OnHold, "working").Permit("resume", "parked")
        );

        Assert.Equal(new Transition.Ignored(), workflow.Fire("working", "resume", FactSet.Empty));
        Assert.Equal(new Transition.Moved("working"), workflow.Fire("at the vendor", "resume", FactSet.Empty));
        // A substate that is to stay says so itself.
        Assert.Equal(new Transition.Ignored(), workflow.Fire("parked", "resume", FactSet.Empty));
    }

    [Fact]
    public void A_substate_tries_its_own_ways_first_and_then_its_parents()
    {
        Assert.Equal(new Transition.Moved("archived"), Levels.Fire("first level", "close", Facts(("paid", true))));
        Assert.Equal(new Transition.Moved("closed"), Levels.Fire("first level", "close", FactSet.Empty));
        Assert.Equal(new Transition.Moved("second level"), Levels.Fire("first level", "deepen", FactSet.Empty));
        Assert.Equal(new Transition.Moved("first level"), Levels.Fire("second level", "answer", FactSet.Empty));
    }

    [Fact]
    public void A_substate_that_ignores_a_trigger_hides_what_its_parents_do_with_it() =>
        Assert.Equal(new Transition.Ignored(), Levels.Fire("deepest level", "close", Facts(("checked", true))));

    [Fact]
    public void A_substate_takes_the_category_of_the_nearest_parent_that_names_one()
    {
        Assert.Equal(StateCategory.Open, Levels.CategoryOf("first level"));
        Assert.Equal(StateCategory.OnHold, Levels.CategoryOf("deepest level"));
    }

    [Theory]
    [InlineData("deepest level", "working", true)]
    [InlineData("deepest level", "second level", true)]
    [InlineData("working", "working", true)]
    [InlineData("working", "first level", false)]
    [InlineData("closed", "working", false)]
    public void A_ticket_in_a_substate_is_in_its_parents_too(string state, string parent, bool expected) =>
        Assert.Equal(expected, Levels.IsIn(state, parent));

    [Fact]
    public void What_is_permitted_now_depends_on_the_facts_and_what_can_be_permitted_does_not()
    {
        var workflow = new Workflow(
            new WorkflowState("new", StateCategory.New).PermitIf("close", "closed", Paid).Permit("again", "new"),
            new WorkflowState("closed", StateCategory.Closed)
        );

        Assert.Empty(workflow.PermittedIn("new", FactSet.Empty));
        Assert.Equal(["close"], workflow.PermittedIn("new", Facts(("paid", true))));
        Assert.Equal(["again", "close"], workflow.PermitsIn("new").Select(permit => permit.Trigger));
        Assert.Empty(workflow.PermittedIn("a state of an older policy", FactSet.Empty));
    }

    [Fact]
    public void A_workflow_tells_its_triggers_and_its_ways()
    {
        Assert.Equal(["answer", "close", "deepen"], Levels.Triggers);
        Assert.Equal(
            ["working close closed", "working deepen second level", "first level close archived"],
            Levels.Permits.Take(3).Select(permit => $"{permit.State} {permit.Trigger} {permit.To}")
        );
        Assert.Equal(
            [("archived", "first level"), ("closed", "working"), ("second level", "working")],
            Levels.PermitsIn("first level").Select(permit => (permit.To, permit.State))
        );
    }
}
