using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using SupportKit;

// The address is the first argument or the setting "broker"; an account other than the broker's own for local guests
// belongs into the setting, e.g. as an environment variable.
var builder = Host.CreateApplicationBuilder();
var address = args is [var first, ..] ? first : builder.Configuration["broker"];
if (!Uri.TryCreate(address, UriKind.Absolute, out var broker) || broker.Scheme is not ("amqp" or "amqps"))
{
    Console.Error.WriteLine("Say where the broker is: dotnet run --project samples/RabbitMq -- amqp://127.0.0.1:5672");
    return 2;
}

var options = new RabbitMqOptions { Broker = broker };
builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options);
builder
    .Services.AddSupportKit()
    .AddPolicy(Small.Policy)
    .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
    .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
    .UseTransport<RabbitMqTransport>(ServiceLifetime.Singleton)
    .ConfigureDelivery(delivery => delivery.MaxConcurrency = delivery.BatchSize = options.Window);
using var host = builder.Build();
await host.StartAsync();

var desk = host.Services.GetRequiredService<SupportDesk>();
var expected = 0;
foreach (var person in (string[])["ada", "grace", "edsger"])
{
    var request = new OpenRequest
    {
        Requester = person,
        Category = "question",
        Channel = "web",
        Title = "How do I begin?",
        Body = "I found no page on it.",
    };
    (await desk.OpenAsync(request)).OrThrow();
    expected += 2; // one to whoever asked, one to the queue
}

// At the other end: somebody who takes what arrived, and acknowledges it when it is dealt with.
try
{
    var factory = new ConnectionFactory { Uri = broker };
    await using var connection = await factory.CreateConnectionAsync();
    await using var channel = await connection.CreateChannelAsync();
    await channel.QueueDeclareAsync(options.RoutingKey, durable: true, exclusive: false, autoDelete: false);
    var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    var consumer = new AsyncEventingBasicConsumer(channel);
    consumer.ReceivedAsync += async (_, message) =>
    {
        using var body = JsonDocument.Parse(message.Body);
        var to = body.RootElement.GetProperty("to").GetProperty("id");
        Console.WriteLine($"{message.BasicProperties.MessageId} to {to}: {body.RootElement.GetProperty("subject")}");
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        if (Interlocked.Decrement(ref expected) == 0)
            all.SetResult();
    };
    await channel.BasicConsumeAsync(options.RoutingKey, autoAck: false, consumer);
    await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
}
catch (Exception error) when (error is TimeoutException or IOException or RabbitMQClientException)
{
    Console.Error.WriteLine($"Nothing more arrived from {broker.Host}:{broker.Port}: {error.Message}");
    return 1;
}
await host.StopAsync();
return 0;

internal static class Small
{
    public static Policy Policy { get; } =
        Policy.Parse(
            """
            {
              "id": "small",
              "channels": { "web": {} },
              "categories": { "question": {} },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
}
