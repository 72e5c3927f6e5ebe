using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A store as a host would have it: registered by the package's own call, with its tables made.</summary>
internal sealed class TestDatabase(ServiceProvider services) : IAsyncDisposable
{
    public ITicketStore Store { get; } = services.GetRequiredService<ITicketStore>();

    public IPolicyArchive Archive { get; } = services.GetRequiredService<IPolicyArchive>();

    public IDeskSwitches Switches { get; } = services.GetRequiredService<IDeskSwitches>();

    public ISuppressionList Suppressions { get; } = services.GetRequiredService<ISuppressionList>();

    public IKeptSecretStore Secrets { get; } = services.GetRequiredService<IKeptSecretStore>();

    public IPresenceStore Presences { get; } = services.GetRequiredService<IPresenceStore>();

    public IDbContextFactory<SupportKitDbContext> Contexts { get; } =
        services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>();

    public static async Task<TestDatabase> OpenAsync(Action<DbContextOptionsBuilder> configure)
    {
        var services = new ServiceCollection();
        services
            .AddSupportKit()
            .UseEntityFrameworkStore(options =>
            {
                configure(options);
                // A limit without an order gives rows by chance; EF Core only warns of it.
                options.ConfigureWarnings(warnings =>
                    warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                );
            });
        var database = new TestDatabase(services.BuildServiceProvider());
        await using var context = await database.NewContextAsync();
        await context.CreateSchemaAsync(TestContext.Current.CancellationToken);
        return database;
    }

    public EfAttachmentStore Attachments(TimeProvider time) => new(services.GetRequiredService<StoreContexts>(), time);

    public Task<SupportKitDbContext> NewContextAsync() =>
        services
            .GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
