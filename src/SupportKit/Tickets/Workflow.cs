using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>
/// Which states a ticket has and which triggers lead from one to the next: a static table, in the vocabulary of state
/// machines (state, substate, trigger, permit, guard, ignore). Immutable and thread-safe.
/// </summary>
public sealed class Workflow
{
    private static readonly Transition NotPermitted = new Transition.NotPermitted();

    private readonly FrozenDictionary<string, Entry> entries;

    internal Workflow(params ReadOnlySpan<WorkflowState> states)
        : this([], states) { }

    /// <summary>The first state is the initial one; parents are states too, and no state lies in itself.</summary>
    internal Workflow(ImmutableArray<AutoClose> autoCloses, ReadOnlySpan<WorkflowState> states)
    {
        var declared = states.ToArray();
        var byName = declared.ToDictionary(state => state.Name, StringComparer.Ordinal);
        Initial = declared[0].Name;
        States = [.. declared.Select(state => state.Name)];
        Permits = [.. declared.SelectMany(state => state.Permits)];
        AutoCloses = autoCloses;
        entries = declared.ToFrozenDictionary(
            state => state.Name,
            state => Entry.Of([.. WithParents(state)]),
            StringComparer.Ordinal
        );
        Triggers =
        [
            .. entries.Values.SelectMany(entry => entry.Reactions.Keys).Distinct().Order(StringComparer.Ordinal),
        ];

        IEnumerable<WorkflowState> WithParents(WorkflowState? state)
        {
            for (; state is not null; state = state.Parent is { } parent ? byName[parent] : null)
                yield return state;
        }
    }

    /// <summary>The workflow of a policy that declares none.</summary>
    public static Workflow Default { get; } = DefaultWorkflow.Make();

    /// <summary>The state in which a ticket begins.</summary>
    public string Initial { get; }

    /// <summary>All states: the initial one, then the others in the order in which they are declared.</summary>
    public ImmutableArray<string> States { get; }

    /// <summary>Every trigger that some state permits or ignores, in ordinal order.</summary>
    public ImmutableArray<string> Triggers { get; }

    /// <summary>Every way from one state to another, as declared; substates inherit those of their parents.</summary>
    public ImmutableArray<Permit> Permits { get; }

    /// <summary>Which tickets are closed by themselves, as declared.</summary>
    public ImmutableArray<AutoClose> AutoCloses { get; }

    /// <summary>What the state means.</summary>
    /// <exception cref="KeyNotFoundException">The workflow has no such state.</exception>
    public StateCategory CategoryOf(string state) => entries[state].Category;

    /// <summary>The state that it is a substate of; null at the top, and for a state the workflow does not have.</summary>
    public string? ParentOf(string state) => entries.GetValueOrDefault(state)?.Parent;

    /// <summary>Whether a ticket in <paramref name="state"/> is in the other one: it is the same, or lies in it.</summary>
    public bool IsIn(string state, string parent) => WithParents(state).Contains(parent, StringComparer.Ordinal);

    /// <summary>What a trigger does to a ticket. Throws nothing and allocates nothing.</summary>
    /// <param name="state">The state the ticket is in; one the workflow does not have permits nothing.</param>
    /// <param name="trigger">What is pulled.</param>
    /// <param name="facts">What is known of the ticket; guards are asked about it.</param>
    public Transition Fire(string state, string trigger, FactSet facts) =>
        entries.GetValueOrDefault(state)?.Reactions.GetValueOrDefault(trigger)?.Take(facts) ?? NotPermitted;

    /// <summary>The triggers that lead a ticket with these facts from a state to another one, in ordinal order.</summary>
    public IEnumerable<string> PermittedIn(string state, FactSet facts) =>
        Triggers.Where(trigger => Fire(state, trigger, facts) is Transition.Moved);

    /// <summary>
    /// The ways out of a state whatever the facts are, inherited ones included: by trigger in ordinal order, those of one
    /// trigger in the order in which they are tried. None for a state the workflow does not have.
    /// </summary>
    public IEnumerable<Permit> PermitsIn(string state) =>
        Triggers.SelectMany(trigger =>
            entries.GetValueOrDefault(state)?.Reactions.GetValueOrDefault(trigger)?.Permits ?? []
        );

    /// <summary>When a ticket in the state is closed by itself: by the state's own rule, or else its parent's; null for never.</summary>
    public AutoClose? AutoCloseOf(string state) =>
        WithParents(state)
            .Select(at => AutoCloses.FirstOrDefault(close => close.States.Contains(at)))
            .FirstOrDefault(close => close is not null);

    /// <summary>The workflow as a Mermaid state diagram; the same text on every machine. What is ignored is not drawn.</summary>
    public string ToMermaid() => MermaidDiagram.Of(this);

    /// <summary>The workflow as a graph for Graphviz; the same text on every machine. What is ignored is not drawn.</summary>
    public string ToDot() => DotDiagram.Of(this);

    private IEnumerable<string> WithParents(string state)
    {
        for (var at = state; at is not null; at = ParentOf(at))
            yield return at;
    }

    private sealed record Entry(StateCategory Category, string? Parent, FrozenDictionary<string, Reaction> Reactions)
    {
        public static Entry Of(ImmutableArray<WorkflowState> stateAndParents) =>
            new(
                stateAndParents.Select(state => state.Category).OfType<StateCategory>().First(),
                stateAndParents[0].Parent,
                stateAndParents
                    .SelectMany(state => state.Permits.Select(permit => permit.Trigger).Concat(state.Ignored))
                    .Distinct(StringComparer.Ordinal)
                    .ToFrozenDictionary(
                        trigger => trigger,
                        trigger => Reaction.Of(trigger, stateAndParents),
                        StringComparer.Ordinal
                    )
            );
    }
}
