using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Desk;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Live updates: what is committed is seen, nothing twice, nothing that is withheld, and a stream ends when it should.</summary>
public class LiveEndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static async Task<HttpResponseMessage> ListenAsync(HttpClient client, string path, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    private static async Task<List<SseItem<string>>> TakeAsync(HttpResponseMessage response, int count)
    {
        var items = new List<SseItem<string>>();
        await foreach (
            var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop)
        )
        {
            items.Add(item);
            if (items.Count == count)
                break;
        }
        return items;
    }

    private static JsonObject Body(string text) => new() { ["body"] = text };

    [Fact]
    public async Task A_stream_opens_at_once_and_brings_what_is_committed()
    {
        // No poll and no heartbeat comes in the time of this test: the commit itself wakes the stream.
        await using var host = await HostFixture.StartAsync(options =>
            options.LivePollingInterval = options.LiveHeartbeat = TimeSpan.FromHours(1)
        );
        var id = await OpenAsync(host.Ada);

        using var stream = await ListenAsync(host.Ada, $"/support/tickets/{id}/events");
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.ToString());
        Assert.Equal("no", stream.Headers.GetValues("X-Accel-Buffering").Single());
        await PostAsync(host.Bo, $"/support/agents/tickets/{id}/replies", Body("Seen."));
        var item = (await TakeAsync(stream, 1)).Single();

        var recorded = JsonNode.Parse(item.Data)!;
        Assert.Equal("ticket", item.EventType);
        Assert.Equal((string?)recorded["sequence"]!.ToString(), item.EventId);
        Assert.Contains("Seen.", item.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_back_misses_nothing_and_gets_nothing_twice()
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        var all = new List<string>();
        var last = "0";
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 3; i++)
                await PostAsync(host.Bo, $"/support/agents/tickets/{id}/replies", Body($"Reply {round}-{i}."));
            using var stream = await ListenAsync(host.Ada, $"/support/tickets/{id}/events", last);
            var item = (await TakeAsync(stream, 2)).ToList();
            all.AddRange(item.Select(each => each.EventId!));
            last = all[^1];
        }
        var expected = (await GetAsync(host.Ada, $"/support/tickets/{id}/history")).Answer!["events"]!.AsArray();

        Assert.Equal(expected.Select(each => each!["sequence"]!.ToString()).Take(all.Count), all);
        Assert.Equal(10, all.Count);
    }

    [Fact]
    public async Task What_another_process_commits_is_found_by_looking()
    {
        await using var host = await HostFixture.StartAsync(options =>
            options.LivePollingInterval = TimeSpan.FromSeconds(0.1)
        );
        var id = await OpenAsync(host.Ada);
        using var stream = await ListenAsync(host.Ada, $"/support/tickets/{id}/events");

        // A desk over the same store with signals of its own stands for another process.
        var services = host.Services;
        var other = new SupportDesk(
            services.GetRequiredService<Storage.ITicketStore>(),
            services.GetRequiredService<Storage.IAttachmentStore>(),
            services.GetRequiredService<IRequesterDirectory>(),
            services.GetRequiredService<IDeskSwitches>(),
            services.GetRequiredService<PolicyCatalog>(),
            services.GetRequiredService<Storage.IPolicyArchive>(),
            new WorkerSignals(),
            TimeProvider.System
        );
        var key = new TicketKey(SupportDesk.DefaultTenant, TicketId.Parse(id));
        (
            await other.ApplyAsync(
                key,
                new TicketCommand.Reply(Actor.Agent("bo"), "From elsewhere."),
                cancellationToken: Stop
            )
        ).OrThrow();

        Assert.Contains("From elsewhere.", (await TakeAsync(stream, 1)).Single().Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_reach_the_desk_and_no_customer_and_withheld_words_reach_no_guest()
    {
        await using var host = await HostFixture.StartAsync();
        using var guest = host.As(null);
        guest.DefaultRequestHeaders.Add("Support-Guest", await RequesterEndpointTests.NewGuestAsync(guest));
        var id = await OpenAsync(guest, body: "Spoken in private.");
        using var forGuest = await ListenAsync(guest, $"/support/tickets/{id}/events", "0");
        using var forBo = await ListenAsync(host.Bo, $"/support/agents/tickets/{id}/events");
        await PostAsync(host.Bo, $"/support/agents/tickets/{id}/notes", Body("Between us."));
        await PostAsync(host.Bo, $"/support/agents/tickets/{id}/replies", Body("Answered openly."));

        Assert.Contains("Between us.", (await TakeAsync(forBo, 1)).Single().Data, StringComparison.Ordinal);
        var count = (await GetAsync(guest, $"/support/tickets/{id}/history")).Answer!["events"]!.AsArray().Count;
        var seen = string.Concat((await TakeAsync(forGuest, count)).Select(item => item.Data));
        Assert.Contains("agent-replied", seen, StringComparison.Ordinal);
        Assert.All(
            ["Between us", "internal-note", "Spoken in private", "Answered openly", "PROD"],
            withheld => Assert.DoesNotContain(withheld, seen, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_stream_ends_when_its_reader_no_longer_sees_the_ticket()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";
        await PostAsync(ada, $"{ticket}/actions/share", new JsonObject { ["with"] = "bob" });
        using var stream = await ListenAsync(host.As("bob"), $"{ticket}/events");

        await PostAsync(ada, $"{ticket}/actions/unshare", new JsonObject { ["with"] = "bob" });
        await PostAsync(ada, $"{ticket}/replies", Body("Not for Bob."));

        Assert.DoesNotContain(
            await TakeAsync(stream, 100),
            item => item.Data.Contains("Not for Bob", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_is_there_and_ends_after_its_time()
    {
        await using var host = await HostFixture.StartAsync(options =>
        {
            options.LiveHeartbeat = options.LivePollingInterval = TimeSpan.FromSeconds(0.1);
            options.MaxLiveDuration = TimeSpan.FromSeconds(1);
        });
        var id = await OpenAsync(host.Ada);

        using var stream = await ListenAsync(host.Ada, $"/support/tickets/{id}/events");
        var text = await stream.Content.ReadAsStringAsync(Stop);

        // The first of them brought the headers.
        Assert.True(text.Split(": \n\n").Length > 2, text);
    }

    [Fact]
    public async Task A_person_has_so_many_streams_and_is_told_when_there_is_a_place_again()
    {
        await using var host = await HostFixture.StartAsync(options =>
        {
            (options.MaxLivePerPerson, options.MaxLive) = (2, 3);
            options.MaxLiveDuration = TimeSpan.FromSeconds(100);
        });
        var path = $"/support/tickets/{await OpenAsync(host.Ada)}/events";
        var (one, two) = (await ListenAsync(host.Ada, path), await ListenAsync(host.Ada, path));

        using var third = await ListenAsync(host.Ada, path);
        Assert.Equal(
            (429, "web.connections_exceeded"),
            ((int)third.StatusCode, (string?)(await JsonOf(third))!["code"])
        );
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 90, 100);

        var eve = $"/support/tickets/{await OpenAsync(host.Eve)}/events";
        using var other = await ListenAsync(host.Eve, eve);
        using var over = await ListenAsync(host.Eve, eve);
        Assert.Equal((200, 503), ((int)other.StatusCode, (int)over.StatusCode));

        one.Dispose();
        using var freed = await UntilAsync(() => ListenAsync(host.Ada, path));
        Assert.Equal(200, (int)freed.StatusCode);
        two.Dispose();
    }

    [Fact]
    public async Task The_host_stops_at_once_though_streams_are_open()
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        using var stream = await ListenAsync(host.Ada, $"/support/tickets/{id}/events");
        var watch = Stopwatch.StartNew();

        await host.StopAsync();

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Empty(await TakeAsync(stream, 1));
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_any_more_is_given_back()
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        var changes = host.Services.GetRequiredService<WorkerSignals>().Changes;
        using var ada = host.Ada;
        (await ListenAsync(ada, $"/support/tickets/{id}/events")).Dispose();

        // That a client is gone is noticed by the server in its own time; meanwhile it is asked for something else.
        using var patience = new CancellationTokenSource(Patience);
        while (changes.Count > 0 && !patience.IsCancellationRequested)
            await GetAsync(ada, $"/support/tickets/{id}");

        Assert.Equal(0, changes.Count);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    public async Task A_place_that_cannot_be_is_refused(string last)
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);

        using var no = await ListenAsync(host.Ada, $"/support/tickets/{id}/events", last);

        Assert.Equal((400, "web.header_invalid"), ((int)no.StatusCode, (string?)(await JsonOf(no))!["code"]));
    }

    // That a client is gone is noticed by the server in its own time.
    private static async Task<HttpResponseMessage> UntilAsync(Func<Task<HttpResponseMessage>> listen)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var response = await listen();
            if (response.IsSuccessStatusCode || patience.IsCancellationRequested)
                return response;
            response.Dispose();
        }
    }
}
