using NodaTime;

namespace SupportKit.Testing;

/// <summary>
/// A clock that only a test moves, with timers that fire as it moves: <c>Task.Delay</c> and
/// <see cref="CancellationTokenSource"/> that are given it wait for the test, never for the machine. Thread-safe.
/// </summary>
/// <remarks>
/// Timers wait for elapsed time, as the system's do. Setting the clock back changes what <see cref="Now"/> reads and
/// puts off no timer; <see cref="GetTimestamp"/> never runs backwards. Resolution is 100 nanoseconds; what is finer is
/// cut off. The time zone is UTC.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> armed = [];
    private long start;
    private long elapsed;

    // Where the clock is going: ahead of the elapsed time only while timers on the way are fired.
    private long goal;

    /// <summary>Makes a clock that stands still at an instant.</summary>
    /// <param name="now">What it reads first.</param>
    public ManualTimeProvider(Instant now) => start = now.ToUnixTimeTicks();

    /// <summary>What the clock reads.</summary>
    public Instant Now
    {
        get
        {
            lock (gate)
                return Instant.FromUnixTimeTicks(start + elapsed);
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>
    /// Lets time pass. Timers that come due on the way fire in order on this thread, each while the clock reads its own
    /// instant; those they start fire too if they come due in turn. Returns when all have run. What a callback throws
    /// comes out here, and what was still to fire does so when the clock is next moved.
    /// </summary>
    /// <param name="by">How long; not negative.</param>
    /// <exception cref="SupportKitException"><c>testing.time_reversed</c>: the duration is negative.</exception>
    public void Advance(Duration by)
    {
        if (by < Duration.Zero)
            throw new SupportKitException(
                SupportKitErrors.TestingTimeReversed,
                $"{by} is negative, and time passes in one direction only.",
                "Set the clock back with SetNow."
            );
        lock (gate)
            goal += by.BclCompatibleTicks;
        FireDue();
    }

    /// <summary>
    /// Sets the clock: forward as <see cref="Advance"/> would, backward as an administrator would, which fires nothing.
    /// </summary>
    /// <param name="now">What it is to read.</param>
    public void SetNow(Instant now)
    {
        lock (gate)
        {
            var by = now.ToUnixTimeTicks() - (start + goal);
            if (by < 0)
                start += by;
            else
                goal += by;
        }
        FireDue();
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate)
            return elapsed;
    }

    /// <summary>
    /// Makes a timer. One that is due at once fires on a thread of the pool, as the system's would; every other fires
    /// on the thread that moves the clock.
    /// </summary>
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Arms a timer anew; no due time disarms it. False when it was disposed of.</summary>
    internal bool Arm(ManualTimer timer, TimeSpan? dueTime, TimeSpan? period)
    {
        lock (gate)
        {
            armed.Remove(timer);
            if (timer.IsDisposed)
                return false;
            if (dueTime is not { } wait)
                return true;
            timer.DueAt = elapsed + wait.Ticks;
            timer.Period = period?.Ticks ?? 0;
            armed.Add(timer);
        }
        if (dueTime == TimeSpan.Zero)
            ThreadPool.UnsafeQueueUserWorkItem(clock => clock.FireDue(), this, preferLocal: false);
        return true;
    }

    // The lock is not held while a callback runs, so that it may use the clock and its timers.
    private void FireDue()
    {
        while (NextDue() is { } timer)
            timer.Fire();
    }

    private ManualTimer? NextDue()
    {
        lock (gate)
        {
            var next = armed.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > goal)
            {
                elapsed = goal;
                return null;
            }
            elapsed = Math.Max(elapsed, next.DueAt);
            armed.Remove(next);
            if (next.Period > 0)
            {
                next.DueAt += next.Period;
                armed.Add(next);
            }
            return next;
        }
    }
}
