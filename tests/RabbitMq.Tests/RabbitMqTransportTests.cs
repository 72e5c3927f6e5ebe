using System.Text;
using NodaTime;
using RabbitMQ.Client;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Testing;

namespace RabbitMq.Tests;

/// <summary>The transport against a real broker.</summary>
[Trait("Category", "Long")]
public sealed class RabbitMqTransportTests(Broker broker)
{
    private static readonly Notification Hello = new(
        "one/1/Requesterana",
        "default",
        new TicketId(new Guid(1, 0, 0, new byte[8])),
        new Recipient(RecipientKind.Requester, "ana"),
        "en",
        "Hello",
        "We have read it."
    );

    public static TheoryData<string> Promises => [.. TransportCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task RabbitMq_promises_that(string promise)
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        await TransportCases.Get(promise).RunAsync(receiver);
    }

    [Fact]
    public async Task A_message_outlives_the_broker_and_says_what_it_is_without_naming_the_person_in_its_id()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());

        await receiver.Transport.SendAsync(Hello, default);

        var message = Assert.Single(await receiver.TakeAsync()).BasicProperties;
        Assert.Equal(DeliveryModes.Persistent, message.DeliveryMode);
        Assert.Matches("^[0-9a-f]{32}$", message.MessageId!);
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal(Hello.Ticket.ToString(), Encoding.UTF8.GetString((byte[])message.Headers!["ticket"]!));
        Assert.Equal("en", Encoding.UTF8.GetString((byte[])message.Headers["language"]!));
    }

    [Fact]
    public async Task What_no_queue_takes_has_failed_and_leaves_when_there_is_one()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        await receiver.UnbindAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => receiver.Transport.SendAsync(Hello, default));

        Assert.Contains("has no queue for 'test-", error.Message, StringComparison.Ordinal);
        await receiver.BecomeAsync(ReceiverBehavior.Accepts);
        await receiver.Transport.SendAsync(Hello, default);
        Assert.Single(await receiver.TakeAsync());
    }

    [Fact]
    public async Task A_channel_that_the_broker_closes_fails_what_was_on_it_and_the_next_message_opens_another()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        await receiver.DeleteExchangeAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => receiver.Transport.SendAsync(Hello, default));

        Assert.Contains("closed the connection", error.Message, StringComparison.Ordinal);
        await receiver.MakeExchangeAsync();
        await receiver.Transport.SendAsync(Hello, default);
        Assert.Single(await receiver.TakeAsync());
    }

    [Fact]
    public async Task A_broker_that_never_confirms_is_given_up_after_the_timeout()
    {
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 9, 0));
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync(), time);
        await receiver.Transport.SendAsync(Hello, default);
        await receiver.BecomeAsync(ReceiverBehavior.TimesOut);

        var sending = receiver.Transport.SendAsync(Hello, default);
        time.Advance(Duration.FromSeconds(31));

        var error = await Assert.ThrowsAsync<IOException>(() => sending);
        Assert.Contains("did not confirm within", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_named_without_the_account()
    {
        await using var transport = new RabbitMqTransport(
            new RabbitMqOptions { Broker = new Uri("amqp://desk@127.0.0.1:1") },
            TimeProvider.System
        );

        var error = await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(Hello, default));

        Assert.StartsWith("The broker at 127.0.0.1:1 cannot be reached.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_is_there_is_taken_as_it_is_and_one_that_is_not_is_made()
    {
        var node = await broker.StartedAsync();
        await using var connection = await new ConnectionFactory { Uri = node.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var limited = new Dictionary<string, object?> { ["x-max-length"] = 10 };
        await channel.QueueDeclareAsync("made-before", durable: true, exclusive: false, autoDelete: false, limited);

        foreach (var queue in (string[])["made-before", "made-now"])
        {
            var options = new RabbitMqOptions { Broker = node.Address, RoutingKey = queue };
            await using var transport = new RabbitMqTransport(options, TimeProvider.System);
            await transport.SendAsync(Hello, default);
            Assert.Equal(1u, await channel.MessageCountAsync(queue));
        }
    }

    [Fact]
    public async Task A_transport_that_is_closed_sends_nothing_more()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        await ((RabbitMqTransport)receiver.Transport).DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.Transport.SendAsync(Hello, default));
    }
}
