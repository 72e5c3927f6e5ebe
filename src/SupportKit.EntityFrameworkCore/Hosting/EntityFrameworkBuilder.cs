using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportKit.Desk;
using SupportKit.EntityFrameworkCore;
using SupportKit.Hosting;
using SupportKit.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a desk's tickets into a relational database.</summary>
public static class EntityFrameworkBuilder
{
    /// <summary>
    /// Keeps tickets, the policies they go by, the desk's switches, and the addresses that are not written to in a database. On SQLite the store's connections have a pool of their own, and
    /// each gets a busy timeout of 30 seconds, so that writers wait for each other.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Chooses the engine: <c>o => o.UseSqlite(…)</c> or <c>o => o.UseNpgsql(…)</c>.</param>
    /// <returns>The same builder. A second call replaces what the first chose.</returns>
    public static SupportKitBuilder UseEntityFrameworkStore(
        this SupportKitBuilder builder,
        Action<DbContextOptionsBuilder> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        // Options given twice would add up to two engines in one context.
        builder.Services.RemoveAll<IDbContextOptionsConfiguration<SupportKitDbContext>>();
        builder.Services.AddPooledDbContextFactory<SupportKitDbContext>(options =>
        {
            // A lost race is an outcome and any other failure an exception: neither is an error in the host's log.
            options.ConfigureWarnings(warnings =>
                warnings.Log(
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                    (RelationalEventId.CommandError, LogLevel.Debug)
                )
            );
            options.AddInterceptors(SqliteConnections.Instance);
            // What the database reports comes out as it is: a provider's own default may put it into another exception,
            // which says that it may pass rather than what it is. Retries that the host asks for are kept.
            options.ReplaceService<IExecutionStrategyFactory, RelationalExecutionStrategyFactory>();
            configure(options);
            MigrationHistory.Name(options);
            SqliteConnections.UseOwnPool(options);
        });
        return builder.UseContexts<SupportKitDbContext>();
    }

    /// <summary>
    /// Keeps tickets, the policies they go by, the desk's switches, and the addresses that are not written to in the tables of the host's own context, whose <c>OnModelCreating</c> calls
    /// <see cref="SupportKitModel.UseSupportKit"/>, and whose migrations make them.
    /// </summary>
    /// <typeparam name="TContext">
    /// The host's context, registered with <c>AddDbContextFactory</c>, <c>AddPooledDbContextFactory</c> or <c>AddDbContext</c>.
    /// </typeparam>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <returns>The same builder. A second call replaces what the first chose.</returns>
    public static SupportKitBuilder UseEntityFrameworkStore<TContext>(this SupportKitBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.ConfigureDbContext<TContext>(options => options.AddInterceptors(SqliteConnections.Instance));
        return builder.UseContexts<TContext>();
    }

    /// <summary>
    /// Makes the database and SupportKit's tables, or brings them up to date, when the host starts, before its workers do. See
    /// <see cref="SupportKitSchema.CreateSchemaAsync"/>.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <returns>The same builder. A second call changes nothing.</returns>
    public static SupportKitBuilder CreateSchemaOnStart(this SupportKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SchemaOnStart>());
        return builder.LookForTables();
    }

    // When they are made at the start, they are there. Last of all: the host may make them as it starts, too.
    private static SupportKitBuilder LookForTables(this SupportKitBuilder builder)
    {
        var services = builder.Services;
        foreach (var look in services.Where(Is<TablesOnStart>).ToList())
            services.Remove(look);
        if (!services.Any(Is<SchemaOnStart>))
            services.AddSingleton<IHostedService, TablesOnStart>();
        return builder;

        static bool Is<T>(ServiceDescriptor service) =>
            service is { IsKeyedService: false } && service.ImplementationType == typeof(T);
    }

    private static SupportKitBuilder UseContexts<TContext>(this SupportKitBuilder builder)
        where TContext : DbContext
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<StoreContexts, StoreContexts<TContext>>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IPresenceStore, EfPresenceStore>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeptSecretStore, EfKeptSecretStore>());
        return builder
            .LookForTables()
            .UseStore<EfTicketStore>()
            .UsePolicyArchive<EfPolicyArchive>(ServiceLifetime.Singleton)
            .UseSwitches<EfDeskSwitches>(ServiceLifetime.Singleton)
            .UseSuppressionList<EfSuppressionList>(ServiceLifetime.Singleton);
    }
}
