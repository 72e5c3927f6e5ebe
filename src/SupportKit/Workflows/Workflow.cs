using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Which states a ticket has and which triggers lead from one to the next, in the vocabulary of state machines (state,
/// substate, trigger, permit, guard, ignore). It runs on Stateless, and holds no ticket's state. Immutable and thread-safe.
/// </summary>
public sealed class Workflow
{
    private static readonly Transition NotPermitted = new Transition.NotPermitted();

    private readonly FrozenDictionary<string, StateDefinition> definitions;
    private readonly WorkflowEngine engine;

    internal Workflow(params ReadOnlySpan<WorkflowState> states)
        : this([], states) { }

    /// <summary>The first state is the initial one. Parents must be states of the list, without circles.</summary>
    internal Workflow(ImmutableArray<AutoClose> autoCloses, ReadOnlySpan<WorkflowState> states)
    {
        var ordered = Define(states);
        definitions = ordered.ToFrozenDictionary(state => state.Name, StringComparer.Ordinal);
        engine = new WorkflowEngine(ordered);
        Initial = ordered[0].Name;
        States = [.. ordered.Select(state => state.Name)];
        Permits = [.. ordered.SelectMany(state => state.Permits)];
        AutoCloses = autoCloses;
        Triggers =
        [
            .. ordered
                .SelectMany(state => state.Triggers)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
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
    internal ImmutableArray<Permit> Permits { get; }

    /// <summary>Which tickets are closed by themselves, as declared.</summary>
    internal ImmutableArray<AutoClose> AutoCloses { get; }

    /// <summary>The category of the state.</summary>
    /// <exception cref="KeyNotFoundException">The workflow has no such state.</exception>
    public StateCategory CategoryOf(string state) => definitions[state].Category;

    /// <summary>
    /// What people call the state; null when the policy does not say, and for a state the workflow does not have. The catalog of
    /// texts has names for the states of the default workflow.
    /// </summary>
    public LocalizedText? TitleOf(string state) => definitions.GetValueOrDefault(state)?.Title;

    /// <summary>The state that it is a substate of; null at the top, and for a state the workflow does not have.</summary>
    public string? ParentOf(string state) => definitions.GetValueOrDefault(state)?.Parent?.Name;

    /// <summary>Whether a ticket in <paramref name="state"/> is in the other state, because both are the same or the first is a substate of it.</summary>
    public bool IsIn(string state, string parent) => state == parent || WithParents(state).Any(at => at.Name == parent);

    /// <summary>The state that a trigger leads to; null when it is not permitted, ignored, or its guard does not hold.</summary>
    /// <param name="state">The state the ticket is in; one the workflow does not have permits nothing.</param>
    /// <param name="trigger">The trigger that is pulled.</param>
    /// <param name="facts">What is known of the ticket; guards are asked about it.</param>
    public string? StateAfter(string state, string trigger, FactSet facts) =>
        Fire(state, trigger, facts) is Transition.Moved moved ? moved.To : null;

    /// <summary>What a trigger does to a ticket; the ticket itself is not touched. Does not throw.</summary>
    /// <param name="state">The state the ticket is in; one the workflow does not have permits nothing.</param>
    /// <param name="trigger">What is pulled.</param>
    /// <param name="facts">What is known of the ticket; guards are asked about it.</param>
    internal Transition Fire(string state, string trigger, FactSet facts) =>
        definitions.ContainsKey(state) ? engine.Fire(state, trigger, facts) : NotPermitted;

    /// <summary>The triggers that lead a ticket with these facts from a state to another one, in ordinal order.</summary>
    public IEnumerable<string> PermittedIn(string state, FactSet facts) =>
        Triggers.Where(trigger => Fire(state, trigger, facts) is Transition.Moved);

    /// <summary>
    /// The ways out of a state whatever the facts are, inherited ones included: by trigger in ordinal order, those of one
    /// trigger in the order in which they are tried. None for a state the workflow does not have.
    /// </summary>
    internal IEnumerable<Permit> PermitsIn(string state) =>
        Triggers.SelectMany(trigger => definitions.GetValueOrDefault(state)?.WaysOf(trigger) ?? []);

    /// <summary>When a ticket in the state closes automatically, by the state's own rule or else its parent's; null for never.</summary>
    internal AutoClose? AutoCloseOf(string state) =>
        WithParents(state)
            .Select(at => AutoCloses.FirstOrDefault(close => close.States.Contains(at.Name)))
            .FirstOrDefault(close => close is not null);

    /// <summary>What it was read from, without what it extends.</summary>
    internal SourceNode? Source { get; init; }

    /// <summary>
    /// The workflow as JSON, as the section <c>workflow</c> of a policy writes it in full: what it extends is written out.
    /// </summary>
    public string ToJson() =>
        Source is null
            ? throw new InvalidOperationException("The workflow was not read from JSON.")
            : Encoding.UTF8.GetString(NodeJson.Write(Source));

    /// <summary>The workflow as a Mermaid state diagram; the same text on every machine. What is ignored is not drawn.</summary>
    public string ToMermaid() => MermaidDiagram.Of(this);

    /// <summary>The workflow as a graph for Graphviz; the same text on every machine. What is ignored is not drawn.</summary>
    public string ToDot() => DotDiagram.Of(this);

    private IEnumerable<StateDefinition> WithParents(string state) =>
        definitions.GetValueOrDefault(state)?.WithParents ?? [];

    private static ImmutableArray<StateDefinition> Define(ReadOnlySpan<WorkflowState> states)
    {
        var declared = states.ToArray();
        var byName = declared.ToDictionary(state => state.Name, StringComparer.Ordinal);
        var defined = new Dictionary<string, StateDefinition>(StringComparer.Ordinal);
        return [.. declared.Select(Of)];

        StateDefinition Of(WorkflowState state)
        {
            if (defined.TryGetValue(state.Name, out var known))
                return known;
            var parent = state.Parent is { } name ? Of(byName[name]) : null;
            // A top-level state has its own category.
            var category = state.Category ?? parent!.Category;
            return defined[state.Name] = new(state.Name, category, parent, [.. state.Permits], [.. state.Ignored])
            {
                Title = state.Title,
            };
        }
    }
}
