using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using RabbitMQ.Client;
using SupportKit;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Testing;

namespace RabbitMq.Tests;

/// <summary>The desk's outbox, sent to a real broker.</summary>
[Trait("Category", "Long")]
public sealed class RabbitMqOutboxTests(Broker broker)
{
    private static readonly Policy Policy = Policy.Parse(
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

    private readonly ManualTimeProvider time = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    [Fact]
    public async Task Messages_of_a_ticket_arrive_in_order_while_those_of_others_leave_beside_them()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        using var host = Desk(receiver.Transport.SendAsync);
        var tickets = await OpenAsync(host, 20);
        foreach (var ticket in tickets)
        {
            for (var reply = 1; reply <= 5; reply++)
                await ReplyAsync(host, ticket, $"Answer {reply}.");
        }

        await ProcessAllAsync(host);

        var arrived = (await receiver.TakeAsync()).Select(message =>
            (Ticket: Header(message, "ticket"), Text(message))
        );
        var answers = arrived.ToLookup(message => message.Ticket, message => message.Item2);
        Assert.Equal(tickets.Length, answers.Count);
        Assert.All(
            answers,
            ticket =>
                Assert.Equal(
                    Enumerable.Range(1, 5),
                    ticket
                        .Select(text => Enumerable.Range(1, 5).FirstOrDefault(n => text.Contains($"Answer {n}.")))
                        .Where(number => number > 0)
                )
        );
    }

    [Fact]
    public async Task A_full_queue_refuses_and_what_it_refused_leaves_when_there_is_room()
    {
        await using var receiver = await Receiver.OpenAsync(await broker.StartedAsync());
        using var host = Desk(receiver.Transport.SendAsync);
        await OpenAsync(host, 10);
        await receiver.BecomeAsync(ReceiverBehavior.Rejects);

        await host.Services.GetRequiredService<OutboxProcessor>().ProcessAsync();

        Assert.Empty(await receiver.TakeAsync());
        await receiver.BecomeAsync(ReceiverBehavior.Accepts);
        await ProcessAllAsync(host);
        var arrived = await receiver.TakeAsync();
        Assert.Equal(20, arrived.Length);
        Assert.Equal(20, arrived.Select(message => message.BasicProperties.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_broker_that_is_killed_again_and_again_under_load_loses_nothing()
    {
        var node = await broker.StartedAsync();
        Task killing = Task.CompletedTask;
        var (sent, confirmed) = (0, 0);
        string queue;
        await using (var receiver = await Receiver.OpenAsync(node))
        {
            queue = receiver.Queue;
            using var host = Desk(
                async (notification, stop) =>
                {
                    // In the midst of a window: some are confirmed, some are on the way, some have not begun.
                    if (Interlocked.Increment(ref sent) is 300 or 1100)
                        killing = Task.Run(node.KillAsync, stop);
                    await receiver.Transport.SendAsync(notification, stop);
                    Interlocked.Increment(ref confirmed);
                }
            );
            await OpenAsync(host, 1000);
            var processor = host.Services.GetRequiredService<OutboxProcessor>();
            for (var round = 0; await processor.NextAsync() is not null; round++)
            {
                Assert.InRange(round, 0, 500);
                await processor.ProcessAsync();
                await killing;
                if (!node.Runs)
                    await node.StartAsync();
                time.Advance(Duration.FromSeconds(1));
            }
            Assert.Empty(
                await host.Services.GetRequiredService<ITicketStore>().DeadLettersAsync(new("default"), 10, default)
            );
        }

        Assert.Equal(2000, confirmed);
        Assert.InRange(sent, 2001, int.MaxValue); // some had to be sent again
        await using var connection = await new ConnectionFactory { Uri = node.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var ids = new HashSet<string>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
            ids.Add(message.BasicProperties.MessageId!);
        Assert.Equal(2000, ids.Count);
    }

    private IHost Desk(Func<Notification, CancellationToken, Task> send)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder
            .Services.AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(send)
            .ConfigureDelivery(delivery =>
            {
                delivery.MaxConcurrency = delivery.BatchSize = 200;
                delivery.MaxAttempts = 100;
            });
        return builder.Build();
    }

    private static async Task<TicketKey[]> OpenAsync(IHost host, int count)
    {
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var tickets = new TicketKey[count];
        for (var i = 0; i < count; i++)
        {
            var request = new OpenRequest
            {
                Requester = $"person-{i}",
                Category = "question",
                Channel = "web",
                Title = "How do I begin?",
                Body = "I found no page on it.",
            };
            var opened = (await desk.OpenAsync(request)).OrThrow();
            tickets[i] = opened.Ticket.Key;
        }
        return tickets;
    }

    private static async Task ReplyAsync(IHost host, TicketKey ticket, string text) =>
        (
            await host
                .Services.GetRequiredService<SupportDesk>()
                .ApplyAsync(ticket, new TicketCommand.Reply(Actor.Agent("bo"), text))
        ).OrThrow();

    private async Task ProcessAllAsync(IHost host)
    {
        var processor = host.Services.GetRequiredService<OutboxProcessor>();
        while (await processor.NextAsync() is not null)
        {
            await processor.ProcessAsync();
            time.Advance(Duration.FromSeconds(1));
        }
    }

    private static string Header(BasicGetResult message, string name) =>
        Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![name]!);

    private static string Text(BasicGetResult message) => Encoding.UTF8.GetString(message.Body.Span);
}
