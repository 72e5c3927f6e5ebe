using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The workers of a host send a digest when its window ends, also those of a host that came up after it was held.</summary>
public sealed class DigestTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly ManualTimeProvider time = new(SampleTickets.Morning);
    private readonly ConcurrentQueue<Notification> sent = [];
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => file.Dispose();

    [Fact]
    public Task In_memory_twenty_replies_leave_as_one_and_a_digest() =>
        ReplyAndWaitAsync(NewHost(isStored: false), null);

    [Fact]
    public Task On_SQLite_what_one_host_held_another_sends() =>
        ReplyAndWaitAsync(NewHost(isStored: true), () => NewHost(isStored: true));

    private async Task ReplyAndWaitAsync(IHost host, Func<IHost>? restart)
    {
        var stop = TestContext.Current.CancellationToken;
        await host.StartAsync(stop);
        var desk = host.Services.GetRequiredService<SupportDesk>();
        var request = new OpenRequest
        {
            Requester = "ana",
            Category = "incident",
            Channel = "portal",
            Title = "Down",
            Body = "All of it",
        };
        var ticket = Assert.IsType<DeskResult.Succeeded>(await desk.OpenAsync(request, stop)).Ticket;
        for (var i = 0; i < 20; i++)
            Assert.IsType<DeskResult.Succeeded>(
                await desk.ApplyAsync(
                    ticket.Key,
                    new TicketCommand.Reply(Actor.Requester("ana"), $"I am away, {i}."),
                    cancellationToken: stop
                )
            );
        await SentAsync(3, stop); // receipt, queue, and the first reply
        if (restart is not null)
        {
            await host.StopAsync(stop);
            host.Dispose();
            host = restart();
            await host.StartAsync(stop);
        }

        time.Advance(Duration.FromMinutes(10));
        await SentAsync(4, stop);

        var digest = sent.Last();
        Assert.Equal(RecipientKind.Queue, digest.To.Kind);
        Assert.Contains("– A reply (19)", digest.Body, StringComparison.Ordinal);
        Assert.Single(sent, one => one.Subject.EndsWith("] A reply to: Down", StringComparison.Ordinal));
        await host.StopAsync(stop);
        host.Dispose();
    }

    private async Task SentAsync(int count, CancellationToken stop)
    {
        while (sent.Count < count)
        {
            var one = next;
            if (sent.Count < count)
                await one.Task.WaitAsync(TimeSpan.FromMinutes(1), stop);
        }
    }

    private IHost NewHost(bool isStored)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .UseTransport(
                (notification, _) =>
                {
                    sent.Enqueue(notification);
                    Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                    return Task.CompletedTask;
                }
            );
        if (isStored)
            desk.UseEntityFrameworkStore(options => options.UseSqlite(file.Connection)).CreateSchemaOnStart();
        return builder.Build();
    }
}
