using FsCheck;
using FsCheck.Fluent;
using SupportKit.Rules;
using SupportKit.Tests.Shared;
using SupportKit.Workflows;

namespace SupportKit.Tests.Workflows;

/// <summary>The states of a generated workflow.</summary>
internal sealed record WorkflowStates(WorkflowState[] All);

/// <summary>What holds of every workflow, whatever its states are called and however they lie in each other.</summary>
public class WorkflowLaws
{
    private static readonly string[] Triggers = ["answer", "close", "hold"];

    private static readonly Gen<string> Names = Gen.Elements(
        "new",
        "end",
        "state",
        "a b",
        "say \"no\"",
        "já",
        "{",
        "s2",
        "待",
        "a;b",
        "-->",
        "[*]",
        "#35;",
        "\\",
        "%%",
        "😀"
    );

    // Of each state: the parent, one of those before it or none; and its ways, each with a guard, without, or ignored.
    internal static readonly Gen<WorkflowState[]> States =
        from names in Names.NonEmptyListOf().Select(list => list.Distinct().ToArray())
        from parents in Gen.Choose(-1, 20).ArrayOf(names.Length)
        from ways in (
            from trigger in Gen.Elements(Triggers)
            from to in Gen.Elements(names)
            from kind in Gen.Choose(0, 3)
            select (trigger, to, kind)
        )
            .ListOf()
            .ArrayOf(names.Length)
        from category in Gen.Elements(Enum.GetValues<StateCategory>())
        select names
            .Select((name, i) => State(name, category, parents[i] < i ? parents[i] : -1, ways[i], names))
            .ToArray();

    private static WorkflowState State(
        string name,
        StateCategory category,
        int parent,
        IEnumerable<(string Trigger, string To, int Kind)> ways,
        string[] names
    )
    {
        var state = parent < 0 ? new WorkflowState(name, category) : new WorkflowState(name, null, names[parent]);
        foreach (var (trigger, to, kind) in ways)
        {
            if (kind == 0)
                state.Ignore(trigger);
            else
                state.PermitIf(trigger, to, kind == 1 ? null : new Condition.EqualsAny("paid", [kind == 2]));
        }
        return state;
    }

    [Law(100, 1_000)]
    internal bool A_trigger_never_throws_and_leads_only_to_a_declared_state_other_than_its_own(
        Workflow workflow,
        bool? paid
    ) =>
        workflow
            .States.Append("unknown")
            .All(state =>
                Triggers
                    .Append("unknown")
                    .Select(trigger => workflow.Fire(state, trigger, Facts(paid)))
                    .OfType<Transition.Moved>()
                    .All(moved => workflow.States.Contains(moved.To) && moved.To != state)
            );

    [Law(100, 1_000)]
    internal bool A_substate_without_ways_of_its_own_behaves_as_its_parent(
        WorkflowStates states,
        bool? paid,
        NonNegativeInt chosen
    )
    {
        var facts = Facts(paid);
        var parent = states.All[chosen.Get % states.All.Length].Name;
        var workflow = new Workflow([.. states.All, new WorkflowState("bare", parent: parent)]);
        return workflow.CategoryOf("bare") == workflow.CategoryOf(parent)
            && Triggers.All(trigger =>
                (workflow.Fire(parent, trigger, facts), workflow.Fire("bare", trigger, facts)) switch
                {
                    // Where the parent leads to itself, it is where the ticket stays, and where a substate goes.
                    (Transition.Ignored, Transition.Moved moved) => moved.To == parent,
                    var (expected, actual) => expected == actual,
                }
            );
    }

    [Law(50, 500)]
    internal bool A_diagram_names_every_state_exactly_once(Workflow workflow)
    {
        var (mermaid, dot) = (workflow.ToMermaid(), workflow.ToDot());
        return Enumerable
                .Range(1, workflow.States.Length)
                .All(i => Count(mermaid, $"as s{i}") == 1 && Count(dot, $"s{i} [") == 1)
            && Count(mermaid, "state \"") == workflow.States.Length;
    }

    private static FactSet Facts(bool? paid) => paid is { } known ? FactSet.Empty.With("paid", known) : FactSet.Empty;

    // A node stands on a line of its own, whatever else a name may pretend to be.
    private static int Count(string diagram, string node) =>
        diagram
            .Split('\n')
            .Select(line => line.Trim().TrimEnd('{').TrimEnd())
            .Count(line =>
                node.StartsWith('s')
                    ? line.StartsWith(node, StringComparison.Ordinal)
                    : line.EndsWith(node, StringComparison.Ordinal)
            );
}
