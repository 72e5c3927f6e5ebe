using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SupportKit;
using SupportKit.Decisions;

namespace RabbitMq;

/// <summary>One connection with one channel on it that confirms; where either is closed, so is this, for good.</summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private BrokerLink(IConnection connection, IChannel channel) =>
        (this.connection, this.channel) = (connection, channel);

    public bool IsOpen => channel.IsOpen;

    public static async Task<BrokerLink> OpenAsync(RabbitMqOptions options, CancellationToken stop)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Broker,
            ClientProvidedName = "supportkit",
            AutomaticRecoveryEnabled = false,
        };
        var connection = await factory.CreateConnectionAsync(stop);
        try
        {
            if (
                options is { MakeQueue: true, Exchange: "" }
                && !await IsThereAsync(connection, options.RoutingKey, stop)
            )
            {
                await using var making = await connection.CreateChannelAsync(cancellationToken: stop);
                await making.QueueDeclareAsync(
                    options.RoutingKey,
                    durable: true,
                    exclusive: false,
                    autoDelete: false,
                    cancellationToken: stop
                );
            }
            // The transport's window bounds what is under way; the client's own limiter would slow down before it is full.
            var confirming = new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null
            );
            return new BrokerLink(connection, await connection.CreateChannelAsync(confirming, stop));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once the broker has confirmed; throws what the client throws where it refuses, returns or closes.</summary>
    public async Task PublishAsync(RabbitMqOptions options, Notification notification, CancellationToken stop)
    {
        var properties = new BasicProperties
        {
            MessageId = StableId(notification),
            Persistent = true,
            Type = "notification",
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            Headers = new Dictionary<string, object?>
            {
                ["tenant"] = notification.Tenant,
                ["ticket"] = notification.Ticket.ToString(),
                ["recipient-kind"] = notification.To.Kind.ToString(),
                ["language"] = notification.Language,
            },
        };
        var words = new Words(notification.To, notification.Subject, notification.Body);
        var body = JsonSerializer.SerializeToUtf8Bytes(words, WordsJson.Default.Words);
        await channel.BasicPublishAsync(options.Exchange, options.RoutingKey, mandatory: true, properties, body, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    // The same however often it is sent, and without the id of a person that the notification's own ends with.
    private static string StableId(Notification notification) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{notification.Tenant}\n{notification.Id}")).AsSpan(0, 16)
        );

    // A queue that is there may be of another kind than one that is made here; asking for one that is not closes the channel.
    private static async Task<bool> IsThereAsync(IConnection connection, string queue, CancellationToken stop)
    {
        await using var asking = await connection.CreateChannelAsync(cancellationToken: stop);
        try
        {
            await asking.QueueDeclarePassiveAsync(queue, stop);
            return true;
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }
}

/// <summary>The body of a message; what a consumer may want to choose by stands in its headers.</summary>
internal sealed record Words(Recipient To, string Subject, string Body);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Words))]
internal sealed partial class WordsJson : JsonSerializerContext;
