using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Texts;

namespace SupportKit.Tickets;

/// <summary>What one trigger does in one state, inheritance worked out. Immutable; taking it allocates nothing.</summary>
internal sealed class Reaction
{
    private static readonly Transition Ignored = new Transition.Ignored();

    private readonly ImmutableArray<(Condition? Guard, Transition Taken)> ways;
    private readonly Transition otherwise;

    private Reaction(ImmutableArray<Permit> permits, ImmutableArray<(Condition?, Transition)> ways)
    {
        (Permits, this.ways) = (permits, ways);
        otherwise = permits.IsEmpty ? Ignored : new Transition.Guarded(ReasonOf(permits));
    }

    /// <summary>The ways in the order in which they are tried; none when the trigger is ignored.</summary>
    public ImmutableArray<Permit> Permits { get; }

    /// <summary>The state's own ways come first, then its parent's; what needs no guard hides all that follows.</summary>
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

    private static LocalizedText ReasonOf(ImmutableArray<Permit> permits)
    {
        if (permits.Select(permit => permit.Otherwise).FirstOrDefault(text => text is not null) is { } said)
            return said;
        var guards = permits.Select(permit => permit.Guard ?? Condition.Always).ToImmutableArray();
        var wanted = guards is [var single] ? single : new Condition.AnyOf(guards);
        return new LocalizedText([
            KeyValuePair.Create("en", $"This needs: {wanted}."),
            KeyValuePair.Create("fr", $"Il faut : {wanted}."),
            KeyValuePair.Create("pt", $"Isto requer: {wanted}."),
        ]);
    }
}
