using System.Collections.Immutable;
using System.Text.Json;
using RabbitMQ.Client;
using SupportKit;
using SupportKit.Testing;

namespace RabbitMq.Tests;

/// <summary>A transport and the queue it publishes to, by an exchange of its own that decides what becomes of a message.</summary>
internal sealed class Receiver : ITransportProbe, IAsyncDisposable
{
    private readonly BrokerNode broker;
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string name;
    private readonly RabbitMqTransport transport;
    private ImmutableArray<BasicGetResult> taken = [];

    private Receiver(
        BrokerNode broker,
        IConnection connection,
        IChannel channel,
        RabbitMqOptions options,
        TimeProvider time
    )
    {
        (this.broker, this.connection, this.channel, name) = (broker, connection, channel, options.Exchange);
        transport = new RabbitMqTransport(options, time);
    }

    public INotificationTransport Transport => transport;

    public string Queue => name;

    private string Full => $"{name}.full";

    public static async Task<Receiver> OpenAsync(BrokerNode broker, TimeProvider? time = null)
    {
        var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var name = $"test-{Guid.NewGuid():N}";
        await channel.ExchangeDeclareAsync(name, ExchangeType.Direct, durable: true);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(name, name, name);
        var options = new RabbitMqOptions
        {
            Broker = broker.Address,
            Exchange = name,
            RoutingKey = name,
        };
        var receiver = new Receiver(broker, connection, channel, options, time ?? TimeProvider.System);
        // A queue that has no place for anything, and says so.
        await channel.QueueDeclareAsync(
            receiver.Full,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 0, ["x-overflow"] = "reject-publish" }
        );
        return receiver;
    }

    public void SetBehavior(ReceiverBehavior mood) => BecomeAsync(mood).GetAwaiter().GetResult();

    public Task BecomeAsync(ReceiverBehavior mood) =>
        mood switch
        {
            ReceiverBehavior.Accepts => RouteAsync(from: Full, to: name),
            ReceiverBehavior.Rejects => RouteAsync(from: name, to: Full),
            _ => broker.FreezeAsync(),
        };

    /// <summary>From now on no queue is there for what is published.</summary>
    public Task UnbindAsync() => channel.QueueUnbindAsync(name, name, name);

    /// <summary>From now on there is not even an exchange.</summary>
    public Task DeleteExchangeAsync() => channel.ExchangeDeleteAsync(name);

    /// <summary>There is again.</summary>
    public async Task MakeExchangeAsync()
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Direct, durable: true);
        await channel.QueueBindAsync(name, name, name);
    }

    /// <summary>Everything that has arrived so far, in the queue's order.</summary>
    public async Task<ImmutableArray<BasicGetResult>> TakeAsync()
    {
        while (await channel.BasicGetAsync(name, autoAck: true) is { } message)
            taken = taken.Add(message);
        return taken;
    }

    public async Task<ImmutableArray<ArrivedNotification>> ArrivedAsync(CancellationToken cancellationToken) =>
        [.. (await TakeAsync()).Select(Read)];

    public async ValueTask DisposeAsync()
    {
        await broker.ThawAsync();
        await transport.DisposeAsync();
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task RouteAsync(string from, string to)
    {
        await channel.QueueUnbindAsync(from, name, name);
        await channel.QueueBindAsync(to, name, name);
    }

    private static ArrivedNotification Read(BasicGetResult message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return new ArrivedNotification(
            message.BasicProperties.MessageId!,
            body.RootElement.GetProperty("subject").GetString()!,
            body.RootElement.GetProperty("body").GetString()!
        );
    }
}
