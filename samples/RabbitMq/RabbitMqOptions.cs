using NodaTime;

namespace RabbitMq;

/// <summary>Where notifications are published, and how many at once.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>The broker, e.g. <c>amqp://127.0.0.1:5672</c>; from the host's configuration, since an account may stand in it.</summary>
    public required Uri Broker { get; init; }

    /// <summary>A durable exchange of the broker's; empty for its default one, which hands to the queue named by <see cref="RoutingKey"/>.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>How the exchange finds the queues.</summary>
    public string RoutingKey { get; init; } = "supportkit.notifications";

    /// <summary>
    /// Whether the transport makes the durable queue <see cref="RoutingKey"/> where there is none; one that is there stays as it
    /// is. Only with the default exchange: what hangs on another is the business of whoever set it up.
    /// </summary>
    public bool MakeQueue { get; init; } = true;

    /// <summary>
    /// How many messages are published and not yet confirmed, at most. Choose <c>DeliveryOptions.MaxConcurrency</c> no smaller, or
    /// the window never fills.
    /// </summary>
    public int Window { get; init; } = 256;

    /// <summary>How long a message may take, connecting and the broker's answer included, before it counts as failed.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(30);
}
