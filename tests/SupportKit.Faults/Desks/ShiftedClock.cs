namespace SupportKit.Faults.Desks;

/// <summary>The machine's time, and so much more or less: a machine whose clock was set wrong.</summary>
public sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
