namespace HelpDesk;

/// <summary>
/// A clock that runs faster than the wall's, so that a promise of ten minutes can be seen to break in ten seconds, and that can be put
/// forward over a weekend. Time is a parameter of everything in SupportKit, so nothing else has to know.
/// </summary>
public sealed class DemoClock(double speed) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private long advanced;

    public override DateTimeOffset GetUtcNow() =>
        start + (System.GetUtcNow() - start) * speed + TimeSpan.FromTicks(Interlocked.Read(ref advanced));

    /// <summary>Puts the clock forward. Who sleeps is not woken, and looks at the clock within a second of the wall's time.</summary>
    public void Advance(TimeSpan span) => Interlocked.Add(ref advanced, span.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
