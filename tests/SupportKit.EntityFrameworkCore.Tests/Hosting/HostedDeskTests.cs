using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class HostedDeskTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly ManualTimeProvider time = new(SampleTickets.Morning);
    private readonly TaskCompletionSource<Notification> breach = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_host_on_an_empty_file_opens_a_ticket_and_marks_the_promise_it_breaks()
    {
        var stop = TestContext.Current.CancellationToken;
        using var host = NewHost();
        await host.StartAsync(stop);
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var opened = Assert.IsType<DeskResult.Succeeded>(
            await desk.OpenAsync(
                new OpenRequest
                {
                    Requester = "ana",
                    Category = "incident",
                    Channel = "portal",
                    Title = "Down",
                    Body = "All of it",
                },
                stop
            )
        );

        time.Advance(Duration.FromMinutes(61));
        var told = await breach.Task.WaitAsync(stop);
        Assert.Equal(opened.Ticket.Id, told.Ticket);
        var history = await desk.GetHistoryAsync(new TicketKey("default", opened.Ticket.Id), Viewer.Desk, stop);
        Assert.Single(history, recorded => recorded.Event is TicketEvent.PromiseBreached);
        await host.StopAsync(stop);
    }

    [Fact]
    public void The_last_database_chosen_is_the_one_used()
    {
        var services = new ServiceCollection();
        services
            .AddSupportKit()
            .UseEntityFrameworkStore(options => options.UseNpgsql("Host=nowhere"))
            .UseEntityFrameworkStore(options => options.UseSqlite(file.Connection));
        using var provider = services.BuildServiceProvider();
        using var context = provider.GetRequiredService<IDbContextFactory<SupportKitDbContext>>().CreateDbContext();
        Assert.True(context.Database.IsSqlite());
        Assert.IsType<EfTicketStore>(provider.GetRequiredService<ITicketStore>());
    }

    private IHost NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder
            .Services.AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(
                (notification, _) =>
                {
                    // Opening tells requester and queue; the third message is the breach.
                    if (Interlocked.Increment(ref told) == 3)
                        breach.SetResult(notification);
                    return Task.CompletedTask;
                }
            )
            .UseEntityFrameworkStore(options => options.UseSqlite(file.Connection))
            .CreateSchemaOnStart();
        return builder.Build();
    }

    private int told;
}
