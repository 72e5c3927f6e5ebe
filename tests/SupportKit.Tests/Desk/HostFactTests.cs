using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Delivery;
using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>What the host states and the policy does not know is told, and stops nobody.</summary>
public class HostFactTests
{
    private static readonly Policy Plans = WithPlans();

    [Fact]
    public async Task A_slip_in_the_name_of_a_fact_is_told_once()
    {
        var host = Make(FactSet.Empty.With("plann", "pro"));

        await OpenAsync(host);
        await OpenAsync(host);

        Assert.Equal(1, await ToldAsync(host));
    }

    [Fact]
    public async Task A_plan_that_the_policy_does_not_list_entitles_to_nothing_and_stops_nobody()
    {
        var host = Make(FactSet.Empty.With("plan", "platinum"));

        var ticket = await OpenAsync(host);

        Assert.Empty(ticket.Promises);
        Assert.Null(ticket.Facts["plan"]);
        Assert.Equal(1, await ToldAsync(host));
    }

    [Fact]
    public async Task A_plan_that_it_lists_entitles_and_is_nothing_to_tell()
    {
        var host = Make(FactSet.Empty.With("plan", "pro"));

        var ticket = await OpenAsync(host);

        Assert.Single(ticket.Promises);
        Assert.Equal(0, await ToldAsync(host));
    }

    [Fact]
    public async Task A_fact_of_the_form_that_the_directory_states_is_told()
    {
        var host = Make(FactSet.Empty.With("environment", "PROD"));

        var ticket = await OpenAsync(host);

        Assert.Null(ticket.Facts["environment"]);
        Assert.Equal(1, await ToldAsync(host));
    }

    [Fact]
    public async Task What_is_told_is_bounded()
    {
        var count = 0;
        var host = new DeskFixture(desk =>
            desk.AddPolicy(Plans, "acme")
                .UseRequesters(
                    (_, id, _) =>
                        Task.FromResult<Requester?>(
                            new(
                                id,
                                "en",
                                FactSet.Of(
                                    Enumerable
                                        .Range(0, 700)
                                        .Select(_ => KeyValuePair.Create($"fact{count++}", (FactValue)true))
                                )
                            )
                        )
                )
        );

        await OpenAsync(host);
        await OpenAsync(host);

        Assert.Equal(1000, await ToldAsync(host));
    }

    private static DeskFixture Make(FactSet facts) =>
        new(desk =>
            desk.AddPolicy(Plans, "acme").UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", facts)))
        );

    private static async Task<Ticket> OpenAsync(DeskFixture host)
    {
        var request = new OpenRequest
        {
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "T",
            Body = "B",
        };
        return (await host.Desk.ForTenant("acme").OpenAsync(request)).OrThrow().Ticket;
    }

    private static async Task<int> ToldAsync(DeskFixture host) =>
        (await host.Host.Services.GetRequiredService<DeskHealth>().BacklogAsync()).UnknownFacts;

    private static Policy WithPlans()
    {
        var json = JsonNode.Parse(Small().ToJson())!;
        json["plans"] = JsonNode.Parse(
            """{ "free": { "entitlements": [] }, "pro": { "entitlements": ["support"] } }"""
        );
        json["facts"] = JsonNode.Parse("""{ "environment": { "values": ["PROD", "TEST"] } }""");
        json["calendars"] = JsonNode.Parse(
            """{ "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-18:00"] } } }"""
        );
        json["sla"] = JsonNode.Parse(
            """[{ "id": "paid", "metric": "first-response", "when": { "entitledTo": "support" }, "within": "4h", "calendar": "office" }]"""
        );
        return Policy.Parse(json.ToJsonString());
    }
}
