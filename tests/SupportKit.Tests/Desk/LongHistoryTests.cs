using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Screening;
using SupportKit.Tickets;

namespace SupportKit.Tests.Desk;

/// <summary>A ticket on which very much has happened costs no more than another: of its history, what is needed is read.</summary>
public class LongHistoryTests
{
    private static readonly string Card = string.Join(' ', Enumerable.Repeat("1111", 3).Prepend("4111"));

    private readonly ReadingStore store = new();

    [Fact]
    public async Task A_reply_is_compared_with_the_latest_events_alone()
    {
        var host = Desk("""{ "rateLimit": { "then": "refuse", "sameMessages": 2, "within": "1h" } }""");
        var key = await OpenAsync(host);
        await NoteAsync(host, key, 500);
        host.Time.Advance(Duration.FromHours(2));
        store.Read = 0;

        (await host.Desk.ApplyAsync(key, new TicketCommand.Reply(Samples.Ana, "Any news?"))).OrThrow();

        Assert.InRange(store.Read, 1, 64);
    }

    [Fact]
    public async Task The_same_words_are_noticed_behind_many_notes()
    {
        var host = Desk("""{ "rateLimit": { "then": "refuse", "sameMessages": 2, "within": "1h" } }""");
        var key = await OpenAsync(host);
        var anyNews = new TicketCommand.Reply(Samples.Ana, "Any news?");
        (await host.Desk.ApplyAsync(key, anyNews)).OrThrow();
        await NoteAsync(host, key, 300);
        (await host.Desk.ApplyAsync(key, anyNews)).OrThrow();
        await NoteAsync(host, key, 70);

        var third = await host.Desk.ApplyAsync(key, anyNews);
        host.Time.Advance(Duration.FromHours(1));
        var later = await host.Desk.ApplyAsync(key, anyNews);

        Assert.IsType<DeskResult.Refused>(third);
        Assert.IsType<DeskResult.Succeeded>(later);
    }

    [Fact]
    public async Task A_new_request_is_compared_with_the_first_event_of_each_open_ticket()
    {
        var host = Desk("""{ "duplicates": "refuse" }""");
        await NoteAsync(host, await OpenAsync(host), 100);
        store.Read = 0;

        var again = await host.Desk.OpenAsync(Request());

        Assert.IsType<DeskResult.Refused>(again);
        Assert.Equal(1, store.Read);
    }

    [Fact]
    public async Task What_came_after_any_event_is_the_end_of_what_the_reader_is_shown()
    {
        var host = Desk("{}");
        var key = await OpenAsync(host);
        await NoteAsync(host, key, 2);
        await host.Desk.ApplyAsync(key, new TicketCommand.Reply(Samples.Ana, $"It is {Card}."));
        await host.Desk.ApplyAsync(key, new TicketCommand.Note(Samples.Agent, $"It was {Card}."));
        await host.Desk.ApplyAsync(key, new TicketCommand.Reply(Samples.Agent, "Do not send that."));

        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester("ana"), Viewer.OfRequester("rui")])
        {
            var whole = await host.Desk.GetHistoryAsync(key, viewer);
            for (var last = 0; last <= store.Version; last++)
            {
                var after = await host.Desk.GetEventsAfterAsync(key, viewer, last, default);
                Assert.Equal(
                    whole.Where(recorded => recorded.Sequence > last).Select(TicketJson.Write),
                    after.Select(TicketJson.Write)
                );
            }
        }
    }

    [Fact]
    public async Task What_came_after_an_event_is_read_without_what_came_before()
    {
        var host = Desk("{}");
        var key = await OpenAsync(host);
        await NoteAsync(host, key, 100);
        store.Read = 0;

        var after = await host.Desk.GetEventsAfterAsync(key, Viewer.Desk, store.Version - 3, default);

        Assert.Equal(3, after.Length);
        Assert.Equal(3, store.Read);
    }

    private DeskFixture Desk(string screening) =>
        new(desk =>
        {
            desk.Services.AddSingleton<ITicketStore>(store);
            desk.AddPolicy(ScreeningPolicies.With(screening), "screening");
        });

    private static async Task<TicketKey> OpenAsync(DeskFixture host) =>
        (await host.Desk.OpenAsync(Request())).OrThrow().Ticket.Key;

    private static async Task NoteAsync(DeskFixture host, TicketKey key, int times)
    {
        for (var i = 0; i < times; i++)
            (await host.Desk.ApplyAsync(key, new TicketCommand.Note(Samples.Agent, $"Looked at it, {i}."))).OrThrow();
    }

    private static OpenRequest Request() =>
        new()
        {
            Tenant = "screening",
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "Export",
            Body = "The export of the customers stays empty since Monday.",
        };

    /// <summary>Counts the events that are read, and knows the version that was stored last.</summary>
    private sealed class ReadingStore() : DelegatingTicketStore(new InMemoryTicketStore())
    {
        public int Read { get; set; }

        public long Version { get; private set; }

        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
        {
            Version = commit.Ticket.Version;
            return await base.CommitAsync(commit, cancellationToken);
        }

        public override async Task<ImmutableArray<RecordedEvent>> HistoryAsync(
            TicketKey key,
            Viewer viewer,
            CancellationToken cancellationToken
        )
        {
            var events = await base.HistoryAsync(key, viewer, cancellationToken);
            Read += events.Length;
            return events;
        }

        public override async Task<ImmutableArray<RecordedEvent>> EventsAsync(
            TicketKey key,
            Viewer viewer,
            long first,
            long last,
            CancellationToken cancellationToken
        )
        {
            var events = await base.EventsAsync(key, viewer, first, last, cancellationToken);
            Read += events.Length;
            return events;
        }
    }
}
