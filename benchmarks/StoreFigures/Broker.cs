using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using RabbitMq;
using RabbitMQ.Client;
using RabbitMq.Tests;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.StoreFigures;

/// <summary>A full outbox on PostgreSQL, sent to a broker, beside a client of that broker and nothing else.</summary>
internal static class Broker
{
    private const int Tickets = 15_000;
    private const int Window = 256;
    private const string Queue = "supportkit.notifications";

    public static async Task RunAsync(IHost host, NpgsqlDataSource source, TextWriter report)
    {
        ((ManualTimeProvider)host.Services.GetRequiredService<TimeProvider>()).SetNow(
            Rows.Start + Duration.FromMinutes(1)
        );
        var store = host.Services.GetRequiredService<EfTicketStore>();
        await using var node = new BrokerNode();
        await node.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = node.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await using var transport = new RabbitMqTransport(
            new RabbitMqOptions { Broker = node.Address, Window = Window },
            TimeProvider.System
        );
        var notifications = await RenderedAsync(host, source);

        (string Name, bool Seeded, Func<Task<int>> Run)[] ways =
        [
            ("a bare client", false, () => BareAsync(connection, notifications)),
            ("the outbox to the broker, 1 worker", true, () => ProcessAsync(host, transport, 1)),
            ("the outbox to the broker, 2 workers", true, () => ProcessAsync(host, transport, 2)),
            ("the transport alone", false, () => SendAsync(transport, notifications)),
            ("the outbox to nowhere, 1 worker", true, () => ProcessAsync(host, new Nowhere(), 1)),
            ("the store's claims and settlements alone", true, () => ClaimAndSettleAsync(store)),
        ];
        var rates = ways.Select(_ => new List<(double Rate, ProcessorTime Used)>()).ToArray();
        for (var round = 0; round <= 3; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                if (ways[way].Seeded)
                    await SeedAsync(source);
                await channel.QueuePurgeAsync(Queue);
                var before = ProcessorTime.Now();
                var watch = Stopwatch.StartNew();
                var count = await ways[way].Run();
                var rate = count / watch.Elapsed.TotalSeconds;
                var used = ProcessorTime.Now() - before;
                if (count != Tickets * 2)
                    throw new InvalidOperationException($"{ways[way].Name}: {count} of {Tickets * 2} messages.");
                Console.Error.WriteLine(
                    $"{ways[way].Name}: {rate:N0}/s, {used.Client / count:N0} {used.Postgres / count:N0} {used.Broker / count:N0}"
                );
                if (round > 0) // the first is for warming up
                    rates[way].Add((rate, used));
            }
        }

        var medians = rates.Select(list => list.OrderBy(one => one.Rate).ElementAt(list.Count / 2)).ToArray();
        report.WriteLine("## The outbox behind a broker\n");
        report.WriteLine(
            $"{Tickets * 2:N0} waiting messages of {Tickets:N0} tickets; RabbitMQ 3.10 on the same machine, durable queue, persistent messages, each confirmed, at most {Window} under way.\n"
        );
        report.WriteLine(
            "| way | messages/s (target 10,000) | of the bare client (target 0.7) | processor time a message: client | PostgreSQL | RabbitMQ |"
        );
        report.WriteLine("|---|--:|--:|--:|--:|--:|");
        for (var way = 0; way < ways.Length; way++)
            report.WriteLine(
                FormattableString.Invariant(
                    $"| {ways[way].Name} | {medians[way].Rate:N0} | {medians[way].Rate / medians[0].Rate:0.00} | {Each(medians[way].Used.Client)} | {Each(medians[way].Used.Postgres)} | {Each(medians[way].Used.Broker)} |"
                )
            );
        report.WriteLine();

        static string Each(double used) => FormattableString.Invariant($"{used / (Tickets * 2):0} µs");
    }

    // As somebody would write it who has the bodies and nothing else to do.
    private static async Task<int> BareAsync(IConnection connection, Notification[] notifications)
    {
        var bodies = notifications.Select(one =>
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    one.To,
                    one.Subject,
                    one.Body,
                }
            )
        );
        var ready = notifications.Zip(bodies, (one, body) => (one.Id, body)).ToArray();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
        );
        return await SideBySideAsync(
            ready,
            async one =>
            {
                var properties = new BasicProperties { MessageId = one.Id, Persistent = true };
                await channel.BasicPublishAsync("", Queue, mandatory: true, properties, one.body);
            }
        );
    }

    private static Task<int> SendAsync(RabbitMqTransport transport, Notification[] notifications) =>
        SideBySideAsync(notifications, one => transport.SendAsync(one, default));

    private static async Task<int> SideBySideAsync<T>(T[] all, Func<T, Task> send)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Window)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (
                            var i = Interlocked.Increment(ref next);
                            i < all.Length;
                            i = Interlocked.Increment(ref next)
                        )
                            await send(all[i]);
                    })
                )
        );
        return all.Length;
    }

    private static async Task<int> ProcessAsync(IHost host, INotificationTransport transport, int workers)
    {
        var options = Options.Create(new DeliveryOptions { BatchSize = 1000, MaxConcurrency = Window });
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var processor = ActivatorUtilities.CreateInstance<OutboxProcessor>(
                            host.Services,
                            transport,
                            options
                        );
                        var sum = 0;
                        for (
                            var count = await processor.ProcessAsync();
                            count > 0;
                            count = await processor.ProcessAsync()
                        )
                            sum += count;
                        return sum;
                    })
                )
        );
        return counts.Sum();
    }

    private static async Task<int> ClaimAndSettleAsync(EfTicketStore store)
    {
        var (now, sum) = (Rows.Start + Duration.FromMinutes(1), 0);
        while (
            await store.ClaimMessagesAsync(new(now, now + Duration.FromMinutes(2), 1000), default)
                is { IsEmpty: false } claimed
        )
        {
            sum += claimed.Length;
            await store.SettleAllAsync(
                [.. claimed.Select(one => (one, (DeliveryResult)new DeliveryResult.Delivered(now)))],
                default
            );
        }
        return sum;
    }

    private static async Task<Notification[]> RenderedAsync(IHost host, NpgsqlDataSource source)
    {
        var collected = new Nowhere();
        await SeedAsync(source);
        await ProcessAsync(host, collected, 1);
        return [.. collected.Sent];
    }

    private static async Task SeedAsync(NpgsqlDataSource source)
    {
        var commit = Rows.Open();
        var at = commit.Ticket.OpenedAt.ToUnixTimeTicks() / 10;
        var id = commit.Ticket.Id.ToString();
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync("truncate supportkit_messages");
        await RunAsync("drop table if exists made");
        await RunAsync(
            "create temporary table made as select n, gen_random_uuid() as id from generate_series(1, $1) n",
            Tickets
        );
        foreach (var message in commit.Messages)
            await RunAsync(
                """
                insert into supportkit_messages (tenant, id, destination, ticket, sequence, state, committed_at, not_before, attempts, perhaps_delivered, template, body)
                select 'default', replace($1, $2, replace(id::text, '-', '')), '', id, $3, 'Waiting', $4 + n, $4 + n, 0, false, $6, replace($5, $2, replace(id::text, '-', ''))
                from made
                """,
                message.Id,
                id,
                message.Sequence,
                at,
                MessageJson.Write(message),
                message.Template
            );
        await RunAsync("vacuum analyze supportkit_messages");
        await RunAsync("checkpoint");

        async Task RunAsync(string text, params object[] values)
        {
            await using var command = new NpgsqlCommand(text, connection);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed class Nowhere : INotificationTransport
    {
        public System.Collections.Concurrent.ConcurrentQueue<Notification> Sent { get; } = [];

        public Task SendAsync(Notification notification, CancellationToken cancellationToken)
        {
            Sent.Enqueue(notification);
            return Task.CompletedTask;
        }
    }
}
