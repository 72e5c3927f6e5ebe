using NodaTime;
using NodaTime.Extensions;

namespace SupportKit.Delivery;

/// <summary>How the workers process deadlines and deliver messages. Checked when the host starts.</summary>
/// <remarks>
/// With the defaults a message is tried 60 times before it is a dead letter: after 5 seconds, then after twice as long each time
/// up to an hour, each delay shortened by up to half at random. That spans 25 hours at least and 38 on average, and longer while a
/// destination takes nothing at all, since it is then spared most attempts.
/// </remarks>
public sealed class DeliveryOptions
{
    /// <summary>
    /// How long a worker may keep what it has claimed before another one takes over: 2 minutes, unless set. At least twice
    /// <see cref="SendTimeout"/>, so that no send outlives the lease it was begun under. Leases of sends under way are renewed.
    /// At most a day.
    /// </summary>
    /// <remarks><c>Delivery:LeaseDuration</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How much is claimed at once, 1 to 1000: 64, unless set. Of messages, no more than can begin to leave within a second.</summary>
    /// <remarks><c>Delivery:BatchSize</c> in the configuration; see docs/options.md.</remarks>
    public int BatchSize { get; set; } = 64;

    /// <summary>How many messages, each of another ticket, leave side by side to one destination, 1 to 1000: 8, unless set.</summary>
    /// <remarks><c>Delivery:MaxConcurrency</c> in the configuration; see docs/options.md.</remarks>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>
    /// How long one send may take: 30 seconds, unless set; more than none, and at most half of <see cref="LeaseDuration"/>. A
    /// transport that has not returned by then is left to itself, and the attempt has failed as one that perhaps delivered.
    /// </summary>
    /// <remarks><c>Delivery:SendTimeout</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often delivery is tried before a message is a dead letter, at least 1: 60, unless set.</summary>
    /// <remarks><c>Delivery:MaxAttempts</c> in the configuration; see docs/options.md.</remarks>
    public int MaxAttempts { get; set; } = 60;

    /// <summary>The delay after the first failure: 5 seconds, unless set; more than none. It doubles with each further one.</summary>
    /// <remarks><c>Delivery:BaseDelay</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay between two attempts: an hour, unless set; at least <see cref="BaseDelay"/> and at most a day.</summary>
    /// <remarks><c>Delivery:MaxDelay</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The longest a worker sleeps: 30 seconds, unless set; more than none, and at most a day. It wakes by itself for what it knows of; this bounds
    /// how late it notices what another process planned.
    /// </summary>
    /// <remarks><c>Delivery:MaxPollingInterval</c> in the configuration; see docs/options.md.</remarks>
    public TimeSpan MaxPollingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay after a number of failed attempts: exponential, with the upper half left to chance so that many failures spread out.</summary>
    /// <param name="attempts">At least 1.</param>
    /// <param name="chance">From 0 to below 1.</param>
    internal Duration DelayAfter(int attempts, double chance)
    {
        var doubled = BaseDelay.ToDuration() * Math.Pow(2, Math.Min(attempts - 1, 30));
        return Duration.Min(doubled, MaxDelay.ToDuration()) * (0.5 + chance / 2);
    }
}
