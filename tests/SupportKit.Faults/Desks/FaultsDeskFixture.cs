using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.Faults.Desks;

/// <summary>
/// A host with a desk on a database. Every ticket is promised a first response within the minute, and what waits for a digest
/// waits a minute.
/// </summary>
public sealed class FaultsDeskFixture : IAsyncDisposable
{
    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "faults",
          "channels": { "portal": {} },
          "categories": { "incident": {} },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
          "sla": [{ "id": "answer", "metric": "first-response", "within": "1m" }],
          "notifications": { "digest": { "window": "1m" } }
        }
        """
    );

    private readonly IHost host;
    private readonly bool works;

    private FaultsDeskFixture(IHost host, bool works)
    {
        (this.host, this.works) = (host, works);
        Desk = host.Services.GetRequiredService<SupportDesk>();
        Store = host.Services.GetRequiredService<ITicketStore>();
        Deadlines = host.Services.GetRequiredService<DeadlineProcessor>();
        Outbox = host.Services.GetRequiredService<OutboxProcessor>();
    }

    public SupportDesk Desk { get; }

    public ITicketStore Store { get; }

    internal DeadlineProcessor Deadlines { get; }

    internal OutboxProcessor Outbox { get; }

    public DeskHealth Health => host.Services.GetRequiredService<DeskHealth>();

    /// <summary>Starts it, its tables made.</summary>
    /// <param name="database">Where it keeps its tickets; null for what <paramref name="wrap"/> gives, in memory.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="send">Its transport.</param>
    /// <param name="works">With workers; without, the caller runs the processors.</param>
    /// <param name="configure">More for the contexts.</param>
    /// <param name="wrap">What stands between the desk and its store.</param>
    /// <param name="clock">How its clock is compared with the store's.</param>
    /// <param name="delivery">More for how it delivers.</param>
    public static async Task<FaultsDeskFixture> StartAsync(
        Database? database,
        TimeProvider time,
        Func<Notification, CancellationToken, Task> send,
        bool works = false,
        Action<DbContextOptionsBuilder>? configure = null,
        Func<ITicketStore, ITicketStore>? wrap = null,
        Action<ClockOptions>? clock = null,
        Action<DeliveryOptions>? delivery = null
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(time);
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(send)
            .ConfigureDelivery(options =>
            {
                options.MaxPollingInterval = TimeSpan.FromSeconds(10);
                options.MaxDelay = TimeSpan.FromSeconds(20);
                options.MaxAttempts = 1000;
                delivery?.Invoke(options);
            })
            .ConfigureClock(options => clock?.Invoke(options));
        if (database is not null)
            desk.UseEntityFrameworkStore(options =>
                {
                    database.Use(options);
                    configure?.Invoke(options);
                })
                .CreateSchemaOnStart();
        if (wrap is not null)
            Wrap(builder.Services, wrap);
        var host = builder.Build();
        if (works)
        {
            await host.StartAsync();
        }
        else if (database is not null)
        {
            var contexts = host.Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>();
            await using var context = await contexts.CreateDbContextAsync();
            await context.CreateSchemaAsync();
        }
        return new FaultsDeskFixture(host, works);
    }

    /// <summary>Runs the processors until nothing is due and nothing waits, at a clock that stands past all of it.</summary>
    public static async Task DrainAsync(Database database, Func<Notification, CancellationToken, Task> send)
    {
        var later = new Testing.ManualTimeProvider(new FastClock().GetCurrentInstant() + Duration.FromDays(1));
        await using var desk = await StartAsync(database, later, send);
        while (await desk.Deadlines.ProcessAsync() + await desk.Outbox.ProcessAsync() > 0) { }
        Assert.Null(await desk.Deadlines.NextAsync());
        Assert.Null(await desk.Outbox.NextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (works)
            await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }

    private static void Wrap(IServiceCollection services, Func<ITicketStore, ITicketStore> wrap)
    {
        var inner = services.Last(service => service.ServiceType == typeof(ITicketStore));
        services.AddSingleton(provider =>
            wrap(
                (ITicketStore)(
                    inner.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)
                )
            )
        );
    }
}
