using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A host that keeps the desk in its own context.</summary>
internal sealed class Shop(ServiceProvider services) : IAsyncDisposable
{
    public SupportDesk Desk { get; } = services.GetRequiredService<SupportDesk>();

    public ITicketStore Store { get; } = services.GetRequiredService<ITicketStore>();

    public IServiceProvider Services => services;

    public static async Task<Shop> OpenAsync(
        Action<DbContextOptionsBuilder> engine,
        Action<IServiceCollection, Action<DbContextOptionsBuilder>>? register = null,
        Func<Task>? told = null,
        string? files = null
    )
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(SampleTickets.Morning));
        (register ?? ((all, configure) => all.AddDbContextFactory<ShopContext>(configure)))(services, engine);
        services
            .AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => told?.Invoke() ?? Task.CompletedTask)
            .UseEntityFrameworkStore<ShopContext>()
            .UseEntityFrameworkAttachments();
        if (files is not null)
            services.AddSupportKit().UseFileAttachments(files);
        var shop = new Shop(services.BuildServiceProvider(validateScopes: true));
        await using var scope = shop.Services.CreateAsyncScope();
        await shop.NewContext(scope).Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return shop;
    }

    public ShopContext NewContext(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetService<IDbContextFactory<ShopContext>>()?.CreateDbContext()
        ?? scope.ServiceProvider.GetRequiredService<ShopContext>();

    public Task<DeskResult> AskAsync(string? commandId = null) =>
        Desk.OpenAsync(Request(commandId), TestContext.Current.CancellationToken);

    public Task<DeskResult> AttachAsync(TicketKey key, int length) =>
        Desk.AttachAsync(
            key,
            Actor.Requester("ana"),
            "photo.png",
            "image/png",
            new MemoryStream(new byte[length]),
            cancellationToken: TestContext.Current.CancellationToken
        );

    public static OpenRequest Request(string? commandId = null, string requester = "ana") =>
        new()
        {
            Requester = requester,
            Category = "incident",
            Channel = "portal",
            Title = "Down",
            Body = "All of it",
            CommandId = commandId,
        };

    /// <summary>As the package's page shows it.</summary>
    public static async Task OrderAsync(ShopContext context, SupportDesk desk, OpenRequest request, Order order)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        using (context.EnlistSupportKit())
        {
            await desk.OpenAsync(request);
            context.Add(order);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        } // here the workers are woken
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
