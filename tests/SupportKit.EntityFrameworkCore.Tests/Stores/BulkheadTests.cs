using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>One ticket, message or policy that cannot be read stops nobody else, and an operator is told of it.</summary>
public abstract class BulkheadTests(EmptiedDatabase file)
{
    private const int Innocent = 40;

    private readonly ManualTimeProvider time = new(SampleTickets.Morning);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deadlines_of_all_others_fire_beside_a_ticket_that_cannot_be_read()
    {
        var database = await file.EmptyAsync();
        var bad = await OpenAsync(database, "victim");
        for (var i = 0; i < Innocent; i++)
            await OpenAsync(database, "default");
        await DamageAsync(database, "supportkit_tickets", "id", bad);
        var services = Services(database.Store, database.Archive);
        time.Advance(Duration.FromHours(2));

        var deadlines = services.GetRequiredService<DeadlineProcessor>();
        while (await deadlines.ProcessAsync(Stop) > 0) { }
        while (await services.GetRequiredService<OutboxProcessor>().ProcessAsync(Stop) > 0) { }

        await using var context = await database.NewContextAsync();
        Assert.Equal(
            Innocent,
            await context.Set<EventRow>().CountAsync(row => row.Body.Contains("promise-breached"), Stop)
        );
        var item = Assert.Single(await database.Store.QuarantinedAsync(null, 10, Stop));
        Assert.Equal((bad.Key, SupportKitErrors.StoreTicketUnreadable, 1), (item.Ticket, item.Code, item.Attempts));
        Assert.Equal(Now + Duration.FromMinutes(1), item.RetryAt);
        Assert.DoesNotContain("Down", item.Reason, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Degraded, 1), await HealthAsync(services));

        // It is repaired, and an operator does not wait for the next attempt.
        await RepairAsync(database, "supportkit_tickets", "id", bad);
        Assert.Equal(1, await database.Store.RetryQuarantinedAsync("victim", null, Now, Stop));
        Assert.Equal(1, await deadlines.ProcessAsync(Stop));
        Assert.Empty(await database.Store.QuarantinedAsync(null, 10, Stop));
    }

    [Fact]
    public async Task Messages_of_all_others_leave_beside_one_that_cannot_be_read()
    {
        var database = await file.EmptyAsync();
        var bad = await OpenAsync(database, "victim");
        for (var i = 0; i < Innocent; i++)
            await OpenAsync(database, "default");
        await DamageAsync(database, "supportkit_messages", "ticket", bad);
        var sent = 0;
        var services = Services(database.Store, database.Archive, () => Interlocked.Increment(ref sent));

        var outbox = services.GetRequiredService<OutboxProcessor>();
        for (var i = 0; i < 3; i++)
            while (await outbox.ProcessAsync(Stop) > 0) { }

        await using var context = await database.NewContextAsync();
        var others = await context.Set<MessageRow>().CountAsync(row => row.Tenant == "default", Stop);
        Assert.True(others >= Innocent);
        Assert.Equal(others, sent);
        var items = await database.Store.QuarantinedAsync("victim", 10, Stop);
        Assert.All(items, item => Assert.Equal(SupportKitErrors.StoreMessageUnreadable, item.Code));
        Assert.All(items, item => Assert.NotNull(item.MessageId));
        Assert.NotEmpty(items);
        Assert.Equal((HealthStatus.Degraded, items.Length), await HealthAsync(services));

        // Each attempt in vain counts, and the next is twice as far away.
        Assert.All(items, item => Assert.Equal((1, Now + Duration.FromMinutes(1)), (item.Attempts, item.RetryAt)));
        time.Advance(Duration.FromMinutes(1));
        while (await outbox.ProcessAsync(Stop) > 0) { }
        var again = await database.Store.QuarantinedAsync("victim", 10, Stop);
        Assert.All(again, item => Assert.Equal((2, Now + Duration.FromMinutes(2)), (item.Attempts, item.RetryAt)));

        await RepairAsync(database, "supportkit_messages", "ticket", bad);
        await database.Store.RetryQuarantinedAsync("victim", bad.Id, Now, Stop);
        while (await outbox.ProcessAsync(Stop) > 0) { }
        Assert.Equal(await context.Set<MessageRow>().CountAsync(Stop), sent);
        Assert.Empty(await database.Store.QuarantinedAsync(null, 10, Stop));
    }

    [Fact]
    public async Task Lists_the_queue_and_take_next_pass_over_a_ticket_that_cannot_be_read_and_name_it()
    {
        var database = await file.EmptyAsync();
        var bad = await OpenAsync(database, "default");
        time.Advance(Duration.FromMinutes(1));
        var good = await OpenAsync(database, "default");
        await DamageAsync(database, "supportkit_tickets", "id", bad);
        var desk = Services(database.Store, database.Archive).GetRequiredService<SupportDesk>();

        var pages = new List<TicketPage>();
        for (TicketCursor? after = null; pages.Count == 0 || after is not null; after = pages[^1].Next)
            pages.Add(await desk.ListAsync(new TicketQuery("default", Viewer.Desk) { Limit = 1, After = after }, Stop));
        Assert.Equal([bad.Id], pages.SelectMany(page => page.Unreadable));
        Assert.Equal([good.Id], pages.SelectMany(page => page.Tickets).Select(ticket => ticket.Id));
        var queue = await desk.ListQueueAsync("desk", Viewer.Desk, cancellationToken: Stop);
        Assert.Equal([good.Id], queue.Tickets.Select(ticket => ticket.Id));

        var taken = await desk.TakeNextAsync("desk", Actor.Agent("bo"), cancellationToken: Stop);
        Assert.Equal(good.Id, taken!.Id);
        var error = await Assert.ThrowsAsync<SupportKitException>(() => desk.FindAsync(bad.Key, Viewer.Desk, Stop));
        Assert.Equal(SupportKitErrors.StoreTicketUnreadable, error.Code);
    }

    [Fact]
    public async Task A_person_gets_and_is_erased_from_all_that_can_be_read_and_the_rest_is_named()
    {
        var database = await file.EmptyAsync();
        var bad = await OpenAsync(database, "default");
        var good = await OpenAsync(database, "default");
        await DamageAsync(database, "supportkit_events", "ticket", bad);
        await DamageAsync(database, "supportkit_tickets", "id", bad);
        var data = Services(database.Store, database.Archive).GetRequiredService<PersonalDataService>();

        using var written = new MemoryStream();
        await data.ExportAsync("default", "ana", written, Stop);
        var export = Encoding.UTF8.GetString(written.ToArray());
        Assert.Contains($"\"unreadable\":[\"{bad.Id}\"]", export, StringComparison.Ordinal);
        Assert.Contains(good.Id.ToString(), export, StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<SupportKitException>(() =>
            data.EraseAsync("default", "ana", "nobody-1", Stop)
        );
        Assert.Equal(SupportKitErrors.ErasureTicketUnreadable, error.Code);
        Assert.Contains(bad.Id.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal("nobody-1", (await database.Store.FindAsync(good.Key, Viewer.Desk, Stop))!.Requester);
    }

    [Fact]
    public async Task A_version_of_the_policy_that_cannot_be_read_is_as_one_that_is_lost()
    {
        var database = await file.EmptyAsync();
        var bad = await OpenAsync(database, "default");
        await OpenAsync(database, "victim");
        await database.Archive.KeepAsync("default", bad.Policy, """{ "id": "sample", "futureSection": {} }""", Stop);
        var newer = Policy.Parse(SampleTickets.Policy.ToJson().Replace("sample", "newer", StringComparison.Ordinal));
        var services = Services(database.Store, database.Archive, policy: newer);
        time.Advance(Duration.FromHours(2));

        var deadlines = services.GetRequiredService<DeadlineProcessor>();
        while (await deadlines.ProcessAsync(Stop) > 0) { }

        Assert.Equal(newer.Version, (await database.Store.FindAsync(bad.Key, Viewer.Desk, Stop))!.Policy);
        await using var context = await database.NewContextAsync();
        Assert.Equal(2, await context.Set<EventRow>().CountAsync(row => row.Body.Contains("promise-breached"), Stop));
        Assert.Empty(await database.Store.QuarantinedAsync(null, 10, Stop));
    }

    [Fact]
    public async Task A_state_of_a_newer_version_is_listed_counted_and_written_back_as_it_was()
    {
        var database = await file.EmptyAsync();
        var opened = await OpenAsync(database, "default");
        await using var context = await database.NewContextAsync();
        var changed = await context.Database.ExecuteSqlRawAsync(
            """
            update supportkit_tickets set state = 'Triaged',
              body = replace(body, '"stateCategory":"New"', '"stateCategory":"Triaged"')
            """,
            Stop
        );
        Assert.Equal(1, changed);

        var found = (await database.Store.FindAsync(opened.Key, Viewer.Desk, Stop))!;
        Assert.False(Enum.IsDefined(found.StateCategory));
        var count = await database.Store.CountAsync(new TicketQuery("default", Viewer.Desk), limit: null, Stop);
        Assert.Equal(1, count.ByState[found.StateCategory]);
        // Whatever it means, the ticket is not closed, and its requester finds it among those that are open.
        var newer = SampleTickets.Open();
        newer = newer with { Ticket = newer.Ticket with { StateCategory = found.StateCategory } };
        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(newer, Stop));
        var own = new TicketQuery("default", Viewer.OfRequester("ana")) { States = [found.StateCategory] };
        Assert.Equal(2, (await database.Store.ListAsync(own, Stop)).Tickets.Length);
        Assert.Empty((await database.Store.ListAsync(own with { States = [StateCategory.Closed] }, Stop)).Tickets);

        var commit = SampleTickets.Apply(found, new TicketCommand.Note(Actor.Agent("bo"), "Seen."));
        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
        Assert.Equal(
            2,
            await context
                .Database.SqlQueryRaw<int>(
                    """
                    select cast(count(*) as int) as "Value" from supportkit_tickets
                    where state = 'Triaged' and body like '%"stateCategory":"Triaged"%'
                    """
                )
                .SingleAsync(Stop)
        );
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static async Task<Ticket> OpenAsync(TestDatabase database, string tenant)
    {
        var commit = SampleTickets.Open(tenant: tenant);
        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
        return commit.Ticket;
    }

    // What is stored is no JSON any more, and then it is again.
    private static Task DamageAsync(TestDatabase database, string table, string column, Ticket ticket) =>
        ChangeAsync(database, $"update {table} set body = '!' || body where tenant = @p0 and {column} = @p1", ticket);

    private static Task RepairAsync(TestDatabase database, string table, string column, Ticket ticket) =>
        ChangeAsync(
            database,
            $"update {table} set body = substr(body, 2) where tenant = @p0 and {column} = @p1",
            ticket
        );

    private static async Task ChangeAsync(TestDatabase database, string sql, Ticket ticket)
    {
        await using var context = await database.NewContextAsync();
        var isPostgres = context.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);
        object id = isPostgres
            ? ticket.Id.Value
            : ticket.Id.Value.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();
        Assert.NotEqual(0, await context.Database.ExecuteSqlRawAsync(sql, [ticket.Tenant, id], Stop));
    }

    private ServiceProvider Services(
        ITicketStore store,
        IPolicyArchive archive,
        Action? sent = null,
        Policy? policy = null
    )
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(store).AddSingleton(archive).AddSingleton<TimeProvider>(time);
        services.AddSingleton((IPersonalDataStore)store);
        services
            .AddSupportKit()
            .AddPolicy(policy ?? SampleTickets.Policy)
            .AddPolicy(policy ?? SampleTickets.Policy, "victim")
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(
                (_, _) =>
                {
                    sent?.Invoke();
                    return Task.CompletedTask;
                }
            );
        return services.BuildServiceProvider();
    }

    private static async Task<(HealthStatus, int)> HealthAsync(ServiceProvider services)
    {
        var health = services.GetRequiredService<DeskHealth>();
        var registration = new HealthCheckRegistration("desk", health, HealthStatus.Unhealthy, null);
        var result = await health.CheckHealthAsync(new HealthCheckContext { Registration = registration }, Stop);
        return (result.Status, (await health.BacklogAsync(Stop)).Quarantined);
    }
}

public sealed class SqliteBulkheadTests(SqliteDatabase database)
    : BulkheadTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresBulkheadTests(PostgresDatabase database)
    : BulkheadTests(database),
        IClassFixture<PostgresDatabase>;
