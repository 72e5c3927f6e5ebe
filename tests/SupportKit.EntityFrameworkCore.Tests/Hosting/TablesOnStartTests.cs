using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A host whose database has not the tables says so when it starts, and not at the first request.</summary>
public sealed class TablesOnStartTests : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_host_without_tables_does_not_start()
    {
        using var host = NewHost();

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.StartAsync());

        Assert.Equal(SupportKitErrors.StoreTablesMissing, error.Code);
        Assert.Contains("CreateSchemaOnStart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_lack_a_column_are_noticed()
    {
        await MakeTablesAsync();
        await RunAsync("alter table supportkit_policies rename column body to older");
        using var host = NewHost();

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.StartAsync());

        Assert.Equal(SupportKitErrors.StoreTablesMissing, error.Code);
        Assert.Contains("body", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_not_applied_is_noticed()
    {
        await MakeTablesAsync();
        await RunAsync("update supportkit_migrations set \"MigrationId\" = '00000000000000_Older'");
        using var host = NewHost();

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.StartAsync());

        Assert.Equal(SupportKitErrors.StoreTablesMissing, error.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_with_tables_starts_whoever_made_them(bool migrated)
    {
        if (migrated)
            await MakeTablesAsync();
        else
            await using (var context = NewContext())
                await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        using var host = NewHost();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_that_makes_them_as_it_starts_starts()
    {
        using var host = NewHost(created: true);

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task MakeTablesAsync()
    {
        await using var context = NewContext();
        await context.CreateSchemaAsync(TestContext.Current.CancellationToken);
    }

    private async Task RunAsync(string sql)
    {
        await using var context = NewContext();
        await context.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    private SupportKitDbContext NewContext()
    {
        var services = new ServiceCollection();
        services.AddSupportKit().UseEntityFrameworkStore(options => options.UseSqlite(file.Connection));
        return services
            .BuildServiceProvider()
            .GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
            .CreateDbContext();
    }

    private IHost NewHost(bool created = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, _, _) => Task.FromResult<Requester?>(null))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask);
        if (created)
            desk.CreateSchemaOnStart();
        desk.UseEntityFrameworkStore(options => options.UseSqlite(file.Connection));
        return builder.Build();
    }
}
