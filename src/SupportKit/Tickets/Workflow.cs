using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>
/// Which states a ticket has and which triggers lead from one to the next: a static table, in the vocabulary of state
/// machines (state, trigger, permit, ignore). Immutable and thread-safe.
/// </summary>
public sealed class Workflow
{
    private readonly FrozenDictionary<string, WorkflowState> states;

    internal Workflow(params ReadOnlySpan<WorkflowState> states)
    {
        Initial = states[0].Name;
        States = [.. states.ToArray().Select(state => state.Name)];
        this.states = states.ToArray().ToFrozenDictionary(state => state.Name, StringComparer.Ordinal);
    }

    /// <summary>The state in which a ticket begins.</summary>
    public string Initial { get; }

    /// <summary>All states, in the order in which they are declared.</summary>
    public ImmutableArray<string> States { get; }

    /// <summary>What the state means.</summary>
    /// <exception cref="KeyNotFoundException">The workflow has no such state.</exception>
    public StateCategory CategoryOf(string state) => states[state].Category;

    /// <summary>
    /// Where a trigger leads from a state: to another one, to the same one (the trigger is ignored there), or to null
    /// (it is not permitted there).
    /// </summary>
    public string? Next(string state, string trigger) => states.GetValueOrDefault(state)?.Next(trigger);

    /// <summary>The triggers that lead from a state to another one, in ordinal order.</summary>
    public IEnumerable<string> PermittedIn(string state) => states[state].Permitted;

    /// <summary>The workflow of a policy that declares none.</summary>
    public static Workflow Default { get; } =
        new(
            new WorkflowState("new", StateCategory.New)
                .Permit(Triggers.Acknowledge, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.RequesterReply),
            new WorkflowState("open", StateCategory.Open)
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Acknowledge, Triggers.RequesterReply),
            new WorkflowState("waiting", StateCategory.Waiting)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Answer, "answered")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Ask, Triggers.Acknowledge),
            new WorkflowState("held", StateCategory.Held)
                .Permit(Triggers.Resume, "open")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Answer, Triggers.RequesterReply, Triggers.Acknowledge, Triggers.Hold),
            new WorkflowState("answered", StateCategory.Answered)
                .Permit(Triggers.RequesterReply, "open")
                .Permit(Triggers.Ask, "waiting")
                .Permit(Triggers.Hold, "held")
                .Permit(Triggers.Accept, "closed")
                .Permit(Triggers.Resolve, "resolved")
                .Permit(Triggers.Close, "closed")
                .Ignore(Triggers.Answer, Triggers.Acknowledge),
            new WorkflowState("resolved", StateCategory.Resolved)
                .Permit(Triggers.Accept, "closed")
                .Permit(Triggers.Close, "closed")
                .Permit(Triggers.Reopen, "open")
                .Permit(Triggers.RequesterReply, "open")
                .Ignore(Triggers.Answer, Triggers.Resolve),
            new WorkflowState("closed", StateCategory.Closed)
        );
}

/// <summary>One state while its workflow is being written down.</summary>
internal sealed class WorkflowState(string name, StateCategory category)
{
    private readonly SortedDictionary<string, string> transitions = new(StringComparer.Ordinal);

    public string Name => name;

    public StateCategory Category => category;

    public IEnumerable<string> Permitted => transitions.Where(t => t.Value != name).Select(t => t.Key);

    public WorkflowState Permit(string trigger, string destination)
    {
        transitions.Add(trigger, destination);
        return this;
    }

    public WorkflowState Ignore(params ReadOnlySpan<string> triggers)
    {
        foreach (var trigger in triggers)
            transitions.Add(trigger, name);
        return this;
    }

    public string? Next(string trigger) => transitions.GetValueOrDefault(trigger);
}
