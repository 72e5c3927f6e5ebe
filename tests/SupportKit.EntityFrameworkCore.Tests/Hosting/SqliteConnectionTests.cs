using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What a host does with SQLite's connections, and what the store notices of it.</summary>
public sealed class SqliteConnectionTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transaction_that_a_host_began_in_sql_and_left_open_swallows_no_ticket(bool hostsOwnContext)
    {
        await using var shop = await OpenAsync(hostsOwnContext);
        using (var left = new SqliteConnection(file.Connection))
        {
            left.Open();
            Say(left, "begin");
        } // and the connection is back in the host's pool

        await shop.GetRequiredService<SupportDesk>().OpenAsync(Shop.Request(), Stop);

        file.CloseAll(); // what nobody has committed is gone
        var page = await shop.GetRequiredService<ITicketStore>()
            .ListAsync(new TicketQuery("default", Viewer.Desk), Stop);
        Assert.Single(page.Tickets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_connection_was_told_stays_with_whoever_told_it(bool hostsOwnContext)
    {
        await using var shop = await OpenAsync(hostsOwnContext);
        string? before;
        using (var own = new SqliteConnection(file.Connection))
        {
            own.Open();
            before = Ask(own, "pragma busy_timeout");
            Say(own, "pragma query_only = 1");
        }

        // It was told that it may not write.
        Assert.IsType<DeskResult.Succeeded>(
            await shop.GetRequiredService<SupportDesk>().OpenAsync(Shop.Request(), Stop)
        );

        var connections = Enumerable.Range(0, 3).Select(_ => new SqliteConnection(file.Connection)).ToList();
        foreach (var connection in connections)
        {
            connection.Open();
            Assert.Equal(before, Ask(connection, "pragma busy_timeout"));
        }
        connections.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task A_hosts_pooled_context_goes_back_with_the_connection_string_it_had()
    {
        await using var shop = await Shop.OpenAsync(
            options => options.UseSqlite(file.Connection),
            (services, engine) => services.AddPooledDbContextFactory<ShopContext>(engine, poolSize: 1)
        );
        await shop.AskAsync();
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);
        Assert.Equal(file.Connection, context.Database.GetConnectionString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deferred_transaction_that_has_read_is_refused_at_once(bool othersAreStillWriting)
    {
        await using var shop = await Shop.OpenAsync(options => options.UseSqlite(file.Connection));
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);
        await using var transaction = await BeginDeferredAsync(context);
        Assert.Equal(0, await context.Orders.CountAsync(Stop));
        using var other = new SqliteConnection(file.Connection);
        other.Open();
        using var writing = other.BeginTransaction();
        Say(other, "insert into Orders (Note) values ('theirs')");
        if (!othersAreStillWriting)
            writing.Commit();

        using var join = context.EnlistSupportKit();
        var started = Stopwatch.GetTimestamp();
        var refused = await Assert.ThrowsAsync<SupportKitException>(() => shop.AskAsync());
        Assert.Equal("store.transaction_deferred", refused.Code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5)); // it was 30
    }

    [Fact]
    public async Task A_deferred_transaction_writes_where_nobody_else_has()
    {
        await using var shop = await Shop.OpenAsync(options => options.UseSqlite(file.Connection));
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);
        await using (var transaction = await BeginDeferredAsync(context))
        using (context.EnlistSupportKit())
        {
            Assert.Equal(0, await context.Orders.CountAsync(Stop));
            Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync());
            await transaction.CommitAsync(Stop);
        }
        Assert.Single((await shop.Store.ListAsync(new TicketQuery("default", Viewer.Desk), Stop)).Tickets);
    }

    private static async Task<IDbContextTransaction> BeginDeferredAsync(ShopContext context)
    {
        await context.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", Stop);
        await context.Database.OpenConnectionAsync(Stop);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        return (await context.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), Stop))!;
    }

    private async Task<ServiceProvider> OpenAsync(bool hostsOwnContext)
    {
        if (hostsOwnContext)
            return (ServiceProvider)(await Shop.OpenAsync(options => options.UseSqlite(file.Connection))).Services;
        var services = new ServiceCollection();
        services.AddLogging();
        services
            .AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask)
            .UseEntityFrameworkStore(options => options.UseSqlite(file.Connection));
        var provider = services.BuildServiceProvider();
        await using var context = await provider
            .GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
            .CreateDbContextAsync(Stop);
        await context.CreateSchemaAsync(Stop);
        return provider;
    }

    private static void Say(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string? Ask(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar()?.ToString();
    }
}
