using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>People of the desk over HTTP, and the host's systems.</summary>
public class AgentEndpointTests
{
    [Fact]
    public async Task An_agent_takes_the_next_answers_and_notes_what_the_customer_never_reads()
    {
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        var id = await OpenAsync(host.Ada);

        var (_, queues) = await GetAsync(bo, "/support/agents/queues");
        var (_, waiting) = await GetAsync(bo, "/support/agents/queues/helpers/tickets");
        var (taken, receipt) = await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject());
        var (empty, _) = await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject());
        var (answered, _) = await PostAsync(
            bo,
            $"/support/agents/tickets/{id}/replies",
            new JsonObject { ["body"] = "Which browser?", ["asksBack"] = true }
        );
        var (noted, _) = await PostAsync(
            bo,
            $"/support/agents/tickets/{id}/notes",
            new JsonObject { ["body"] = "Third time." }
        );

        Assert.Equal((200, 204, 200, 200), (taken, empty, answered, noted));
        Assert.Equal(id, (string?)receipt!["id"]);
        Assert.True((bool)queues![0]!["isOwn"]!);
        Assert.False((bool)queues[1]!["isOwn"]!);
        Assert.Equal("helpers", (string?)waiting!["tickets"]![0]!["queue"]);
        var (_, forBo) = await GetAsync(bo, $"/support/agents/tickets/{id}");
        var (_, forAda) = await GetAsync(host.Ada, $"/support/tickets/{id}");
        Assert.Equal(3, forBo!["messages"]!.AsArray().Count);
        Assert.Equal(2, forAda!["messages"]!.AsArray().Count);
        Assert.Equal("bo", (string?)forBo["ticket"]!["assignee"]);
        Assert.Null(forAda["ticket"]!["assignee"]);
        Assert.DoesNotContain(
            "Third time",
            (await GetAsync(host.Ada, $"/support/tickets/{id}/history")).Answer!.ToJsonString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refusal_is_explained_to_the_desk_alone()
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        var reopen = new JsonObject { ["trigger"] = "reopen" };

        var (status, forBo) = await PostAsync(host.Bo, $"/support/agents/tickets/{id}/actions/fire", reopen);
        var (_, forAda) = await PostAsync(host.Ada, $"/support/tickets/{id}/actions/fire", reopen);

        Assert.Equal(409, status);
        Assert.Equal("ticket.transition_not_permitted", (string?)forBo!["code"]);
        Assert.NotNull(forBo["explanation"]);
        Assert.Null(forAda!["explanation"]);
    }

    [Fact]
    public async Task Lists_and_counts_take_what_the_desk_can_be_asked()
    {
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        var id = await OpenAsync(host.Ada, "Red printer");
        await OpenAsync(host.Eve, "Blue lamp");

        var (_, ofAda) = await GetAsync(bo, "/support/agents/tickets?requester=ada&order=Urgency&unassigned=true");
        var (_, byNumber) = await GetAsync(bo, "/support/agents/tickets?number=ACME-2");
        var (_, counts) = await GetAsync(bo, "/support/agents/tickets/counts?queue=helpers");
        var (none, unknown) = await GetAsync(bo, "/support/agents/queues/nowhere/tickets");
        var (_, first) = await GetAsync(bo, "/support/agents/tickets?limit=1");
        var (mixed, other) = await GetAsync(bo, $"/support/agents/tickets?order=Update&after={first!["next"]}");

        Assert.Equal(id, (string?)ofAda!["tickets"]!.AsArray().Single()!["id"]);
        Assert.Equal("Blue lamp", (string?)byNumber!["tickets"]!.AsArray().Single()!["title"]);
        Assert.Equal((2, true), ((long)counts!["tickets"]!, (bool)counts["isExact"]!));
        Assert.Equal(2, (long)counts["states"]!.AsArray().Single()!["tickets"]!);
        Assert.Equal((404, "desk.queue_unknown"), (none, (string?)unknown!["code"]));
        Assert.Equal((400, "desk.cursor_mismatched"), (mixed, (string?)other!["code"]));
        foreach (
            var wrong in new[]
            {
                "queue=nowhere",
                "unassigned=perhaps",
                "limit=0",
                "limit=101",
                "after=x",
                "number=12x",
                "order=Random",
                "state=Lost",
                "limit=1&limit=2",
            }
        )
            Assert.Equal(400, (await GetAsync(bo, $"/support/agents/tickets?{wrong}")).Status);
    }

    [Fact]
    public async Task Counting_ends_at_a_thousand_unless_all_are_asked_for()
    {
        var store = new LongList();
        await using var host = await HostFixture.StartAsync(services: services =>
            services.AddSingleton<ITicketStore>(store)
        );
        using var bo = host.Bo;

        var (_, count) = await GetAsync(bo, "/support/agents/tickets/counts?state=Open");
        var (_, all) = await GetAsync(bo, "/support/agents/tickets/counts?state=Open&exact=true");
        var (refused, _) = await GetAsync(bo, "/support/agents/tickets/counts?exact=perhaps");

        Assert.Equal((1000, false), ((long)count!["tickets"]!, (bool)count["isExact"]!));
        Assert.Equal((1234, true), ((long)all!["tickets"]!, (bool)all["isExact"]!));
        Assert.Equal(400, refused);
        Assert.Equal([1000, null], store.Limits);
    }

    // Has 1,234 open tickets, whatever is asked.
    private sealed class LongList() : DelegatingTicketStore(new InMemoryTicketStore())
    {
        public List<int?> Limits { get; } = [];

        public override Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken stop)
        {
            Limits.Add(limit);
            return Task.FromResult(TicketCount.Of([new(StateCategory.Open, 1234)], limit));
        }
    }

    [Fact]
    public async Task What_is_escalated_is_a_list_of_its_own()
    {
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        var id = await OpenAsync(host.Ada, "Red printer");
        await OpenAsync(host.Eve, "Blue lamp");
        var reason = new JsonObject
        {
            ["reason"] = "stuck",
            ["channel"] = "phone",
            ["details"] = new JsonObject(),
        };
        var (escalated, why) = await PostAsync(bo, $"/support/agents/tickets/{id}/actions/escalate", reason);
        Assert.True(escalated == 200, why?.ToJsonString());

        var (_, list) = await GetAsync(bo, "/support/agents/tickets?escalated=true&order=Due");
        var (_, held) = await GetAsync(bo, "/support/agents/tickets?held=true");

        Assert.Equal(id, (string?)list!["tickets"]!.AsArray().Single()!["id"]);
        Assert.Empty(held!["tickets"]!.AsArray());
    }

    [Fact]
    public async Task Requests_are_opened_for_people_merged_and_split()
    {
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        var call = Outage();
        (call["requester"], call["channel"], call["callSummary"]) = ("ada", "phone", "Restarted it.");

        var (opened, answer) = await PostAsync(bo, "/support/agents/tickets", call);
        var other = await OpenAsync(host.Ada, "The same");
        var id = (string)answer!["ticket"]!["id"]!;
        var (split, part) = await PostAsync(bo, $"/support/agents/tickets/{id}/split", call.DeepClone());
        var (merged, _) = await PostAsync(
            bo,
            $"/support/agents/tickets/{other}/merge",
            new JsonObject { ["into"] = id }
        );

        Assert.Equal((201, 200, 200), (opened, split, merged));
        Assert.Equal(200, (await GetAsync(host.Ada, $"/support/tickets/{(string)part!["id"]!}")).Status);
        Assert.Equal(
            id,
            (string?)(await GetAsync(bo, $"/support/agents/tickets/{other}")).Answer!["ticket"]!["mergedInto"]
        );
    }

    [Theory]
    [InlineData("Kind1")]
    [InlineData("7")]
    [InlineData("")]
    public async Task A_name_of_an_enumeration_that_this_version_does_not_have_is_refused(string kind)
    {
        // Stored names that are unknown are kept as a newer version's; there is place for a thousand, which no caller may fill.
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        var link = new JsonObject { ["kind"] = kind, ["reference"] = "BUG-7" };

        Assert.Equal(400, (await PostAsync(host.Bo, $"/support/agents/tickets/{id}/actions/link", link)).Status);
    }

    [Fact]
    public async Task A_system_brings_in_what_people_wrote_once_and_with_their_rights()
    {
        await using var host = await HostFixture.StartAsync();
        using var mail = host.As("mailbox support-inbound");
        var written = Outage();
        (written["requester"], written["channel"]) = ("ada", "mail");

        var (opened, answer) = await PostAsync(mail, "/support/inbound/tickets", written, key: "<1@mail.example>");
        var (again, _) = await PostAsync(
            mail,
            "/support/inbound/tickets",
            written.DeepClone(),
            key: "<1@mail.example>"
        );
        var id = (string)answer!["ticket"]!["id"]!;
        var (replied, _) = await PostAsync(
            mail,
            $"/support/inbound/tickets/{id}/replies",
            new JsonObject { ["requester"] = "ada", ["body"] = "More." },
            key: "<2@mail.example>"
        );
        var (foreign, problem) = await PostAsync(
            mail,
            $"/support/inbound/tickets/{id}/replies",
            new JsonObject { ["requester"] = "eve", ["body"] = "Mine." }
        );
        var (nobody, _) = await PostAsync(
            mail,
            $"/support/inbound/tickets/{id}/replies",
            new JsonObject { ["requester"] = " ", ["body"] = "Mine." }
        );

        Assert.Equal((201, 201, 200, 404, 400), (opened, again, replied, foreign, nobody));
        Assert.Equal("ticket.not_found", (string?)problem!["code"]);
        Assert.Equal(1, await host.CountAsync());
        Assert.Equal(2, (await GetAsync(host.Ada, $"/support/tickets/{id}")).Answer!["messages"]!.AsArray().Count);
    }
}
