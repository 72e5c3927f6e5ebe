using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Client;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Storage;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What leads look at and set right: reports, workload, dead letters, what was set aside, and switches.</summary>
public class LeadEndpointTests
{
    [Fact]
    public async Task A_report_tells_what_became_of_tickets_as_json_and_as_csv()
    {
        await using var host = await HostFixture.StartAsync();
        using var lea = host.As("lea support-lead");
        var id = await OpenAsync(host.Ada);
        await OpenAsync(host.Eve);
        await PostAsync(host.Bo, $"/support/agents/tickets/{id}/replies", new JsonObject { ["body"] = "Restarted." });

        var (status, report) = await GetAsync(lea, "/support/agents/report");
        using var csv = await lea.GetAsync("/support/agents/report.csv?table=volume", Stop);

        Assert.Equal(200, status);
        Assert.Equal(2, (int)report!["tickets"]!);
        Assert.Equal(1, report["volume"]!.AsArray().Sum(row => (int)row!["answered"]!));
        Assert.Equal(1, report["attainment"]!.AsArray().Sum(row => (int)row!["met"]!));
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith(
            "month,queue,priority,tickets",
            await csv.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
        foreach (
            var wrong in new[]
            {
                "from=yesterday",
                "from=2026-02-30",
                "before=1999-01-01",
                "from=0001-01-01",
                "table=x",
            }
        )
            Assert.Equal(400, (await GetAsync(lea, $"/support/agents/report.csv?{wrong}")).Status);
    }

    [Fact]
    public async Task The_workload_counts_what_each_queue_and_person_has()
    {
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        using var lea = host.As("lea support-lead");
        await OpenAsync(host.Ada);
        await OpenAsync(host.Eve);
        await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject());

        var (_, work) = await GetAsync(lea, "/support/agents/workload");

        var queue = work!["queues"]!.AsArray().Single(one => (string?)one!["id"] == "helpers")!;
        Assert.Equal((2, 1), ((int)queue["toDo"]! + (int)queue["waiting"]!, (int)queue["unassigned"]!));
        var person = work["people"]!.AsArray().Single()!;
        Assert.Equal(("bo", 1), ((string?)person["id"], (int)person["toDo"]!));
        Assert.False((bool)work["isPartial"]!);
    }

    [Fact]
    public async Task A_dead_letter_is_seen_and_sent_again_alone_or_by_what_they_have_in_common()
    {
        var reachable = false;
        await using var host = await HostFixture.StartAsync(desk: desk =>
            desk.UseTransport(
                (_, _) =>
                    reachable
                        ? Task.CompletedTask
                        : throw new UndeliverableException("test.refused", "No such address.", "Correct it.")
            )
        );
        using var lea = host.As("lea support-lead");
        await OpenAsync(host.Ada);
        await OpenAsync(host.Eve);
        var letters = await DeadAsync(lea, least: 4);
        var (other, none) = await GetAsync(lea, "/support/agents/dead-letters?code=test.other");
        reachable = true;
        var (one, first) = await PostAsync(
            lea,
            "/support/agents/dead-letters/requeue",
            new JsonObject { ["message"] = (string)letters[0]!["message"]! }
        );
        var (rest, others) = await PostAsync(
            lea,
            "/support/agents/dead-letters/requeue",
            new JsonObject { ["code"] = "test.refused" }
        );

        Assert.Equal((200, 200, 200), (other, one, rest));
        Assert.Equal("test.refused", (string?)letters[0]!["code"]);
        Assert.Empty(none!.AsArray());
        Assert.Equal(1, (int)first!["count"]!);
        Assert.Equal(letters.Count - 1, (int)others!["count"]!);
        Assert.Empty((await GetAsync(lea, "/support/agents/set-aside")).Answer!.AsArray());
    }

    [Fact]
    public async Task An_address_that_is_not_written_to_is_seen_page_by_page_and_written_to_again()
    {
        await using var host = await HostFixture.StartAsync();
        using var lea = host.As("lea support-lead");
        lea.BaseAddress = new Uri(lea.BaseAddress!, "/support/agents/");
        var client = new AgentClient(lea);
        var list = host.Services.GetRequiredService<ISuppressionList>();
        for (var i = 0; i < 5; i++)
        {
            var of = new Recipient(RecipientKind.Requester, $"person-{i}");
            var at = NodaTime.Instant.FromUtc(2026, 3, 2, 10, i);
            foreach (var tenant in new[] { SupportDesk.DefaultTenant, "other" })
                await list.SuppressAsync(
                    tenant,
                    new SupportKit.Storage.SuppressedAddress($"p/{i}+x@{tenant}.example", of, "5.1.1", at),
                    Stop
                );
        }

        var (_, first) = await GetAsync(lea, "/support/agents/suppressed-addresses?limit=3");
        var (_, last) = await GetAsync(lea, "/support/agents/suppressed-addresses?limit=3&skip=3");
        var latest = (string)first!["addresses"]![0]!["address"]!;
        Assert.Equal(5, await client.ListSuppressedAddressesAsync(Stop).CountAsync(Stop));
        var lifted = await client.LiftSuppressedAddressAsync(latest.ToUpperInvariant(), Stop);
        var again = await client.LiftSuppressedAddressAsync(latest, Stop);
        var (wrong, _) = await GetAsync(lea, "/support/agents/suppressed-addresses?limit=201");

        Assert.Equal("p/4+x@default.example", latest);
        Assert.Equal("person-4", (string?)first["addresses"]![0]!["of"]!["id"]);
        Assert.Equal("5.1.1", (string?)first["addresses"]![0]!["status"]);
        Assert.Equal((3, true), (first["addresses"]!.AsArray().Count, (bool)first["hasMore"]!));
        Assert.Equal((2, false), (last!["addresses"]!.AsArray().Count, (bool)last["hasMore"]!));
        Assert.Equal((true, false, 400), (lifted, again, wrong));
        Assert.DoesNotContain(
            latest,
            await client.ListSuppressedAddressesAsync(Stop).Select(one => one.Address).ToListAsync(Stop)
        );
        Assert.NotNull(await list.FindAsync("other", "p/4+x@other.example", Stop));
    }

    [Fact]
    public async Task A_lead_turns_a_switch_on_and_off_and_an_agent_only_sees_it()
    {
        await using var host = await HostFixture.StartAsync();
        using var lea = host.As("lea support-lead");
        var login = new JsonObject { ["subject"] = "login" };

        var (started, on) = await PostAsync(lea, "/support/agents/switches/incident/start", login);
        var (forbidden, _) = await PostAsync(host.Bo, "/support/agents/switches/incident/end", login.DeepClone());
        var (_, seen) = await GetAsync(host.Bo, "/support/agents/switches");
        var (unknown, problem) = await PostAsync(
            lea,
            "/support/agents/switches/incident/start",
            new JsonObject { ["subject"] = "nothing" }
        );
        var (ended, told) = await PostAsync(lea, "/support/agents/switches/incident/end", login.DeepClone());

        Assert.Equal((200, 403, 404, 200), (started, forbidden, unknown, ended));
        Assert.Equal("desk.switch_unknown", (string?)problem!["code"]);
        Assert.Equal(on!.ToJsonString(), seen!.ToJsonString());
        var time = on[0]!["on"]!.AsArray().Single()!;
        Assert.Equal(("login", "lea"), ((string?)time["subject"], (string?)time["startedBy"]!["id"]));
        Assert.Equal(0, (int)told!["count"]!);
        Assert.Empty((await GetAsync(lea, "/support/agents/switches")).Answer![0]!["on"]!.AsArray());
    }

    private static async Task<JsonArray> DeadAsync(HttpClient lead, int least)
    {
        while (true)
        {
            var letters = (await GetAsync(lead, "/support/agents/dead-letters")).Answer!.AsArray();
            if (letters.Count >= least)
                return letters;
            await Task.Yield();
        }
    }
}
