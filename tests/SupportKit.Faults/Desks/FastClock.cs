namespace SupportKit.Faults.Desks;

/// <summary>
/// The machine's time, sixty times as fast and the same in all processes: a promise of a minute falls due within a
/// second, while the process is under load.
/// </summary>
public sealed class FastClock : TimeProvider
{
    private const int Speed = 60;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Start + (System.GetUtcNow() - Start) * Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Faster(dueTime), Faster(period));

    private static TimeSpan Faster(TimeSpan wait) => wait < TimeSpan.Zero ? wait : wait / Speed;
}
