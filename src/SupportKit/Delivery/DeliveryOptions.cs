using NodaTime;

namespace SupportKit.Delivery;

/// <summary>How the workers fire deadlines and deliver messages. Checked when the host starts.</summary>
public sealed class DeliveryOptions
{
    /// <summary>How long a worker may keep what it has claimed before another one takes over. More than a batch takes.</summary>
    public Duration LeaseDuration { get; set; } = Duration.FromMinutes(2);

    /// <summary>How much is claimed at once, 1 to 1000.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>How many messages, each of another ticket, leave side by side, 1 to 1000.</summary>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>How often delivery is tried before a message is parked, at least 1.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>The delay after the first failure; it doubles with each further one.</summary>
    public Duration BaseDelay { get; set; } = Duration.FromSeconds(5);

    /// <summary>The longest delay between two attempts.</summary>
    public Duration MaxDelay { get; set; } = Duration.FromHours(1);

    /// <summary>
    /// The longest a worker sleeps. It wakes by itself for what it knows of; this bounds how late it notices what another
    /// process planned.
    /// </summary>
    public Duration MaxPollingInterval { get; set; } = Duration.FromSeconds(30);

    /// <summary>Where people read a ticket, with <c>{ticket}</c> for its id: an absolute URL.</summary>
    public string TicketLink { get; set; } = "https://support.example/tickets/{ticket}";

    /// <summary>The delay after a number of failed attempts: exponential, with the upper half left to chance so that many failures spread out.</summary>
    /// <param name="attempts">At least 1.</param>
    /// <param name="chance">From 0 to below 1.</param>
    internal Duration DelayAfter(int attempts, double chance)
    {
        var doubled = BaseDelay * Math.Pow(2, Math.Min(attempts - 1, 30));
        return Duration.Min(doubled, MaxDelay) * (0.5 + chance / 2);
    }
}
