using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Hosting;

/// <summary>What the host plugs in may depend on what is made for each scope, as a database context is.</summary>
public class ScopedPortTests
{
    [Fact]
    public async Task A_directory_over_a_context_gets_one_of_its_own_for_each_question()
    {
        await using var host = Make(desk => desk.UseRequesters<Directory>());

        await host.OpenAsync();
        await host.OpenAsync();

        Assert.Equal(2, host.Contexts.Made.Count);
        Assert.All(host.Contexts.Made, context => Assert.True(context.IsDisposed));
    }

    [Fact]
    public async Task Two_who_ask_at_once_share_no_context()
    {
        await using var host = Make(desk => desk.UseRequesters<Directory>());
        host.Contexts.Gate = new TaskCompletionSource();

        var both = Task.WhenAll(host.OpenAsync(), host.OpenAsync());
        Assert.Equal(2, host.Contexts.Made.Count); // both wait, each in its own
        host.Contexts.Gate.SetResult();
        await both;
    }

    [Fact]
    public async Task A_function_is_given_the_services_of_a_scope()
    {
        await using var host = Make(desk =>
            desk.UseRequesters((scope, _, id, _) => Task.FromResult(scope.GetRequiredService<Context>().Find(id)))
        );

        await host.OpenAsync();

        Assert.True(Assert.Single(host.Contexts.Made).IsDisposed);
    }

    [Fact]
    public async Task A_factory_makes_the_directory_from_the_services_of_a_scope()
    {
        await using var host = Make(desk =>
            desk.UseRequesters(scope => new Directory(scope.GetRequiredService<Context>()))
        );

        await host.OpenAsync();

        Assert.True(Assert.Single(host.Contexts.Made).IsDisposed);
    }

    [Fact]
    public async Task Switches_and_the_archive_of_policies_and_transports_get_one_as_well()
    {
        await using var host = Make(desk =>
            desk.UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
                .UseSwitches<Switches>()
                .UsePolicyArchive<Archive>()
                .UseTransport<Transport>()
        );

        await host.OpenAsync(); // asks the switches, keeps the policy
        Assert.Equal(2, host.Contexts.Made.Count);
        await host.DrainAsync();

        // Those two; one to ask for the destinations; and for each of the two messages one to ask and one to send.
        Assert.Equal(7, host.Contexts.Made.Count);
        Assert.Equal(2, host.Contexts.Made.Count(context => context.HasSent));
        Assert.All(host.Contexts.Made, context => Assert.True(context.IsDisposed));
    }

    [Fact]
    public async Task What_the_host_registered_as_one_stays_one()
    {
        await using var host = Make(desk =>
        {
            desk.Services.AddSingleton<Alone>();
            desk.UseRequesters<Alone>();
        });

        await host.OpenAsync();
        await host.OpenAsync();

        Assert.Equal(2, host.Services.GetRequiredService<Alone>().Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_over_a_scoped_context_is_refused_in_development_and_in_production(bool development)
    {
        await using var host = Make(desk => desk.UseAttachments<ContextAttachments>(), development);

        var error = Assert.Throws<SupportKitException>(() => host.Services.GetRequiredService<IAttachmentStore>());

        Assert.Equal(SupportKitErrors.HostingStoreScoped, error.Code);
        Assert.Contains(nameof(Context), error.Message, StringComparison.Ordinal);
    }

    private static TestHost Make(Action<SupportKitBuilder> configure, bool development = true)
    {
        var services = new ServiceCollection();
        var contexts = new Contexts();
        services.AddLogging();
        services.AddSingleton(contexts).AddScoped<Context>();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(Monday));
        var desk = services
            .AddSupportKit()
            .AddPolicy(WithSwitch())
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask, "Transport");
        configure(desk);
        return new(services.BuildServiceProvider(validateScopes: development), contexts);
    }

    private static Policy WithSwitch()
    {
        var json = JsonNode.Parse(Small().ToJson())!;
        json["switches"] = new JsonObject { ["busy"] = new JsonObject() };
        return Policy.Parse(json.ToJsonString());
    }

    private sealed record TestHost(ServiceProvider Services, Contexts Contexts) : IAsyncDisposable
    {
        public async Task OpenAsync() =>
            (
                await Services
                    .GetRequiredService<SupportDesk>()
                    .OpenAsync(
                        new()
                        {
                            Requester = "ana",
                            Category = "question",
                            Channel = "web",
                            Title = "T",
                            Body = "B",
                        }
                    )
            ).OrThrow();

        public async Task DrainAsync()
        {
            var outbox = Services.GetRequiredService<OutboxProcessor>();
            while (await outbox.ProcessAsync() > 0) { }
        }

        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }

    /// <summary>Which contexts were made.</summary>
    private sealed class Contexts
    {
        public ConcurrentQueue<Context> Made { get; } = [];

        public TaskCompletionSource? Gate { get; set; }
    }

    /// <summary>As a database context is: for one at a time, and disposed of asynchronously.</summary>
    private sealed class Context : IAsyncDisposable
    {
        private readonly Contexts all;

        public Context(Contexts all)
        {
            this.all = all;
            all.Made.Enqueue(this);
        }

        public bool IsDisposed { get; private set; }

        public bool HasSent { get; set; }

        public Task WaitAsync() => all.Gate?.Task ?? Task.CompletedTask;

        public Requester? Find(string id) => new(id, "en", FactSet.Empty);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Directory(Context context) : IRequesterDirectory
    {
        public async Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken)
        {
            await context.WaitAsync();
            return context.Find(requester);
        }
    }

    private sealed class Switches(Context context) : IDeskSwitches
    {
        public Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<DeskSwitch>>(
                context.IsDisposed ? [new DeskSwitch("busy", null, Agent, Monday)] : []
            );

        public Task StartAsync(string tenant, DeskSwitch started, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public Task EndAsync(string tenant, DeskSwitch ended, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class Archive(Context context) : IPolicyArchive
    {
        public Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken) =>
            context.WaitAsync();

        public Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(null);
    }

    private sealed class Transport(Context context) : INotificationTransport
    {
        public Task SendAsync(Notification notification, CancellationToken cancellationToken)
        {
            context.HasSent = true;
            return Task.CompletedTask;
        }
    }

    private sealed class Alone : IRequesterDirectory
    {
        public int Asked { get; private set; }

        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<Requester?>(new(requester, "en", FactSet.Empty));
        }
    }

    private sealed class ContextAttachments(Context context) : IAttachmentStore
    {
        public Task<StoredAttachment> SaveAsync(
            TicketKey ticket,
            Stream content,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException(context.ToString());

        public Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
            string tenant,
            Instant before,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
