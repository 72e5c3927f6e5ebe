using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Client;
using SupportKit.Testing;
using SupportKit.Tests.Shared;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Two hosts on one PostgreSQL, as behind a load balancer: whoever listens misses nothing of either, however often they connect anew.</summary>
[Trait("Category", "Long")]
public class TwoHostsTests(PostgresServer server)
{
    private const int Replies = 40;

    [Fact]
    public async Task Live_updates_bring_what_either_host_commits_once_and_in_order_over_reconnects()
    {
        var connection = await server.ConnectAsync("two_hosts");
        await using var one = await StartAsync(connection);
        await using var other = await StartAsync(connection);
        using var ada = Balanced(one, other, "ada", "/support/");
        using var bo = Balanced(one, other, "bo support-agent", "/support/agents/");
        var (asking, answering) = (new RequesterClient(ada), new AgentClient(bo));
        var opened = await asking.OpenAsync(
            new NewRequest("outage", "Nothing loads", "Since noon.") { Answers = new() { ["environment"] = "PROD" } },
            cancellationToken: Stop
        );
        var ticket = opened.Ticket.Id;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));

        var heardByAda = ListenAsync(asking);
        var heardByBo = ListenAsync(answering);
        // Both write at the same time, each to whichever host is next.
        await Task.WhenAll(
            WriteAsync(i => asking.ReplyAsync(ticket, $"Question {i}.", cancellationToken: Stop)),
            WriteAsync(i => answering.ReplyAsync(ticket, $"Answer {i}.", cancellationToken: Stop)),
            WriteAsync(i => answering.NoteAsync(ticket, $"Note {i}.", cancellationToken: Stop))
        );
        await answering.ReplyAsync(ticket, "The last.", cancellationToken: Stop);

        await SameAsync(asking, await heardByAda);
        await SameAsync(answering, await heardByBo);

        async Task<List<long>> ListenAsync(DeskClient client)
        {
            var heard = new List<long>();
            await foreach (var news in client.FollowAsync(ticket, 0, patience.Token))
            {
                heard.Add(news.Sequence);
                if (news.Event.GetRawText().Contains("The last.", StringComparison.Ordinal))
                    break;
            }
            return heard;
        }

        async Task SameAsync(DeskClient client, List<long> heard)
        {
            var history = await client.GetHistoryAsync(ticket, Stop);
            var sequences = history.Select(each => each.GetProperty("sequence").GetInt64()).ToList();
            Assert.True(sequences.Count > Replies);
            Assert.Equal(sequences.Take(heard.Count), heard);
            Assert.InRange(sequences.Count - heard.Count, 0, 3); // what follows from the last reply itself
        }
    }

    [Fact]
    public async Task Agents_of_different_hosts_see_each_other_on_a_ticket_until_one_leaves_or_is_silent()
    {
        var connection = await server.ConnectAsync("two_hosts_presence");
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 6, 16, 0));
        await using var one = await StartAsync(connection, time);
        await using var other = await StartAsync(connection, time);
        using var bo = one.Bo;
        using var cy = other.As("cy support-agent");
        var ticket = await OpenAsync(one.Ada);

        Assert.Empty(await OthersAsync(bo, ticket));
        Assert.Equal("bo", Assert.Single(await OthersAsync(cy, ticket, isWriting: true)));
        Assert.Equal("cy writes", Assert.Single(await OthersAsync(bo, ticket)));
        await OthersAsync(cy, ticket, isHere: false);
        Assert.Empty(await OthersAsync(bo, ticket));

        await OthersAsync(cy, ticket);
        time.Advance(PresenceView.Lasts);
        Assert.Empty(await OthersAsync(bo, ticket));
    }

    private static async Task<IEnumerable<string>> OthersAsync(
        HttpClient client,
        string ticket,
        bool isHere = true,
        bool isWriting = false
    )
    {
        var (status, said) = await PostAsync(
            client,
            $"/support/agents/tickets/{ticket}/presence",
            new JsonObject { ["isHere"] = isHere, ["isWriting"] = isWriting }
        );
        Assert.Equal(200, status);
        return said!["others"]!
            .AsArray()
            .Select(each => (bool)each!["isWriting"]! ? $"{each["id"]} writes" : $"{each["id"]}");
    }

    private static async Task WriteAsync(Func<int, Task> write)
    {
        for (var i = 0; i < Replies; i++)
            await write(i);
    }

    // A connection lasts a second, so that each listener comes back many times while the others write.
    private static Task<HostFixture> StartAsync(string connection, TimeProvider? time = null) =>
        HostFixture.StartAsync(
            options =>
            {
                options.MaxLiveDuration = TimeSpan.FromSeconds(1);
                options.LivePollingInterval = TimeSpan.FromSeconds(0.2);
            },
            services: services =>
            {
                if (time is not null)
                    services.AddSingleton(time);
            },
            desk: desk => desk.UseEntityFrameworkStore(store => store.UseNpgsql(connection)).CreateSchemaOnStart()
        );

    private static HttpClient Balanced(HostFixture one, HostFixture other, string who, string path)
    {
        var http = new HttpClient(new Balancer(one.Address, other.Address))
        {
            BaseAddress = new Uri(one.Address, path),
        };
        http.DefaultRequestHeaders.Add("Test-User", who);
        return http;
    }

    /// <summary>Sends each request to the next host.</summary>
    private sealed class Balancer(params Uri[] hosts) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            var host = hosts[Interlocked.Increment(ref next) % hosts.Length];
            request.RequestUri = new Uri(host, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, stop);
        }
    }
}
