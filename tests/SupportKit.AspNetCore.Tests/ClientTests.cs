using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using SupportKit.Client;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>The client for hosts that run the desk elsewhere, against a desk behind Kestrel.</summary>
public class ClientTests
{
    private static readonly NewRequest Outage = new("outage", "Nothing loads", "Since noon.")
    {
        Answers = new() { ["environment"] = "PROD" },
    };

    // It is no JSON, and is downloaded by the HttpClient itself.
    private static readonly string[] Left = ["Agent.reportCsv"];

    [Fact]
    public async Task Every_operation_of_requesters_and_agents_is_called_by_a_method_of_the_client()
    {
        var called = new ConcurrentDictionary<string, int>();
        await using var host = await HostFixture.StartAsync(
            map: app =>
            {
                app.Use(
                    (http, next) =>
                    {
                        if (http.GetEndpoint()?.Metadata.GetMetadata<EndpointDescription>() is { } endpoint)
                            called[endpoint.Name] = 1;
                        return next(http);
                    }
                );
                app.MapGroup("/support").MapSupportKit();
            },
            environment: "Development"
        );
        var (ada, bo, lea) = (Requester(host), Agent(host), Agent(host, "lea support-lead"));

        Assert.Contains((await ada.GetFormAsync(Stop)).Categories, category => category.Id == "outage");
        Assert.Equal(["environment"], (await ada.PreviewAsync(Outage with { Answers = null }, Stop)).Missing);
        Assert.NotEmpty(await ada.NewGuestAsync(Stop));
        var opened = await ada.OpenAsync(Outage, cancellationToken: Stop);
        Assert.Equal("first-response", Assert.Single(opened.Promises).Metric);
        var ticket = opened.Ticket.Id;
        Assert.Equal(ticket, (await ada.ListAsync(cancellationToken: Stop).SingleAsync(Stop)).Id);
        await ada.ReplyAsync(ticket, "It is still so.", cancellationToken: Stop);
        Assert.Equal(2, (await ada.ReadAsync(ticket, Stop)).Messages.Count);
        Assert.NotEmpty(await ada.GetHistoryAsync(ticket, Stop));
        await ada.ApplyAsync(ticket, "share", new JsonObject { ["with"] = "bob" }, cancellationToken: Stop);
        Assert.Equal("first-response", Assert.Single(await ada.GetReasonsAsync(ticket, Stop)).Metric);
        await FilesAsync(ada, ticket);
        Assert.Equal(1, (await ada.FollowAsync(ticket, 0, Stop).FirstAsync(Stop)).Sequence);

        Assert.Contains(await bo.GetQueuesAsync(Stop), queue => queue is { Id: "helpers", IsOwn: true });
        Assert.Equal(ticket, (await bo.ListQueueAsync("helpers", Stop).SingleAsync(Stop)).Id);
        Assert.Equal(ticket, (await bo.TakeNextAsync("helpers", Stop))!.Id);
        Assert.Null(await bo.TakeNextAsync("helpers", Stop));
        var found = bo.ListAsync(
            new TicketSearch
            {
                Text = "loads",
                Assignee = "bo",
                States = ["New", "Open"],
            },
            Stop
        );
        Assert.Equal("bo", (await found.SingleAsync(Stop)).Assignee);
        foreach (var exact in new[] { false, true })
        {
            var count = await bo.CountAsync(new TicketSearch { Queue = "helpers" }, exact, Stop);
            Assert.Equal((1, true), (count.Tickets, count.IsExact));
            Assert.Equal(1, count.States.Sum(state => state.Tickets));
        }
        await bo.ReplyAsync(ticket, "We look.", cancellationToken: Stop);
        await bo.AskBackAsync(ticket, "Which browser?", cancellationToken: Stop);
        var move = (await ada.ReadAsync(ticket, Stop)).NextMove!;
        Assert.Equal(("resolved", "Resolved"), (move.State, move.StateCategory));
        await bo.NoteAsync(ticket, "The second time this week.", cancellationToken: Stop);
        Assert.Equal("bo", (await bo.ReadAsync(ticket, Stop)).Ticket.Assignee);
        Assert.NotEmpty(await bo.GetHistoryAsync(ticket, Stop));
        await bo.ApplyAsync(
            ticket,
            "set-next-step",
            new JsonObject { ["step"] = "A new node." },
            cancellationToken: Stop
        );
        await FilesAsync(bo, ticket);
        var given = (await bo.ReadAsync(ticket, Stop)).Messages.Last(message => message.Attachment is not null);
        var approval = new JsonObject { ["attachment"] = given.Attachment!.Id, ["thirdParty"] = "Cloud Host" };
        await ada.ApplyAsync(ticket, "approve-attachment", approval, cancellationToken: Stop);
        await bo.DiscloseAsync(ticket, given.Attachment.Id, "Cloud Host", cancellationToken: Stop);
        Assert.Equal(1, (await bo.FollowAsync(ticket, 0, Stop).FirstAsync(Stop)).Sequence);
        var part = new NewRequestOnBehalf("ada", "question", "phone", "A question", "How?");
        var other = await bo.OpenAsync(part, cancellationToken: Stop);
        await bo.SplitAsync(ticket, part, cancellationToken: Stop);
        Assert.Equal(ticket, (await bo.MergeAsync(other.Ticket.Id, ticket, Stop)).Id);

        foreach (
            var path in new[]
            {
                "me",
                $"tickets/{ticket}/why",
                $"tickets/{ticket}/sla",
                $"tickets/{ticket}/macros",
                "switches",
                "policy",
                "policy/calendars?year=2026",
                "report?from=2026-01-01",
                "workload",
                "dead-letters",
                "set-aside",
            }
        )
            Assert.NotEqual(JsonValueKind.Undefined, (await lea.GetAsync(path, Stop)).ValueKind);
        var here = new JsonObject { ["isHere"] = true, ["isWriting"] = false };
        Assert.Equal(
            0,
            (await bo.PostAsync($"tickets/{ticket}/presence", here, cancellationToken: Stop))
                .GetProperty("others")
                .GetArrayLength()
        );
        var login = new JsonObject { ["subject"] = "login" };
        await lea.PostAsync("switches/incident/start", login, cancellationToken: Stop);
        await lea.PostAsync("switches/incident/end", login, cancellationToken: Stop);
        await lea.PostAsync("dead-letters/requeue", [], cancellationToken: Stop);
        await lea.PostAsync("set-aside/retry", [], cancellationToken: Stop);
        Assert.Empty(await lea.ListSuppressedAddressesAsync(Stop).ToListAsync(Stop));
        Assert.False(await lea.LiftSuppressedAddressAsync("nobody+1@people.example", Stop));
        var first = new JsonObject { ["sequence"] = 1 };
        var gone = await Assert.ThrowsAsync<SupportException>(() =>
            lea.PostAsync($"tickets/{ticket}/reveal-secrets", first, cancellationToken: Stop)
        );
        Assert.Equal("ticket.secrets_gone", gone.Code); // this policy keeps none

        var document = await OpenApiTests.DocumentAsync(host);
        var operations = OpenApiTests
            .Operations(document)
            .Select(each => (string)each.Operation["operationId"]!)
            .Where(id => !id.StartsWith("Inbound.", StringComparison.Ordinal))
            // Each operation on a ticket is one call with its name.
            .Select(id => string.Join('.', id.Split('.').Take(2)))
            .Distinct()
            .ToList();
        Assert.Empty(Left.Except(operations));
        Assert.Equal(operations.Except(Left).Order(), called.Keys.Order());
    }

    private static async Task FilesAsync(DeskClient desk, string ticket)
    {
        using var content = new MemoryStream("content"u8.ToArray());
        var file = (
            await desk.AttachAsync(ticket, "é \"a\".txt", "text/plain", content, cancellationToken: Stop)
        ).Attachment!;
        await using (var stream = await desk.DownloadAsync(ticket, file, Stop))
            Assert.Equal("content", await new StreamReader(stream).ReadToEndAsync(Stop));
        if (desk is AgentClient)
        {
            // The desk takes back nobody's file.
            var no = await Assert.ThrowsAsync<SupportException>(() => desk.WithdrawAttachmentAsync(ticket, file, Stop));
            Assert.Equal(403, no.Status);
            return;
        }
        await desk.WithdrawAttachmentAsync(ticket, file, Stop);
        var message = (await desk.ReadAsync(ticket, Stop)).Messages.Last(message => message.Attachment is not null);
        Assert.Equal((true, "é \"a\".txt"), (message.Attachment!.IsWithdrawn, message.Attachment.Name));
    }

    [Fact]
    public async Task A_no_has_its_code_its_fields_and_its_status()
    {
        await using var host = await HostFixture.StartAsync();
        var ada = Requester(host);

        var missing = await Assert.ThrowsAsync<SupportException>(() =>
            ada.OpenAsync(Outage with { Answers = null }, cancellationToken: Stop)
        );
        var unknown = await Assert.ThrowsAsync<SupportException>(() => ada.ReadAsync("../form?x=#", Stop));
        var nobody = await Assert.ThrowsAsync<SupportException>(() =>
            new RequesterClient(Http(host, null)).ListAsync(cancellationToken: Stop).FirstAsync(Stop).AsTask()
        );

        Assert.Equal((422, "intake.information_missing"), (missing.Status, missing.Code));
        Assert.Equal("Where?", Assert.Single(missing.Errors["environment"]));
        Assert.Equal((404, "ticket.not_found"), (unknown.Status, unknown.Code));
        Assert.Equal((401, "web.caller_missing"), (nobody.Status, nobody.Code));
    }

    [Fact]
    public async Task The_same_key_does_nothing_more_and_a_version_that_is_past_is_refused()
    {
        await using var host = await HostFixture.StartAsync();
        var ada = Requester(host);

        var first = await ada.OpenAsync(Outage, "a key", Stop);
        var again = await ada.OpenAsync(Outage, "a key", Stop);
        var read = await ada.ReadAsync(first.Ticket.Id, Stop);
        await ada.ReplyAsync(read.Ticket.Id, "More.", read.Ticket.Version, cancellationToken: Stop);
        var stale = await Assert.ThrowsAsync<SupportException>(() =>
            ada.ReplyAsync(read.Ticket.Id, "And more.", read.Ticket.Version, cancellationToken: Stop)
        );

        Assert.Equal(first.Ticket.Id, again.Ticket.Id);
        Assert.Equal(1, await host.CountAsync());
        Assert.Equal((412, "ticket.version_stale"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_no_further_than_it_is_read()
    {
        await using var host = await HostFixture.StartAsync();
        var asked = 0;
        var ada = Requester(host, new Between((_, _) => Interlocked.Increment(ref asked)));
        for (var i = 0; i < 60; i++)
            await ada.OpenAsync(Outage with { Title = $"Request {i}" }, cancellationToken: Stop);
        asked = 0;

        var first = await ada.ListAsync(cancellationToken: Stop).Take(10).ToListAsync(Stop);
        Assert.Equal((10, 1), (first.Count, asked));
        var all = await ada.ListAsync(cancellationToken: Stop).ToListAsync(Stop);
        Assert.Equal(60, all.Select(ticket => ticket.Id).Distinct().Count());
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task What_is_refused_for_a_time_is_sent_again_after_it_with_the_same_key()
    {
        await using var host = await HostFixture.StartAsync();
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 11, 0));
        var keys = new ConcurrentQueue<string>();
        var busy = new Between(
            (request, tries) =>
            {
                if (request.Headers.TryGetValues("Idempotency-Key", out var key))
                    keys.Enqueue(key.Single());
                return tries <= 2 ? Busy(TimeSpan.FromSeconds(20)) : null;
            }
        );
        var ada = Requester(host, busy, time);

        var opening = ada.OpenAsync(Outage, cancellationToken: Stop);
        var opened = await PassingAsync(time, opening);

        Assert.Equal(3, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.Equal(opened.Ticket.Id, (await ada.ReadAsync(opened.Ticket.Id, Stop)).Ticket.Id);
        Assert.True(time.Now - Instant.FromUtc(2026, 3, 2, 11, 0) >= Duration.FromSeconds(40));
    }

    [Fact]
    public async Task Nobody_waits_for_longer_than_was_set_or_for_what_says_no_time()
    {
        await using var host = await HostFixture.StartAsync();
        foreach (var wait in new TimeSpan?[] { TimeSpan.FromMinutes(5), null })
        {
            var tried = 0;
            var ada = Requester(host, new Between((_, _) => (Interlocked.Increment(ref tried), Busy(wait)).Item2));

            var no = await Assert.ThrowsAsync<SupportException>(() => ada.OpenAsync(Outage, cancellationToken: Stop));

            Assert.Equal((503, "", wait, 1), (no.Status, no.Code, no.RetryAfter, tried));
        }
    }

    [Fact]
    public async Task Whoever_follows_a_ticket_gets_each_event_once_however_often_the_connection_breaks()
    {
        await using var host = await HostFixture.StartAsync();
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 11, 0));
        var connections = 0;
        var breaking = new Between(
            (request, _) =>
                request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal)
                && Interlocked.Increment(ref connections) % 3 == 0
                    ? Busy(null)
                    : null
        )
        {
            BreaksStreams = true,
        };
        var ada = Requester(host, breaking, time);
        var opened = await ada.OpenAsync(Outage, cancellationToken: Stop);
        var bo = Agent(host);
        for (var i = 0; i < 16; i++)
            await bo.ReplyAsync(opened.Ticket.Id, $"Reply {i}.", cancellationToken: Stop);
        var history = await ada.GetHistoryAsync(opened.Ticket.Id, Stop);

        var news = await PassingAsync(
            time,
            ada.FollowAsync(opened.Ticket.Id, 0, Stop).Take(history.Count).ToListAsync(Stop).AsTask()
        );

        Assert.Equal(
            history.Select(each => each.GetProperty("sequence").GetInt64()),
            news.Select(each => each.Sequence)
        );
        Assert.True(connections > 5, $"{connections} connections");
    }

    [Fact]
    public async Task Following_ends_when_it_is_cancelled_and_when_the_ticket_is_not_the_readers()
    {
        await using var host = await HostFixture.StartAsync();
        var opened = await Requester(host).OpenAsync(Outage, cancellationToken: Stop);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Requester(host).FollowAsync(opened.Ticket.Id, 0, enough.Token))
                await enough.CancelAsync();
        });
        var eve = new RequesterClient(Http(host, "eve"));
        var no = await Assert.ThrowsAsync<SupportException>(() =>
            eve.FollowAsync(opened.Ticket.Id, 0, Stop).FirstAsync(Stop).AsTask()
        );
        Assert.Equal(404, no.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://acme.example/support")]
    public void An_address_that_would_lose_its_last_part_is_refused(string? address)
    {
        using var http = new HttpClient { BaseAddress = address is null ? null : new Uri(address) };

        Assert.Throws<ArgumentException>(() => new RequesterClient(http));
    }

    // Time passes until it is done.
    private static async Task<T> PassingAsync<T>(ManualTimeProvider time, Task<T> task)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!task.IsCompleted && !patience.IsCancellationRequested)
        {
            time.Advance(Duration.FromSeconds(0.1));
            await Task.Yield();
        }
        return await task;
    }

    private static RequesterClient Requester(HostFixture host, Between? between = null, TimeProvider? time = null) =>
        new(Http(host, "ada", "/support/", between), time);

    private static AgentClient Agent(HostFixture host, string who = "bo support-agent") =>
        new(Http(host, who, "/support/agents/"));

    private static HttpClient Http(HostFixture host, string? who, string path = "/support/", Between? between = null)
    {
        var http = new HttpClient(between ?? new Between((_, _) => null)) { BaseAddress = new Uri(host.Address, path) };
        if (who is not null)
            http.DefaultRequestHeaders.Add("Test-User", who);
        return http;
    }

    private static HttpResponseMessage Busy(TimeSpan? wait)
    {
        var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("busy") };
        busy.Headers.RetryAfter = wait is { } after ? new(after) : null;
        return busy;
    }
}
