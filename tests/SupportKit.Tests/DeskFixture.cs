using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Hosting;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests;

/// <summary>A host with Digibee's desk in memory, time moved by hand, and a transport that remembers.</summary>
internal sealed class DeskFixture
{
    public DeskFixture(Action<SupportKitBuilder>? configure = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(Time);
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(Digibee)
            .UseAttachments<CountingAttachments>()
            .UseRequesters(
                (_, id, _) =>
                    Task.FromResult(
                        id == "nobody" ? null : new Requester(id, "en", Facts(("contract", true), ("age", 7)))
                    )
            )
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(Transport.SendAsync);
        configure?.Invoke(desk);
        Host = builder.Build();
    }

    public IHost Host { get; }

    public ManualTimeProvider Time { get; } = new(Monday);

    public FakeTransport Transport { get; } = new();

    public SupportDesk Desk => Host.Services.GetRequiredService<SupportDesk>();

    public ITicketStore Store => Host.Services.GetRequiredService<ITicketStore>();

    public CountingAttachments Attachments => Host.Services.GetRequiredService<CountingAttachments>();

    public DeadlineProcessor Deadlines => Host.Services.GetRequiredService<DeadlineProcessor>();

    public OutboxProcessor Outbox => Host.Services.GetRequiredService<OutboxProcessor>();

    public static OpenRequest Request() =>
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "platform",
            Title = "Connectors down",
            Body = "Every connector answers with a time-out.",
            Stated = FactSet.Empty.With("signedIn", true),
            Answers = FactSet.Of(Incident().Where(fact => Digibee.Facts.Find(fact.Key)!.Source == FactSource.Form)),
        };

    public async Task<DeskResult.Succeeded> OpenAsync() => (await Desk.OpenAsync(Request())).OrThrow();

    public Task<DeskResult> ReplyAsync(DeskResult.Succeeded opened, string body) =>
        Desk.ApplyAsync(opened.Ticket.Key, new TicketCommand.Reply(Agent, body));
}

/// <summary>Remembers what was sent; fails as often as it is told to.</summary>
internal sealed class FakeTransport
{
    private readonly ConcurrentQueue<Notification> sent = [];
    private TaskCompletionSource<Notification> next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Notification> Sent => [.. sent];

    /// <summary>Asked before each delivery; what it returns is thrown.</summary>
    public Func<Notification, Exception?> Fault { get; set; } = _ => null;

    /// <summary>The delivery that follows.</summary>
    public Task<Notification> Next => next.Task;

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (Fault(notification) is { } fault)
            throw fault;
        sent.Enqueue(notification);
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(notification);
        return Task.CompletedTask;
    }
}

/// <summary>An attachment store that can be asked how much it holds.</summary>
internal sealed class CountingAttachments(TimeProvider time) : IAttachmentStore
{
    private readonly InMemoryAttachmentStore inner = new(time);
    private int count;

    public int Count => count;

    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        var stored = await inner.SaveAsync(ticket, content, cancellationToken);
        Interlocked.Increment(ref count);
        return stored;
    }

    public Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
        inner.OpenAsync(ticket, attachment, cancellationToken);

    public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref count);
        return inner.DeleteAsync(ticket, attachment, cancellationToken);
    }

    public IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
        string tenant,
        Instant before,
        CancellationToken cancellationToken
    ) => inner.ListAsync(tenant, before, cancellationToken);
}
