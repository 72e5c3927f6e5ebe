using FsCheck;
using FsCheck.Fluent;
using SupportKit.Rules;
using SupportKit.Workflows;

namespace SupportKit.Tests.Workflows;

/// <summary>The engine means by a workflow what the table of docs/policies.md means by it, whatever the workflow is.</summary>
public class WorkflowEngineLaws
{
    private static readonly string[] Triggers = ["answer", "close", "hold", "resolve"];

    private static readonly FactSet[] Situations =
    [
        .. from paid in new FactValue?[] { null, true, false }
        from level in new FactValue?[] { null, "first", "second" }
        select With(With(FactSet.Empty, "paid", paid), "level", level),
    ];

    private static readonly Gen<Condition?> Guards = Gen.Elements<Condition?>(
        null,
        new Condition.EqualsAny("paid", [true]),
        new Condition.EqualsAny("paid", [false]),
        new Condition.EqualsAny("level", ["first"]),
        new Condition.Negated(new Condition.EqualsAny("level", ["first"]), "level")
    );

    // Of a state and a trigger: where it leads, under which guard, and what is said when that does not hold; or it is ignored.
    private static readonly Gen<(string Trigger, int To, Condition? Guard, string? Otherwise, bool Ignored)> Ways =
        from trigger in Gen.Elements(Triggers)
        from to in Gen.Choose(0, 20)
        from guard in Guards
        from otherwise in Gen.Elements<string?>(null, null, "Pay first.", "Ask the second level.")
        from ignored in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (trigger, to, guard, otherwise, ignored);

    // The parent of a state is any of those before it, so that substates lie in each other several levels deep.
    private static readonly Gen<WorkflowState[]> States =
        from count in Gen.Choose(1, 7)
        from parents in Gen.Choose(-3, 20).ArrayOf(count)
        from ways in Ways.ListOf().ArrayOf(count)
        select Enumerable.Range(0, count).Select(i => State(i, parents[i], ways[i], count)).ToArray();

    [Fact]
    public void A_trigger_does_what_the_table_says() =>
        Prop.ForAll(
                States.ToArbitrary(),
                states =>
                {
                    var (workflow, table) = (new Workflow(states), new TransitionTable(states));
                    foreach (var state in workflow.States)
                    foreach (var trigger in Triggers.Append("unknown"))
                    foreach (var facts in Situations)
                        Assert.Equal(table.Fire(state, trigger, facts), workflow.Fire(state, trigger, facts));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_ways_out_of_a_state_are_those_of_the_table_in_its_order() =>
        Prop.ForAll(
                States.ToArbitrary(),
                states =>
                {
                    var (workflow, table) = (new Workflow(states), new TransitionTable(states));
                    foreach (var state in workflow.States)
                        Assert.Equal(
                            workflow.Triggers.SelectMany(trigger => table.WaysOf(state, trigger)),
                            workflow.PermitsIn(state)
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    private static WorkflowState State(
        int place,
        int parent,
        IEnumerable<(string Trigger, int To, Condition? Guard, string? Otherwise, bool Ignored)> ways,
        int count
    )
    {
        var lies = parent >= 0 && parent < place;
        var state = new WorkflowState(Name(place), lies ? null : StateCategory.Open, lies ? Name(parent) : null);
        foreach (var way in ways)
        {
            // A policy that permits and ignores one trigger in one state does not load.
            if (way.Ignored && state.Permits.All(permit => permit.Trigger != way.Trigger))
                state.Ignore(way.Trigger);
            else if (!state.Ignored.Contains(way.Trigger))
                state.PermitIf(
                    way.Trigger,
                    Name(way.To % count),
                    way.Guard,
                    way.Otherwise is { } said && way.Guard is not null ? LocalizedText.Invariant(said) : null
                );
        }
        return state;
    }

    private static string Name(int place) => $"state {place}";

    private static FactSet With(FactSet facts, string name, FactValue? value) =>
        value is { } known ? facts.With(name, known) : facts;
}
