using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Hosting;

/// <summary>The desk in a host: put together, started, working by itself.</summary>
public class HostingTests
{
    [Fact]
    public async Task A_started_host_delivers_and_fires_deadlines_by_itself()
    {
        var host = new DeskFixture();
        await host.Host.StartAsync();
        var first = host.Transport.Next;
        await host.OpenAsync();
        Assert.StartsWith("We have your request", (await first.WaitAsync(Patience)).Heading());

        // Nobody answers. Time passes, and the worker notices: first the warning or the missed acknowledgement, then the rest.
        var late = await UntilAsync(
            host,
            sent => sent.Contains("em atraso (primeira resposta)", StringComparison.Ordinal)
        );

        Assert.Contains(late, host.Transport.Sent);
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_transport_that_fails_does_not_end_the_worker()
    {
        var host = new DeskFixture();
        var failed = new TaskCompletionSource();
        host.Transport.Fault = _ =>
        {
            host.Transport.Fault = _ => null;
            failed.SetResult();
            return new IOException("Away.");
        };
        await host.Host.StartAsync();
        await host.OpenAsync();
        await failed.Task.WaitAsync(Patience);

        var delivered = await UntilAsync(
            host,
            sent => sent.StartsWith("We have your request", StringComparison.Ordinal)
        );

        Assert.Equal("ana", delivered.To.Id);
        await host.Host.StopAsync();
    }

    [Fact]
    public void Calling_twice_is_calling_once()
    {
        var services = new ServiceCollection();
        services.AddSupportKit();
        var once = services.Count;
        services.AddSupportKit();

        Assert.Equal(4, services.Count(service => service.ServiceType == typeof(IHostedService)));
        Assert.Single(services, service => service.ServiceType == typeof(ITicketStore));
        Assert.InRange(services.Count, once, once + 5); // ValidateOnStart notes each call, of each of the five options
    }

    [Fact]
    public void What_the_host_registered_itself_is_left_alone()
    {
        var own = new InMemoryTicketStore();
        var services = new ServiceCollection().AddSingleton<ITicketStore>(own);
        services.AddSupportKit();

        Assert.Same(own, services.BuildServiceProvider().GetRequiredService<ITicketStore>());
    }

    [Fact]
    public async Task Two_tenants_run_side_by_side_under_their_own_policies()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Small(), "small"));

        var small = await host.Desk.OpenAsync(
            new OpenRequest
            {
                Tenant = "small",
                Requester = "ana",
                Category = "question",
                Channel = "web",
                Title = "T",
                Body = "B",
            }
        );
        var digibee = await host.OpenAsync();

        Assert.Equal(("normal", "P1"), (small.OrThrow().Ticket.Priority, digibee.Ticket.Priority));
        Assert.Null(await host.Desk.FindAsync(digibee.Ticket.Key with { Tenant = "small" }, Viewer.Desk));
    }

    [Fact]
    public void A_tenant_with_two_policies_is_refused() =>
        Assert.Equal(
            "hosting.tenant_repeated",
            Assert.Throws<SupportKitException>(() => new DeskFixture(desk => desk.AddPolicy(Small())).Desk).Code
        );

    [Theory]
    [InlineData("hosting.requesters_missing")]
    [InlineData("hosting.transport_missing")]
    public async Task A_port_the_host_must_give_is_asked_for_at_start(string code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(Digibee)
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/{ticket}");
        if (code == "hosting.transport_missing")
            desk.UseRequesters((_, _, _) => Task.FromResult<Requester?>(null));
        else
            desk.UseTransport((_, _) => Task.CompletedTask);
        using var host = builder.Build();

        Assert.Equal(code, (await Assert.ThrowsAsync<SupportKitException>(() => host.StartAsync())).Code);
    }

    [Fact]
    public async Task Options_that_cannot_work_are_refused_at_start()
    {
        var host = new DeskFixture(desk =>
            desk.ConfigureDelivery(delivery => (delivery.BatchSize, delivery.MaxAttempts) = (0, 0))
        );

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.Host.StartAsync());

        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.Contains("DeliveryOptions.BatchSize is", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeliveryOptions.MaxAttempts is", error.Message, StringComparison.Ordinal);
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Moves time on as long as the host sleeps, until the wanted message has left.
    private static async Task<Notification> UntilAsync(DeskFixture host, Func<string, bool> subject)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (host.Transport.Sent.ToList().Find(sent => subject(sent.Heading())) is { } found)
                return found;
            patience.Token.ThrowIfCancellationRequested();
            host.Time.Advance(Duration.FromSeconds(5));
            await Task.Yield();
        }
    }
}
