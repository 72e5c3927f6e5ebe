namespace SupportKit.Workflows;

/// <summary>What a trigger does to a ticket in its state. Immutable.</summary>
internal abstract record Transition
{
    private protected Transition() { }

    /// <summary>It leads to another state.</summary>
    /// <param name="To">A state of the workflow, never the one the ticket is in.</param>
    public sealed record Moved(string To) : Transition;

    /// <summary>It is taken, and the ticket stays where it is.</summary>
    public sealed record Ignored : Transition;

    /// <summary>It is permitted in this state, but not on these facts.</summary>
    /// <param name="Said">What the policy tells a person; null when it says nothing.</param>
    /// <param name="Wanted">The condition that does not hold, as it is told to the desk.</param>
    public sealed record Guarded(LocalizedText? Said, string Wanted) : Transition;

    /// <summary>The state neither permits nor ignores it, or there is no such state.</summary>
    public sealed record NotPermitted : Transition;
}
