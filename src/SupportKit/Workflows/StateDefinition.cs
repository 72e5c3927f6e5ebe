using System.Collections.Immutable;

namespace SupportKit.Workflows;

/// <summary>One state as its workflow holds it, the category of its parent worked out. Immutable.</summary>
/// <param name="Name">What the policy calls it.</param>
/// <param name="Category">What it means.</param>
/// <param name="Parent">The state it is a substate of; null at the top.</param>
/// <param name="Permits">Its own ways out, in the order in which they are declared.</param>
/// <param name="Ignored">The triggers that change nothing in it.</param>
internal sealed record StateDefinition(
    string Name,
    StateCategory Category,
    StateDefinition? Parent,
    ImmutableArray<Permit> Permits,
    ImmutableArray<string> Ignored
)
{
    /// <summary>What people call it; null when the policy does not say.</summary>
    public LocalizedText? Title { get; init; }

    /// <summary>The state, its parent, and so on to the top.</summary>
    public IEnumerable<StateDefinition> WithParents
    {
        get
        {
            for (var at = this; at is not null; at = at.Parent)
                yield return at;
        }
    }

    /// <summary>Every trigger that the state or one of its parents permits or ignores.</summary>
    public IEnumerable<string> Triggers =>
        WithParents
            .SelectMany(state => state.Permits.Select(permit => permit.Trigger).Concat(state.Ignored))
            .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The ways that a trigger may take from here, in the order in which they are tried: the state's own, then its
    /// parent's. A way without a guard hides all that follow it, and so does a state that ignores the trigger.
    /// </summary>
    public ImmutableArray<Permit> WaysOf(string trigger) => WaysOf(trigger, out _);

    /// <summary>Whether every way that the trigger may take from here has a guard, so that facts may close them all.</summary>
    public bool MayRefuse(string trigger, out ImmutableArray<Permit> ways)
    {
        ways = WaysOf(trigger, out var isHandled);
        return !isHandled && !ways.IsEmpty;
    }

    private ImmutableArray<Permit> WaysOf(string trigger, out bool isHandled)
    {
        isHandled = true;
        var ways = ImmutableArray.CreateBuilder<Permit>();
        foreach (var state in WithParents)
        {
            if (state.Ignored.Contains(trigger))
                return ways.DrainToImmutable();
            foreach (var permit in state.Permits)
            {
                if (permit.Trigger != trigger)
                    continue;
                ways.Add(permit);
                if (permit.Guard is null)
                    return ways.DrainToImmutable();
            }
        }
        isHandled = false;
        return ways.DrainToImmutable();
    }
}
