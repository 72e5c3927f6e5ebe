using System.Collections.Concurrent;
using System.Collections.Immutable;
using Stateless;
using SupportKit.Rules;

namespace SupportKit.Workflows;

/// <summary>
/// Runs a workflow on Stateless. This is the only file that knows Stateless; what it does differently from what a policy
/// means is worked around here, and each workaround says so. Outwardly immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A machine of Stateless is not thread-safe and remembers a state. A ticket's state belongs to the ticket, so a machine
/// only lends its rules: it reads and writes a cell of its own, which is filled for one decision and emptied after it. Each
/// decision takes a machine out of a pool that nobody else has, and the pool grows to as many as decide at the same time.
/// </para>
/// <para>
/// Machines have no entry or exit actions and no initial transitions. In Stateless, a trigger that is fired inside an
/// action which throws stays queued and is carried out by the next call, and during an initial transition the machine
/// reports the parent's state. What a move means for the ticket is decided after it, from its result.
/// </para>
/// <para>
/// What Stateless tells about itself is not used. <c>PermittedTriggers</c> and <c>ToString</c> run guards on a thread of the
/// pool and may contradict <c>CanFire</c>; <c>GetInfo</c> lists the ways to the state itself after all others, so that the
/// order in which ways are tried is lost, and knows neither categories nor reasons. Diagrams and lists of ways are therefore
/// made from the same definitions that the machines are configured from.
/// </para>
/// </remarks>
internal sealed class WorkflowEngine
{
    private static readonly Transition Ignored = new Transition.Ignored(),
        NotPermitted = new Transition.NotPermitted();

    private readonly ImmutableArray<StateDefinition> states;
    private readonly Dictionary<(string State, string Trigger), Transition> guarded = [];
    private readonly ConcurrentBag<Machine> idle = [];

    public WorkflowEngine(ImmutableArray<StateDefinition> states)
    {
        this.states = states;
        // Of several closed ways Stateless names only those of the outermost parent, so reasons are worked out here.
        foreach (var state in states)
        foreach (var trigger in state.Triggers)
        {
            if (state.MayRefuse(trigger, out var ways))
                guarded.Add((state.Name, trigger), Guarded(ways));
        }
        // Whatever Stateless refuses to configure is refused when the policy is read, not at the first ticket.
        idle.Add(new Machine(this));
    }

    /// <summary>What a trigger does in a state of the workflow.</summary>
    public Transition Fire(string state, string trigger, FactSet facts)
    {
        if (!idle.TryTake(out var machine))
            machine = new Machine(this);
        var taken = machine.Fire(state, trigger, facts);
        // A machine that threw does not come back.
        idle.Add(machine);
        return taken;
    }

    private static Transition.Guarded Guarded(ImmutableArray<Permit> ways)
    {
        var guards = ways.Select(way => way.Guard ?? Condition.Always).ToImmutableArray();
        return new(
            ways.Select(way => way.Otherwise).FirstOrDefault(text => text is not null),
            (guards is [var single] ? single : new Condition.AnyOf(guards)).ToString()
        );
    }

    private sealed class Machine
    {
        private readonly StateMachine<string, string> machine;
        private string at;
        private FactSet known = FactSet.Empty;
        private Transition? refused;

        public Machine(WorkflowEngine engine)
        {
            at = engine.states[0].Name;
            // Fired immediately instead of queued, a way to the state itself that a parent declares ends in the substate.
            machine = new StateMachine<string, string>(() => at, to => at = to, FiringMode.Queued);
            foreach (var state in engine.states)
                Configure(state);
            // Without a handler, a trigger that nothing takes is an exception.
            machine.OnUnhandledTrigger(
                (state, trigger) => refused = engine.guarded.GetValueOrDefault((state, trigger), NotPermitted)
            );
        }

        public Transition Fire(string state, string trigger, FactSet facts)
        {
            (at, known, refused) = (state, facts, null);
            machine.Fire(trigger);
            // The cell keeps no ticket's facts for longer than the decision.
            known = FactSet.Empty;
            return refused ?? (at == state ? Ignored : new Transition.Moved(at));
        }

        private void Configure(StateDefinition state)
        {
            var configured = machine.Configure(state.Name);
            if (state.Parent is { } parent)
                configured.SubstateOf(parent.Name);
            // Stateless knows of no order and throws when a trigger is both ignored and permitted.
            foreach (var trigger in state.Ignored)
                configured.Ignore(trigger);
            foreach (var ways in state.Permits.GroupBy(way => way.Trigger, StringComparer.Ordinal))
            {
                if (!state.Ignored.Contains(ways.Key))
                    Permit(configured, ways.Key, [.. ways]);
            }
        }

        // Two guards of one trigger that both hold make Stateless throw. A policy's are tried in order, so each of them is
        // written as "this way, and none before it".
        private void Permit(
            StateMachine<string, string>.StateConfiguration state,
            string trigger,
            ImmutableArray<Permit> ways
        )
        {
            foreach (var way in ways)
            {
                // Permit refuses a way to the state itself; reentry stays there, and brings a substate that inherits it up.
                var isReentry = way.To == way.State;
                if (way.Guard is null && ReferenceEquals(way, ways[0]))
                    _ = isReentry ? state.PermitReentry(trigger) : state.Permit(trigger, way.To);
                else if (isReentry)
                    state.PermitReentryIf(trigger, () => IsFirstOpen(way, ways));
                else
                    state.PermitIf(trigger, way.To, () => IsFirstOpen(way, ways));
            }
        }

        private bool IsFirstOpen(Permit way, ImmutableArray<Permit> ways)
        {
            foreach (var tried in ways)
            {
                if (tried.Guard is null || tried.Guard.Holds(known))
                    return ReferenceEquals(tried, way);
            }
            return false;
        }
    }
}
