namespace SupportKit.Testing;

/// <summary>A timer of <see cref="ManualTimeProvider"/>, which holds the lock over its two numbers.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? context = ExecutionContext.Capture();
    private volatile bool disposed;

    public bool IsDisposed => disposed;

    /// <summary>When it fires next, in elapsed ticks of the clock.</summary>
    public long DueAt { get; set; }

    /// <summary>Ticks between two firings; 0 to fire once.</summary>
    public long Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var (due, every) = (Read(dueTime, nameof(dueTime)), Read(period, nameof(period)));
        return clock.Arm(this, due, every);
    }

    public void Fire()
    {
        if (disposed)
            return;
        if (context is null)
            callback(state);
        else
            ExecutionContext.Run(context, timer => ((ManualTimer)timer!).Call(), this);
    }

    public void Dispose()
    {
        disposed = true;
        clock.Arm(this, null, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);

    // Null for the infinite time, which means never.
    private static TimeSpan? Read(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return null;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        return time;
    }
}
