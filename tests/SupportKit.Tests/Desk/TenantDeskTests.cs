using System.Reflection;
using System.Text.Json.Nodes;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>The desk of one tenant is the same desk, without a tenant to state in each call.</summary>
public class TenantDeskTests
{
    [Fact]
    public async Task A_ticket_opened_at_the_desk_of_a_tenant_is_that_tenants()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Small(), "acme"));
        var acme = host.Desk.ForTenant("acme");

        var ticket = (await acme.OpenAsync(Question)).OrThrow().Ticket;

        Assert.Equal(new TicketKey("acme", ticket.Id), ticket.Key);
        Assert.Equal(ticket.Id, (await acme.FindAsync(ticket.Id, Viewer.Desk))?.Id);
        Assert.Null(await host.Desk.ForTenant(SupportDesk.DefaultTenant).FindAsync(ticket.Id, Viewer.Desk));
        Assert.Single((await acme.ListAsync(acme.Query(Viewer.Desk))).Tickets);
        Assert.Equal("bo", (await acme.TakeNextAsync("desk", Actor.Agent("bo")))?.Assignee);
    }

    [Fact]
    public async Task What_names_another_tenant_is_refused_and_never_taken_for_this_one()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Small(), "acme"));
        var acme = host.Desk.ForTenant("acme");

        var opening = await Assert.ThrowsAsync<ArgumentException>(() =>
            acme.OpenAsync(Question with { Tenant = "globex" })
        );
        var listing = await Assert.ThrowsAsync<ArgumentException>(() =>
            acme.ListAsync(new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk))
        );

        Assert.Equal(("request", "query"), (opening.ParamName, listing.ParamName));
    }

    // A method that is added to the desk is not forgotten here.
    [Fact]
    public void Everything_the_desk_does_is_done_for_one_tenant_too()
    {
        var desk = Signatures(typeof(SupportDesk));
        desk.RemoveAll(signature => signature.StartsWith(nameof(SupportDesk.ForTenant), StringComparison.Ordinal));

        Assert.Equal(desk, Signatures(typeof(TenantDesk)).Intersect(desk).ToList());
    }

    private static List<string> Signatures(Type type) =>
        [
            .. type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName)
                .Select(method =>
                    $"{method.Name}({string.Join(", ", method.GetParameters().Where(p => p.Name != "tenant").Select(NameOf))})"
                )
                .Order(StringComparer.Ordinal),
        ];

    private static string NameOf(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TicketKey) ? typeof(TicketId).ToString() : parameter.ParameterType.ToString();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_viewer_of_an_actor_obeys_the_policy(bool agentsSeeOwn)
    {
        var json = JsonNode.Parse(Small().ToJson())!;
        json["privacy"] = new JsonObject { ["agents"] = agentsSeeOwn ? "own" : "all" };
        var host = new DeskFixture(desk => desk.AddPolicy(Policy.Parse(json.ToJsonString()), "acme"));
        var acme = host.Desk.ForTenant("acme");
        var ticket = (await acme.OpenAsync(Question)).OrThrow().Ticket;

        var agent = acme.ViewerOf(Actor.Agent("bo"));

        Assert.Equal(agentsSeeOwn, await acme.FindAsync(ticket.Id, agent) is null);
        Assert.NotNull(await acme.FindAsync(ticket.Id, acme.ViewerOf(Actor.Lead("li"))));
        Assert.NotNull(await acme.FindAsync(ticket.Id, acme.ViewerOf(Actor.Requester("ana"))));
        Assert.Null(await acme.FindAsync(ticket.Id, acme.ViewerOf(Actor.Requester("eve"))));
    }

    [Fact]
    public async Task An_agent_takes_from_their_queues_in_their_order()
    {
        var json = JsonNode.Parse(Small().ToJson())!;
        json["categories"] = new JsonObject { ["question"] = new JsonObject(), ["invoice"] = new JsonObject() };
        json["routing"] = JsonNode.Parse(
            """
            {
              "queues": { "desk": {}, "billing": {} },
              "rules": [{ "id": "money", "when": { "category": "invoice" }, "then": "billing" }, { "id": "all", "then": "desk" }]
            }
            """
        );
        var host = new DeskFixture(desk => desk.AddPolicy(Policy.Parse(json.ToJsonString()), "acme"));
        var acme = host.Desk.ForTenant("acme");
        await acme.OpenAsync(Question);
        await acme.OpenAsync(Question with { Category = "invoice" });
        var bo = Actor.Agent("bo", "billing", "desk");

        var taken = new[]
        {
            await acme.TakeNextFromQueuesAsync(bo),
            await acme.TakeNextFromQueuesAsync(bo),
            await acme.TakeNextFromQueuesAsync(bo),
        };

        Assert.Equal(["billing", "desk", null], taken.Select(ticket => ticket?.Queue));
        Assert.Null(await acme.TakeNextFromQueuesAsync(Actor.Agent("cy"))); // no queues, no ticket
    }

    [Fact]
    public async Task The_queues_of_an_actor_are_recorded_nowhere()
    {
        var host = new DeskFixture();
        var opened = await host.OpenAsync();
        var bo = Actor.Agent("bo", "support");

        await host.Desk.ApplyAsync(opened.Ticket.Key, new TicketCommand.Reply(bo, "Restarted."));
        var history = await host.Desk.GetHistoryAsync(opened.Ticket.Key, Viewer.Desk);

        Assert.Equal(Actor.Agent("bo"), bo);
        Assert.DoesNotContain("queues", TicketJson.Write(history[^1]), StringComparison.OrdinalIgnoreCase);
    }

    private static OpenRequest Question =>
        new()
        {
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "T",
            Body = "B",
        };
}
