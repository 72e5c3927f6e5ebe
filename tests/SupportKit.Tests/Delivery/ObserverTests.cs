using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Delivery;

/// <summary>A host's observers are told of every commit: at least once, in order for each ticket, each by itself.</summary>
public class ObserverTests
{
    private readonly Observer index = new(),
        crm = new();
    private readonly DeskFixture host;

    public ObserverTests() => host = NewHost();

    [Fact]
    public async Task Each_observer_is_told_of_each_commit_with_its_events_in_their_places()
    {
        var opened = await host.OpenAsync();
        await host.ReplyAsync(opened, "A node was replaced.");

        await DrainAsync();

        var history = await host.Desk.GetHistoryAsync(opened.Ticket.Key, Viewer.Desk);
        foreach (var observer in (Observer[])[index, crm])
        {
            Assert.Equal([opened.Ticket.Version, history[^1].Sequence], observer.Taken.Select(one => one.Version));
            Assert.Equal(history, observer.Taken.SelectMany(one => one.Events));
            Assert.All(observer.Taken, one => Assert.Equal((opened.Ticket.Key, 1), (one.Ticket, one.Attempt)));
        }
    }

    [Fact]
    public async Task Of_a_long_history_only_what_is_told_is_read()
    {
        var asked = new HistoryCounter(new InMemoryTicketStore());
        var busy = new DeskFixture(desk =>
        {
            desk.Services.AddSingleton<ITicketStore>(asked);
            desk.AddObserver("index", _ => index);
        });
        var opened = await busy.OpenAsync();
        while (await busy.Outbox.ProcessAsync() > 0) { }
        for (long version = opened.Ticket.Version; version < 2000; )
        {
            var note = new TicketCommand.Note(Actor.Agent("bo"), "Seen.");
            version = (await busy.Desk.ApplyAsync(opened.Ticket.Key, note)).OrThrow().Ticket.Version;
        }
        asked.Read.Clear();

        while (await busy.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(2000, index.Taken.Sum(one => one.Events.Length));
        Assert.All(asked.Read, events => Assert.Equal(1, events));
        Assert.Equal(index.Taken.Count - 1, asked.Read.Count);
    }

    [Fact]
    public async Task What_deadlines_do_is_told_too()
    {
        var opened = await host.OpenAsync();
        host.Time.Advance(Duration.FromDays(2));
        while (await host.Deadlines.ProcessAsync() > 0) { }

        await DrainAsync();

        Assert.Contains(index.Taken[^1].Events, recorded => recorded.Event is TicketEvent.PromiseBreached);
        Assert.Equal(opened.Ticket.Key, index.Taken[^1].Ticket);
    }

    [Fact]
    public async Task Of_a_merge_both_tickets_are_told_and_of_a_split_too()
    {
        var (into, duplicate) = (await host.OpenAsync(), await host.OpenAsync());
        (await host.Desk.MergeAsync(duplicate.Ticket.Key, into.Ticket.Id, Actor.Agent("bo"))).OrThrow();
        (await host.Desk.SplitAsync(into.Ticket.Key, Actor.Agent("bo"), DeskFixture.Request())).OrThrow();

        await DrainAsync();

        foreach (var key in (TicketKey[])[into.Ticket.Key, duplicate.Ticket.Key])
        {
            var told = index.Taken.Where(one => one.Ticket == key).SelectMany(one => one.Events);
            Assert.Equal(await host.Desk.GetHistoryAsync(key, Viewer.Desk), told);
        }
        Assert.Contains(index.Taken, one => one.Ticket != into.Ticket.Key && one.Ticket != duplicate.Ticket.Key);
    }

    [Fact]
    public async Task A_desk_without_observers_commits_no_messages_for_them()
    {
        var bare = new DeskFixture();
        var opened = await bare.OpenAsync();

        var messages = await ((IPersonalDataStore)bare.Store).MessagesAsync(opened.Ticket.Key, default);

        Assert.Equal(opened.Ticket.Key.Ticket, Assert.Single(messages.Select(one => one.Ticket).Distinct()));
        Assert.DoesNotContain(messages, message => message.To.Kind == RecipientKind.Observer);
    }

    [Fact]
    public async Task An_observer_that_fails_is_called_again_with_the_same_position_and_delays_nobody_else()
    {
        index.Fault = _ => new IOException("The index is away.");
        var opened = await host.OpenAsync();
        await DrainAsync();
        Assert.Single(crm.Taken);
        Assert.Equal(2, host.Transport.Sent.Count);

        index.Fault = _ => null;
        host.Time.Advance(Duration.FromMinutes(1));
        await DrainAsync();

        Assert.Equal(2, index.Called.Count);
        Assert.Equal(index.Called[0].Position, index.Called[1].Position);
        Assert.Equal([1, 2], index.Called.Select(one => one.Attempt));
        Assert.NotEqual(
            index.Called[0].Position,
            (index.Called[0] with { Version = opened.Ticket.Version + 1 }).Position
        );
        Assert.Single(crm.Called);
    }

    [Fact]
    public async Task A_commit_that_an_observer_never_takes_holds_back_later_ones_of_its_ticket_alone_until_it_is_requeued()
    {
        var first = await host.OpenAsync();
        index.Fault = one => one.Ticket == first.Ticket.Key ? new IOException("It is not understood.") : null;
        await ExhaustAsync();
        await host.ReplyAsync(first, "A node was replaced.");
        var second = await host.OpenAsync();
        await ExhaustAsync();

        Assert.Equal([second.Ticket.Key], index.Taken.Select(one => one.Ticket));
        Assert.Equal(3, crm.Taken.Count);
        Assert.Equal(3, index.Called.Count(one => one.Ticket == first.Ticket.Key)); // the attempts at the opening
        var dead = Assert.Single(await host.Store.DeadLettersAsync(Index, 10, default));
        Assert.Equal(
            ("observer:index", "delivery.attempts_exhausted", RecipientKind.Observer),
            (dead.Destination, dead.Code, dead.Message.To.Kind)
        );

        index.Fault = _ => null;
        Assert.Equal(1, await host.Store.RequeueAsync(Index, host.Time.Now, default));
        await DrainAsync();
        var history = await host.Desk.GetHistoryAsync(first.Ticket.Key, Viewer.Desk);
        Assert.Equal(history, index.Taken.Where(one => one.Ticket == first.Ticket.Key).SelectMany(one => one.Events));
    }

    [Fact]
    public async Task What_an_observer_refuses_for_good_is_a_dead_letter_at_once()
    {
        index.Fault = _ => new UndeliverableException("host.index_missing", "The tenant has no index.", "Make one.");
        await host.OpenAsync();

        await DrainAsync();

        Assert.Single(index.Called);
        Assert.Equal("host.index_missing", Assert.Single(await host.Store.DeadLettersAsync(Index, 10, default)).Code);
    }

    [Fact]
    public async Task An_observer_that_never_returns_is_given_up_and_called_again()
    {
        var hung = new TaskCompletionSource();
        index.Wait = hung.Task;
        await host.OpenAsync();
        var outbox = host.Outbox.ProcessAsync();
        await Task.WhenAll(index.Begun.Task, crm.Done.Task);
        host.Time.Advance(Duration.FromSeconds(31));
        await outbox;
        index.Wait = Task.CompletedTask;
        host.Time.Advance(Duration.FromHours(1));
        await DrainAsync();

        Assert.Single(index.Taken);
        Assert.Equal(2, index.Called.Count);
        Assert.Single(crm.Called);
    }

    [Fact]
    public async Task After_a_restart_what_was_not_recorded_is_told_again_and_what_was_is_not()
    {
        var opened = await host.OpenAsync();
        await DrainAsync();
        await host.ReplyAsync(opened, "A node was replaced.");

        var next = NewHost(host);
        while (await next.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(2, index.Called.Count);
        Assert.Equal(2, index.Called.Select(one => one.Position).Distinct().Count());
    }

    [Fact]
    public async Task What_waits_for_an_observer_holds_nothing_of_a_person_and_their_erasure_is_told()
    {
        var opened = await host.OpenAsync();
        var waiting = await ((IPersonalDataStore)host.Store).MessagesAsync(opened.Ticket.Key, default);
        var own = waiting.Where(message => message.To.Kind == RecipientKind.Observer).ToList();
        Assert.Equal(2, own.Count);
        Assert.DoesNotContain(own, message => MessageJson.Write(message).Contains("ana", StringComparison.Ordinal));

        var data = host.Host.Services.GetRequiredService<PersonalDataService>();
        Assert.Equal(1, await data.EraseAsync(SupportDesk.DefaultTenant, "ana", "nobody-1"));
        await DrainAsync();

        Assert.Equal(2, index.Taken.Count);
        var told = string.Join(
            '\n',
            index.Taken.SelectMany(one => one.Events).Select(SupportKit.Tickets.TicketJson.Write)
        );
        Assert.DoesNotContain("\"ana\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Every connector", told, StringComparison.Ordinal);
        Assert.IsType<TicketEvent.PersonErased>(index.Taken[^1].Events[^1].Event);
    }

    [Fact]
    public async Task The_health_sees_how_far_an_observer_is_behind_and_what_it_did_not_take()
    {
        var health = host.Host.Services.GetRequiredService<DeskHealth>();
        index.Fault = _ => new IOException("The index is away.");
        await host.OpenAsync();
        await DrainAsync(); // all but the index have taken it
        host.Time.Advance(Duration.FromMinutes(3));
        var (least, most) = (Duration.FromSeconds(170), Duration.FromMinutes(3)); // since it may be tried again
        Assert.InRange((await health.BacklogAsync()).Messages, least, most);

        await ExhaustAsync();
        Assert.Equal(1, (await health.BacklogAsync()).DeadLetters);
        index.Fault = _ => null;
        await host.Store.RequeueAsync(Index, host.Time.Now, default);
        await DrainAsync();
        Assert.Equal(
            (0, Duration.Zero),
            ((await health.BacklogAsync()).DeadLetters, (await health.BacklogAsync()).Messages)
        );
    }

    [Fact]
    public async Task An_observer_is_made_in_a_scope_of_its_own_for_each_call()
    {
        var made = new List<Scoped>();
        var scoped = new DeskFixture(desk =>
        {
            desk.Services.AddSingleton(made).AddScoped<Scoped>();
            desk.AddObserver<OverScope>("index");
        });
        await scoped.OpenAsync();
        await scoped.OpenAsync();

        while (await scoped.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(2, made.Count);
        Assert.All(made, one => Assert.True(one is { WasUsed: true, IsDisposed: true }));
    }

    [Law(15, 1500)]
    public void Each_observer_sees_each_event_at_least_once_and_first_in_order_whatever_fails(int seed, byte workers)
    {
        var world = new ObserverWorld(new InMemoryTicketStore(), seed, 1 + workers % 3);
        Assert.Null(world.PlayAsync(60).GetAwaiter().GetResult());
    }

    private static DeadLetterFilter Index => new(SupportDesk.DefaultTenant) { Destination = "observer:index" };

    private DeskFixture NewHost(DeskFixture? beside = null) =>
        new(desk =>
        {
            if (beside is not null)
                desk.Services.AddSingleton(beside.Store).AddSingleton<TimeProvider>(beside.Time);
            desk.ConfigureDelivery(delivery => delivery.MaxAttempts = 3)
                .AddObserver("index", _ => index)
                .AddObserver("crm", _ => crm);
        });

    private async Task DrainAsync()
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }

    private async Task ExhaustAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await DrainAsync();
            host.Time.Advance(Duration.FromMinutes(10));
        }
        await DrainAsync();
    }

    private sealed class Observer : ITicketObserver
    {
        private readonly Lock gate = new();

        public List<CommittedEvents> Called { get; } = [];

        public List<CommittedEvents> Taken { get; } = [];

        public Func<CommittedEvents, Exception?> Fault { get; set; } = _ => null;

        public Task Wait { get; set; } = Task.CompletedTask;

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken)
        {
            lock (gate)
                Called.Add(committed);
            Begun.TrySetResult();
            await Wait;
            if (Fault(committed) is { } fault)
                throw fault;
            lock (gate)
                Taken.Add(committed);
            Done.TrySetResult();
        }
    }

    // How many events each question about a history gave.
    private sealed class HistoryCounter(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public List<int> Read { get; } = [];

        public override async Task<ImmutableArray<RecordedEvent>> HistoryAsync(
            TicketKey key,
            Viewer viewer,
            CancellationToken cancellationToken
        ) => Counted(await base.HistoryAsync(key, viewer, cancellationToken));

        public override async Task<ImmutableArray<RecordedEvent>> EventsAsync(
            TicketKey key,
            Viewer viewer,
            long first,
            long last,
            CancellationToken cancellationToken
        ) => Counted(await base.EventsAsync(key, viewer, first, last, cancellationToken));

        private ImmutableArray<RecordedEvent> Counted(ImmutableArray<RecordedEvent> events)
        {
            lock (Read)
                Read.Add(events.Length);
            return events;
        }
    }

    private sealed class Scoped : IDisposable
    {
        public Scoped(List<Scoped> made) => made.Add(this);

        public bool WasUsed { get; set; }

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class OverScope(Scoped scope) : ITicketObserver
    {
        public Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken)
        {
            scope.WasUsed = !scope.IsDisposed;
            return Task.CompletedTask;
        }
    }
}
