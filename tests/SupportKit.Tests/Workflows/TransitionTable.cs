using System.Collections.Frozen;
using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Workflows;

namespace SupportKit.Tests.Workflows;

/// <summary>
/// What a policy means by its workflow, written out as a table without any engine: for each state and trigger the ways in
/// the order in which they are tried. Tests hold the engine to it, and benchmarks compare with it. Immutable.
/// </summary>
internal sealed class TransitionTable
{
    private readonly FrozenDictionary<(string State, string Trigger), Reaction> reactions;

    public TransitionTable(IReadOnlyCollection<WorkflowState> states)
    {
        var byName = states.ToDictionary(state => state.Name, StringComparer.Ordinal);
        reactions = states
            .SelectMany(state =>
            {
                ImmutableArray<WorkflowState> lineage = [.. WithParents(state)];
                return lineage
                    .SelectMany(at => at.Permits.Select(permit => permit.Trigger).Concat(at.Ignored))
                    .Distinct(StringComparer.Ordinal)
                    .Select(trigger => KeyValuePair.Create((state.Name, trigger), Reaction.Of(trigger, lineage)));
            })
            .ToFrozenDictionary();

        IEnumerable<WorkflowState> WithParents(WorkflowState? state)
        {
            for (; state is not null; state = state.Parent is { } parent ? byName[parent] : null)
                yield return state;
        }
    }

    private static Transition NotPermitted { get; } = new Transition.NotPermitted();

    public Transition Fire(string state, string trigger, FactSet facts) =>
        reactions.GetValueOrDefault((state, trigger))?.Take(facts) ?? NotPermitted;

    /// <summary>The ways that a trigger may take from a state, in the order in which they are tried.</summary>
    public ImmutableArray<Permit> WaysOf(string state, string trigger) =>
        reactions.GetValueOrDefault((state, trigger))?.Permits ?? [];

    // What one trigger does in one state, inheritance worked out.
    private sealed class Reaction
    {
        private static readonly Transition Ignored = new Transition.Ignored();

        private readonly ImmutableArray<(Condition? Guard, Transition Taken)> ways;
        private readonly Transition otherwise;

        private Reaction(ImmutableArray<Permit> permits, ImmutableArray<(Condition?, Transition)> ways)
        {
            (Permits, this.ways) = (permits, ways);
            otherwise = permits.IsEmpty ? Ignored : GuardedBy(permits);
        }

        public ImmutableArray<Permit> Permits { get; }

        // The state's own ways come first, then its parent's; what needs no guard hides all that follows.
        public static Reaction Of(string trigger, ImmutableArray<WorkflowState> stateAndParents)
        {
            var state = stateAndParents[0].Name;
            var permits = ImmutableArray.CreateBuilder<Permit>();
            var ways = ImmutableArray.CreateBuilder<(Condition?, Transition)>();
            foreach (var declaring in stateAndParents)
            {
                if (declaring.Ignored.Contains(trigger))
                    ways.Add((null, Ignored));
                foreach (var permit in declaring.Permits.Where(permit => permit.Trigger == trigger))
                {
                    permits.Add(permit);
                    // A parent may lead to the very substate the ticket is in.
                    ways.Add((permit.Guard, permit.To == state ? Ignored : new Transition.Moved(permit.To)));
                    if (permit.Guard is null)
                        break;
                }
                if (ways is [.., (null, _)])
                    break;
            }
            return new Reaction(permits.ToImmutable(), ways.ToImmutable());
        }

        public Transition Take(FactSet facts)
        {
            foreach (var (guard, taken) in ways)
            {
                if (guard is null || guard.Holds(facts))
                    return taken;
            }
            return otherwise;
        }

        private static Transition.Guarded GuardedBy(ImmutableArray<Permit> permits)
        {
            var guards = permits.Select(permit => permit.Guard ?? Condition.Always).ToImmutableArray();
            return new(
                permits.Select(permit => permit.Otherwise).FirstOrDefault(text => text is not null),
                (guards is [var single] ? single : new Condition.AnyOf(guards)).ToString()
            );
        }
    }
}
