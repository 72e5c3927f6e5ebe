using NodaTime;
using NodaTime.Extensions;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// The time by the store's clock, where it has one: asked twice a minute, and counted on from there by this machine's stopwatch, so
/// that a machine whose clock is wrong, or is set, takes no lease too early. Where it has none, the machine's time. Thread-safe.
/// </summary>
internal sealed class DeskClock(ITicketStore store, TimeProvider machine, ClockOptions options) : TimeProvider
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly bool compares = machine == System || options.ComparesInjected;
    private Reading? last;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>How far the machine's clock is ahead of the store's; zero where the store has none.</summary>
    public Duration Skew => machine.GetCurrentInstant() - this.GetCurrentInstant();

    /// <summary>How far it may be.</summary>
    public Duration MaxSkew => options.MaxSkew.ToDuration();

    /// <summary>Whether it is further ahead or behind than it may be.</summary>
    public bool IsSkewed => Skew is var skew && (skew > MaxSkew || skew < -MaxSkew);

    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref last) is { Store: { } store } reading
            ? store.ToDateTimeOffset() + machine.GetElapsedTime(reading.Timestamp)
            : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the store, unless that was done lately.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (!compares || Volatile.Read(ref last) is { } reading && machine.GetElapsedTime(reading.Timestamp) < Fresh)
            return;
        var answer = await store.NowAsync(cancellationToken).ConfigureAwait(false);
        // The way of the answer makes this clock late by that, never early, so that no lease seems over too soon.
        Volatile.Write(ref last, new Reading(answer, machine.GetTimestamp()));
    }

    /// <summary>The instant to decide by.</summary>
    /// <exception cref="SupportKitException"><c>desk.clock_skewed</c>: one of the two clocks is wrong.</exception>
    public async ValueTask<Instant> DecideAtAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return IsSkewed
            ? throw new SupportKitException(
                SupportKitErrors.DeskClockSkewed,
                $"The clock of this machine is {Skew} ahead of the store's, and may be {MaxSkew} ahead or behind.",
                "Set the clocks of both by a time server; ClockOptions.MaxSkew says how far apart they may be."
            )
            : this.GetCurrentInstant();
    }

    private sealed record Reading(Instant? Store, long Timestamp);
}
