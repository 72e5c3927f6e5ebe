using System.Collections.Concurrent;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>The clock steps back, and work takes longer than its lease.</summary>
public abstract class DatabaseClockTests : IDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);
    private readonly ManualTimeProvider time = new(Morning);
    private readonly ConcurrentQueue<string> delivered = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Folder.Dispose();
    }

    [Fact]
    public async Task A_clock_set_back_an_hour_while_a_message_leaves_does_nothing_twice_and_loses_nothing()
    {
        var database = await NewDatabaseAsync();
        await using var desk = await FaultsDeskFixture.StartAsync(database, time, SendAndStepBack);
        var acknowledged = new List<Acknowledged>();
        Client[] clients = [new(desk.Desk, 0, 0, null), new(desk.Desk, 1, 0, null)];
        for (var round = 0; round < 4 * Client.CommandsPerTicket; round++)
        {
            foreach (var client in clients)
                acknowledged.Add(await client.SendAsync());
            time.Advance(Duration.FromSeconds(20));
            await desk.Deadlines.ProcessAsync();
            await desk.Outbox.ProcessAsync();
        }
        Assert.InRange(time.Now, Morning - Duration.FromHours(1), Morning);

        await FaultsDeskFixture.DrainAsync(database, SendAsync);
        await Books.CheckAsync(database, acknowledged, [.. delivered]);
        Assert.Equal(delivered.Distinct().Count(), delivered.Count);

        Task SendAndStepBack(Notification notification, CancellationToken stop)
        {
            delivered.Enqueue(notification.Id);
            if (delivered.Count == 12)
                time.SetNow(time.Now - Duration.FromHours(1));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_message_that_a_deaf_transport_has_when_its_host_stops_leaves_again_under_its_id_and_before_the_next()
    {
        var database = await NewDatabaseAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await FaultsDeskFixture.StartAsync(database, time, SendSlowly);
        await using var other = await FaultsDeskFixture.StartAsync(database, time, SendAsync);
        var acknowledged = await new Client(slow.Desk, 0, 0, null).SendAsync();
        using var stopping = new CancellationTokenSource();
        var underWay = slow.Outbox.ProcessAsync(stopping.Token);
        await reached.Task;
        Assert.Equal(0, await other.Outbox.ProcessAsync());

        await stopping.CancelAsync();
        time.Advance(Duration.FromSeconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => underWay);
        opened.SetResult(); // it has it all the same
        Assert.Equal(2, await other.Outbox.ProcessAsync());
        await arrived.Task;
        var first = $"{acknowledged.Ticket}/1/Requester";
        Assert.Equal([first, first], delivered.Where(id => id == first));

        await FaultsDeskFixture.DrainAsync(database, SendAsync);
        await Books.CheckAsync(database, [acknowledged], [.. delivered]);

        async Task SendSlowly(Notification notification, CancellationToken stop)
        {
            reached.TrySetResult();
            await opened.Task;
            delivered.Enqueue(notification.Id);
            arrived.TrySetResult();
        }
    }

    [Fact]
    public async Task Deadlines_whose_commit_takes_longer_than_their_lease_are_fired_by_another_and_once()
    {
        const int Tickets = 5;
        var database = await NewDatabaseAsync();
        await using var slow = await FaultsDeskFixture.StartAsync(
            database,
            time,
            SendAsync,
            wrap: store => new GatedStore(store, WaitAsync)
        );
        await using var other = await FaultsDeskFixture.StartAsync(database, time, SendAsync);
        var acknowledged = new List<Acknowledged>();
        for (var client = 0; client < Tickets; client++)
            acknowledged.Add(await new Client(other.Desk, client, 0, null).SendAsync());
        time.Advance(Duration.FromMinutes(2));
        var underWay = slow.Deadlines.ProcessAsync();
        await reached.Task;
        Assert.Equal(0, await other.Deadlines.ProcessAsync());

        time.Advance(Duration.FromTimeSpan(new DeliveryOptions().LeaseDuration));
        Assert.Equal(Tickets, await other.Deadlines.ProcessAsync());
        opened.SetResult();
        Assert.Equal(Tickets, await underWay); // each lost to the other's commit
        Assert.Null(await other.Deadlines.NextAsync());

        await FaultsDeskFixture.DrainAsync(database, SendAsync);
        await Books.CheckAsync(database, acknowledged, [.. delivered]);

        async Task WaitAsync()
        {
            reached.TrySetResult();
            await opened.Task;
        }
    }

    private Task SendAsync(Notification notification, CancellationToken stop)
    {
        delivered.Enqueue(notification.Id);
        return Task.CompletedTask;
    }

    private protected abstract Task<Database> NewDatabaseAsync();
}

[Trait("Category", "Long")]
public sealed class SqliteClockTests : DatabaseClockTests
{
    private protected override Task<Database> NewDatabaseAsync() => Task.FromResult(Folder.Sqlite);
}

[Trait("Category", "Long")]
public sealed class PostgresClockTests(PostgresServer server) : DatabaseClockTests
{
    private protected override Task<Database> NewDatabaseAsync() => Database.NewAsync(server);
}
