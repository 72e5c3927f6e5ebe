namespace HelpDesk;

/// <summary>
/// A clock that runs faster than the wall's, so that a promise of ten minutes can be seen to break in ten seconds.
/// Time is a parameter of everything in SupportKit, so nothing else has to know.
/// </summary>
public sealed class DemoClock(double speed) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - start) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scale(dueTime), Scale(period));

    private TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
