using NodaTime;
using NodaTime.Extensions;

namespace SupportKit.Hosting;

/// <summary>Waits for an instant rather than for a span of time.</summary>
internal static class Alarm
{
    // Timers count in milliseconds, so this is how exactly an alarm can be set.
    private static readonly Duration Precision = Duration.FromMilliseconds(1);

    /// <summary>
    /// Returns when the clock reads the instant. Between the reading of the clock and the setting of a timer the clock may
    /// go on: on a busy machine by the time this thread was held up, in a test by as much as the test likes. A timer set for
    /// the span that was left at the reading would then ring too late, or, under a clock that somebody moves by hand, never.
    /// So the clock is read once more when the timer is set, and the timer is set anew if the clock has moved.
    /// </summary>
    /// <remarks>A clock that is set back while this waits does not make it wait longer.</remarks>
    public static async Task RingAtAsync(Instant at, TimeProvider time, CancellationToken cancellationToken)
    {
        while (time.GetCurrentInstant() is var now && now < at)
        {
            using var moved = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var timer = Task.Delay(RoundedUp(at - now), time, moved.Token);
            var isLate = time.GetCurrentInstant() - now >= Precision;
            if (isLate)
                await moved.CancelAsync().ConfigureAwait(false);
            await timer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (!isLate)
                return;
        }
    }

    // Up to whole milliseconds, because ringing early would mean waking twice.
    private static TimeSpan RoundedUp(Duration left) => TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
}
