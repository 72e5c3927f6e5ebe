using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What an agent is told of a ticket beside the conversation: the reasons, the promises over the calendar, macros, and who else is there.</summary>
public class WhyEndpointTests
{
    // A Friday at five in Paris, an hour before the office closes.
    private readonly ManualTimeProvider time = new(Instant.FromUtc(2026, 3, 6, 16, 0));

    private Task<HostFixture> StartAsync() =>
        HostFixture.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));

    [Fact]
    public async Task Each_decision_names_its_rule_and_a_persons_own_names_the_person()
    {
        await using var host = await StartAsync();
        using var bo = host.Bo;
        var (_, opened) = await PostAsync(
            host.Ada,
            "/support/tickets",
            new JsonObject
            {
                ["category"] = "question",
                ["title"] = "How?",
                ["body"] = "Tell me.",
                ["answers"] = new JsonObject(),
            }
        );
        var id = (string)opened!["ticket"]!["id"]!;
        var (_, before) = await GetAsync(bo, $"/support/agents/tickets/{id}/why");
        await PostAsync(
            bo,
            $"/support/agents/tickets/{id}/actions/change-priority",
            new JsonObject { ["priority"] = "high", ["reason"] = "The whole office waits." }
        );
        var (_, after) = await GetAsync(bo, $"/support/agents/tickets/{id}/why");

        var byRule = About(before, "priority");
        Assert.Equal(("normal", "others"), ((string?)byRule["outcome"], (string?)byRule["rule"]));
        var passed = byRule["passed"]!.AsArray().Single()!;
        Assert.Equal(
            ("outage", "category = outage", "question"),
            ((string?)passed["rule"], (string?)passed["wanted"], (string?)passed["seen"])
        );
        Assert.Equal("all", (string?)About(before, "first-response")["rule"]);
        var byBo = About(after, "priority");
        Assert.Equal(("high", "bo"), ((string?)byBo["outcome"], (string?)byBo["by"]!["id"]));
        Assert.Equal("The whole office waits.", (string?)byBo["because"]);
        Assert.Null(byBo["rule"]);
    }

    [Fact]
    public async Task A_promise_is_shown_over_the_hours_in_which_it_is_counted()
    {
        await using var host = await StartAsync();
        var id = await OpenAsync(host.Ada);

        var (_, sla) = await GetAsync(host.Bo, $"/support/agents/tickets/{id}/sla");

        var lane = sla!["lanes"]!.AsArray().Single()!;
        Assert.Equal(
            ("office", "Europe/Paris", "4h in office", "4 h (office)"),
            ((string?)lane["calendar"], (string?)lane["timeZone"], (string?)lane["within"], (string?)lane["withinText"])
        );
        // The last hour of Friday, then Monday's hours up to what is due at noon and a little beyond.
        var open = lane["open"]!.AsArray();
        Assert.Equal("2026-03-06T17:00:00Z", (string?)open[0]!["to"]);
        Assert.Equal("2026-03-09T08:00:00Z", (string?)open[1]!["from"]);
        Assert.Equal("2026-03-09T11:00:00Z", (string?)lane["promise"]!["due"]);
        Assert.Empty(lane["pauses"]!.AsArray());
    }

    [Fact]
    public async Task A_macro_is_filled_in_and_says_what_it_could_not_fill()
    {
        await using var host = await StartAsync();
        var id = await OpenAsync(host.Ada, title: "{agent} {environment}");

        var (_, macros) = await GetAsync(host.Bo, $"/support/agents/tickets/{id}/macros");

        var macro = macros!["macros"]!.AsArray().Single()!;
        Assert.Equal("Ask to restart", (string?)macro["title"]);
        Assert.Equal("Hello ada, PROD was restarted for ACME-1. {next-step} Yours, bo", (string?)macro["text"]);
        Assert.Equal("next-step", (string?)macro["missing"]!.AsArray().Single());
    }

    [Fact]
    public async Task Two_agents_on_one_ticket_see_each_other_until_one_of_them_is_silent()
    {
        await using var host = await StartAsync();
        using var bo = host.Bo;
        using var cy = host.As("cy support-agent");
        var (ticket, other) = (await OpenAsync(host.Ada), await OpenAsync(host.Eve));

        Assert.Empty(await OthersAsync(bo, ticket));
        Assert.Equal("bo", (string?)(await OthersAsync(cy, ticket, isWriting: true)).Single()!["id"]);
        Assert.Empty(await OthersAsync(cy, other));
        var seen = (await OthersAsync(bo, ticket)).Single()!;
        Assert.Equal(("cy", true), ((string?)seen["id"], (bool)seen["isWriting"]!));

        time.Advance(PresenceView.Lasts);
        Assert.Empty(await OthersAsync(bo, ticket));
        await OthersAsync(bo, ticket, isHere: false);
        Assert.Empty(await OthersAsync(cy, ticket));
    }

    [Fact]
    public async Task Taking_the_next_under_the_same_key_gives_the_same_ticket()
    {
        await using var host = await StartAsync();
        using var bo = host.Bo;
        var first = await OpenAsync(host.Ada);
        time.Advance(Duration.FromMinutes(1));
        var second = await OpenAsync(host.Eve);

        var (_, taken) = await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject(), key: "one");
        var (_, again) = await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject(), key: "one");
        var (_, next) = await PostAsync(bo, "/support/agents/queues/helpers/next", new JsonObject(), key: "two");
        await PostAsync(
            bo,
            $"/support/agents/tickets/{first}/notes",
            new JsonObject { ["body"] = "Looked." },
            key: "three"
        );
        var (used, problem) = await PostAsync(
            bo,
            "/support/agents/queues/helpers/next",
            new JsonObject(),
            key: "three"
        );

        Assert.Equal([first, first, second], new[] { taken, again, next }.Select(one => (string?)one!["id"]));
        Assert.Equal((422, "command.id_in_use"), (used, (string?)problem!["code"]));
    }

    [Fact]
    public async Task The_policy_is_shown_with_its_rules_its_workflow_and_the_days_of_a_year()
    {
        await using var host = await StartAsync();

        var (_, policy) = await GetAsync(host.Bo, "/support/agents/policy");
        var (_, calendars) = await GetAsync(host.Bo, "/support/agents/policy/calendars?year=2026");
        var (wrong, _) = await GetAsync(host.Bo, "/support/agents/policy/calendars?year=20026");

        Assert.Equal(
            ["scope", "priority", "routing", "first-response"],
            policy!["sections"]!.AsArray().Select(section => (string?)section!["name"])
        );
        Assert.Equal(
            ("category = outage", "high"),
            (
                (string?)policy["sections"]![1]!["rules"]![0]!["when"],
                (string?)policy["sections"]![1]!["rules"]![0]!["then"]
            )
        );
        Assert.Contains(policy["states"]!.AsArray(), state => (string?)state!["id"] == (string?)policy["initialState"]);
        var days = calendars![0]!["days"]!.AsArray();
        Assert.Equal(365, days.Count);
        Assert.Equal("09:00-18:00", (string?)days[1]!["open"]!.AsArray().Single());
        Assert.Empty(days[2]!["open"]!.AsArray());
        Assert.Equal(400, wrong);
    }

    private static JsonNode About(JsonNode? why, string about) =>
        why!["decisions"]!.AsArray().Single(one => (string?)one!["about"] == about)!;

    private static async Task<JsonArray> OthersAsync(
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
        return said!["others"]!.AsArray();
    }
}
