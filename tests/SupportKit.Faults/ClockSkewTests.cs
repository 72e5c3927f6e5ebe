using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.Faults;

/// <summary>One of two machines has a wrong clock; the store has one of its own, or none.</summary>
public abstract class ClockSkewTests : IDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly ManualTimeProvider right = new(Morning);
    private readonly ManualTimeProvider wrong = new(Morning);
    private readonly ConcurrentQueue<string> delivered = new();

    private protected TemporaryFolder Folder { get; } = new();

    /// <summary>The clock of the store; null when it has none.</summary>
    private TimeProvider? Server { get; set; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Folder.Dispose();
    }

    [Theory]
    [InlineData(365 * 24 * 60)]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_machine_whose_clock_is_wrong_decides_nothing_and_says_so(int minutes)
    {
        Server = right;
        await PrepareAsync();
        await using var good = await StartAsync(right);
        await using var bad = await StartAsync(wrong);
        var ticket = (await new Client(good.Desk, 0, 0, null).SendAsync()).Ticket;
        var key = new TicketKey(SupportDesk.DefaultTenant, ticket);
        wrong.SetNow(Morning + Duration.FromMinutes(minutes));

        var refused = await Assert.ThrowsAsync<SupportKitException>(() => NoteAsync(bad, key));
        Assert.Equal("desk.clock_skewed", refused.Code);
        refused = await Assert.ThrowsAsync<SupportKitException>(() => bad.Deadlines.ProcessAsync());
        Assert.Equal("desk.clock_skewed", refused.Code);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(bad));
        Assert.Equal(Duration.FromMinutes(minutes), (await bad.Health.BacklogAsync()).ClockSkew);

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(good));
        var before = (await good.Store.FindAsync(key, Viewer.Desk, default))!;
        Assert.Equal(Morning, before.UpdatedAt);
        Assert.DoesNotContain(before.Promises, promise => promise.Status == PromiseStatus.Breached);
        Assert.IsType<DeskResult.Succeeded>(await NoteAsync(good, key));

        wrong.SetNow(Morning); // and once it is set right, it goes on
        wrong.Advance(Duration.FromMinutes(1));
        right.Advance(Duration.FromMinutes(1));
        Assert.IsType<DeskResult.Succeeded>(await NoteAsync(bad, key));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(365 * 24 * 60)]
    [InlineData(-365 * 24 * 60)]
    public async Task A_machine_whose_clock_is_wrong_takes_no_message_that_is_on_its_way(int minutes)
    {
        Server = right;
        await PrepareAsync();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var good = await StartAsync(right, SendSlowlyAsync);
        await using var bad = await StartAsync(wrong);
        await new Client(good.Desk, 0, 0, null).SendAsync();
        var underWay = good.Outbox.ProcessAsync();
        await reached.Task;
        wrong.SetNow(Morning + Duration.FromMinutes(minutes));

        Assert.Equal(0, await bad.Outbox.ProcessAsync());
        opened.SetResult();
        await underWay;
        Assert.Equal(delivered.Distinct().Count(), delivered.Count);

        async Task SendSlowlyAsync(Notification notification, CancellationToken stop)
        {
            reached.TrySetResult();
            await opened.Task;
            await SendAsync(notification, stop);
        }
    }

    [Fact]
    public async Task A_little_skew_changes_no_verdict()
    {
        Server = right;
        await PrepareAsync();
        await using var good = await StartAsync(right);
        await using var bad = await StartAsync(wrong);
        var ticket = (await new Client(good.Desk, 0, 0, null).SendAsync()).Ticket;
        var key = new TicketKey(SupportDesk.DefaultTenant, ticket);
        // A first response is promised within the minute; this machine believes that it is over.
        right.Advance(Duration.FromSeconds(30));
        wrong.Advance(Duration.FromSeconds(85));

        var reply = new TicketCommand.Reply(Actor.Agent("bo"), "We look.");
        var answered = (await bad.Desk.ApplyAsync(key, reply)).OrThrow().Ticket;
        Assert.Equal(right.Now, answered.UpdatedAt);
        Assert.DoesNotContain(answered.Promises, promise => promise.Status == PromiseStatus.Breached);
    }

    [Fact]
    public async Task Where_the_store_has_no_clock_a_note_from_next_year_holds_no_mail_up()
    {
        await PrepareAsync();
        await using var good = await StartAsync(right);
        await using var bad = await StartAsync(wrong);
        var ticket = (await new Client(good.Desk, 0, 0, null).SendAsync()).Ticket;
        var key = new TicketKey(SupportDesk.DefaultTenant, ticket);
        await good.Outbox.ProcessAsync();
        wrong.Advance(Duration.FromDays(365));
        (await bad.Desk.ApplyAsync(key, new TicketCommand.Reply(Actor.Agent("bo"), "From next year."))).OrThrow();

        var before = ToRequester();
        right.Advance(Duration.FromMinutes(1));
        (await good.Desk.ApplyAsync(key, new TicketCommand.Reply(Actor.Agent("bo"), "From today."))).OrThrow();
        while (await good.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(before + 2, ToRequester());
        Assert.Null(await good.Outbox.NextAsync());
    }

    [Fact]
    public async Task Where_the_store_has_no_clock_mails_after_a_note_from_later_leave_by_the_clock_of_their_own_commit()
    {
        await PrepareAsync();
        await using var good = await StartAsync(right);
        await using var bad = await StartAsync(wrong);
        var ticket = (await new Client(good.Desk, 0, 0, null).SendAsync()).Ticket;
        var key = new TicketKey(SupportDesk.DefaultTenant, ticket);
        (await good.Desk.ApplyAsync(key, new TicketCommand.Reply(Actor.Agent("bo"), "We look."))).OrThrow();
        while (await good.Outbox.ProcessAsync() > 0) { }
        wrong.Advance(Duration.FromHours(1));
        (await NoteAsync(bad, key)).OrThrow();

        var before = ToRequester();
        (await good.Desk.ApplyAsync(key, new TicketCommand.Reply(Actor.Agent("bo"), "We found it."))).OrThrow();
        while (await good.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(before + 1, ToRequester());
    }

    [Fact]
    public async Task A_machine_that_is_set_back_keeps_the_leases_by_the_stores_clock()
    {
        Server = right;
        await PrepareAsync();
        await using var good = await StartAsync(right);
        await using var bad = await StartAsync(wrong);
        await new Client(good.Desk, 0, 0, null).SendAsync();
        wrong.SetNow(Morning - Duration.FromHours(1));
        var lease = Duration.FromTimeSpan(new DeliveryOptions().LeaseDuration);
        var claim = new MessageClaim(Morning, Morning + lease, 10);
        Assert.NotEmpty(await good.Store.ClaimMessagesAsync(claim, default)); // by a process that dies

        Assert.Equal(0, await bad.Outbox.ProcessAsync());
        right.Advance(lease);
        wrong.Advance(lease);
        Assert.NotEqual(0, await bad.Outbox.ProcessAsync());
    }

    private protected abstract Task<Database?> NewDatabaseAsync();

    private Database? database;
    private readonly InMemoryTicketStore memory = new();

    private async Task PrepareAsync() => database = await NewDatabaseAsync();

    private Task<FaultsDeskFixture> StartAsync(
        TimeProvider machine,
        Func<Notification, CancellationToken, Task>? send = null
    ) =>
        FaultsDeskFixture.StartAsync(
            database,
            machine,
            send ?? SendAsync,
            wrap: store => new ClockedStore(database is null ? memory : store, () => Server),
            clock: options => options.ComparesInjected = true
        );

    private Task SendAsync(Notification notification, CancellationToken stop)
    {
        delivered.Enqueue(notification.Id);
        return Task.CompletedTask;
    }

    private int ToRequester() => delivered.Count(id => id.EndsWith("/Requester", StringComparison.Ordinal));

    private static Task<DeskResult> NoteAsync(FaultsDeskFixture desk, TicketKey key) =>
        desk.Desk.ApplyAsync(key, new TicketCommand.Note(Actor.Agent("bo"), "Looked at it."));

    private static async Task<HealthStatus> HealthAsync(FaultsDeskFixture desk)
    {
        var registration = new HealthCheckRegistration("desk", desk.Health, HealthStatus.Unhealthy, []);
        return (await desk.Health.CheckHealthAsync(new HealthCheckContext { Registration = registration })).Status;
    }

    /// <summary>A store whose clock is moved by hand.</summary>
    private sealed class ClockedStore(ITicketStore inner, Func<TimeProvider?> clock) : DelegatingTicketStore(inner)
    {
        public override Task<Instant?> NowAsync(CancellationToken cancellationToken) =>
            Task.FromResult(clock() is { } time ? Instant.FromDateTimeOffset(time.GetUtcNow()) : default(Instant?));
    }
}

public sealed class InMemoryClockSkewTests : ClockSkewTests
{
    private protected override Task<Database?> NewDatabaseAsync() => Task.FromResult<Database?>(null);
}

public sealed class SqliteClockSkewTests : ClockSkewTests
{
    private protected override Task<Database?> NewDatabaseAsync() => Task.FromResult<Database?>(Folder.Sqlite);
}

[Trait("Category", "Long")]
public sealed class PostgresClockSkewTests(PostgresServer server) : ClockSkewTests
{
    private readonly PostgresServer server = server;

    [Fact]
    public async Task PostgreSQL_has_a_clock_that_this_machine_is_compared_with()
    {
        await using var desk = await FaultsDeskFixture.StartAsync(
            await Database.NewAsync(server),
            TimeProvider.System,
            (_, _) => Task.CompletedTask
        );
        Assert.NotNull(await desk.Store.NowAsync(default));
        var skew = (await desk.Health.BacklogAsync()).ClockSkew; // of one machine with itself
        Assert.NotEqual(Duration.Zero, skew);
        Assert.InRange(skew, Duration.FromSeconds(-5), Duration.FromSeconds(5));
    }

    private protected override async Task<Database?> NewDatabaseAsync() => await Database.NewAsync(server);
}
