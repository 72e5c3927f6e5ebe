using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Agents are people whom the host's directory knows: Bia and Caio work on the queue "desk", and nobody else does.</summary>
public class AgentDirectoryTests
{
    private static readonly DeskAgent PersonBia = new("bia", "pt-BR")
    {
        Queues = ["desk"],
        Address = "bia@desk.example",
    };
    private static readonly DeskAgent PersonCaio = new("caio", "en") { Queues = ["billing", "desk"] };
    private static readonly Actor Stranger = Actor.Agent("stranger");

    [Fact]
    public async Task An_agent_whom_the_directory_does_not_know_can_do_nothing()
    {
        var (life, desk) = With("manual", PersonBia);
        var (ticket, other) = (await life.OpenAsync(), await life.OpenAsync());

        Assert.Equal(
            "agent.id_unknown",
            CodeOf(await desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Stranger, "Hm.")))
        );
        Assert.Equal("agent.id_unknown", CodeOf(await desk.OpenAsync(Question() with { OnBehalf = Stranger })));
        Assert.Equal("agent.id_unknown", CodeOf(await desk.MergeAsync(Key(ticket), other.Id, Stranger)));
        Assert.Equal("agent.id_unknown", CodeOf(await desk.SplitAsync(Key(ticket), Stranger, Question())));
        Assert.Null(await desk.TakeNextAsync("desk", Stranger));
        Assert.Equal(
            "agent.id_unknown",
            CodeOf(await desk.ApplyAsync(Key(ticket), new TicketCommand.Assign(Dora, "stranger")))
        );
        (await desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Bia, "Hm."))).OrThrow();
        // Leads and systems are not the directory's to know.
        (await desk.ApplyAsync(Key(ticket), new TicketCommand.Assign(Dora, "bia"))).OrThrow();
    }

    [Fact]
    public async Task Whoever_is_given_a_ticket_is_told_in_their_language_and_so_is_what_follows()
    {
        var (life, desk) = With("manual", PersonBia, PersonCaio);
        var ticket = await life.OpenAsync();
        (await desk.ApplyAsync(Key(ticket), new TicketCommand.Assign(Dora, "bia"))).OrThrow();
        (await desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Ana, "So?"))).OrThrow();
        Assert.Equal(["pt", "pt"], await LanguagesOfAsync(life, "bia"));

        (await desk.ApplyAsync(Key(ticket), new TicketCommand.Assign(Dora, "caio"))).OrThrow();
        Assert.Equal(["en"], await LanguagesOfAsync(life, "caio"));
    }

    [Fact]
    public async Task A_ticket_is_assigned_as_it_comes_into_its_queue_and_whoever_gets_it_is_told()
    {
        var (life, desk) = With("least-loaded", PersonBia, PersonCaio);
        var first = (await desk.OpenAsync(Question())).OrThrow();
        var second = (await desk.OpenAsync(Question())).OrThrow();

        Assert.Equal(("bia", "caio"), (first.Ticket.Assignee, second.Ticket.Assignee));
        Assert.Equal(["pt"], await LanguagesOfAsync(life, "bia"));
        var decided = Assert.Single((await life.EventsAsync(second.Ticket)).OfType<TicketEvent.AssignmentDecided>());
        Assert.Equal(AssignmentMode.LeastLoaded, decided.Mode);
        Assert.Equal(
            [new("bia", AgentFitness.Fit, 1), new ConsideredAgent("caio", AgentFitness.Fit, 0)],
            decided.Considered
        );
        // The history alone tells who got it.
        var history = await life.Desk.GetHistoryAsync(second.Ticket.Key, Viewer.Desk);
        Assert.Equal("caio", TicketHistory.Replay(history)!.Assignee);
    }

    [Fact]
    public async Task In_turn_each_gets_one_after_the_other()
    {
        var (life, desk) = With("round-robin", PersonBia, PersonCaio);
        var assignees = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            life.Time.Advance(Duration.FromMinutes(1));
            assignees.Add((await desk.OpenAsync(Question())).OrThrow().Ticket.Assignee);
        }
        Assert.Equal(["bia", "caio", "bia", "caio", "bia"], assignees);
    }

    [Fact]
    public async Task With_nobody_on_duty_it_stays_the_queues_and_the_explanation_says_why()
    {
        var (_, desk) = With("least-loaded", PersonBia with { IsOnDuty = false }, PersonCaio with { Capacity = 0 });
        var opened = (await desk.OpenAsync(Question())).OrThrow();

        Assert.Null(opened.Ticket.Assignee);
        // What the person who asked is shown holds nothing of it.
        Assert.DoesNotContain("bia", opened.Decision!.Explain().ToText(), StringComparison.Ordinal);
        var byDesk = (await desk.OpenAsync(Question() with { OnBehalf = Dora })).OrThrow();
        var text = byDesk.Decision!.Explain().ToText();
        Assert.Contains("assignment: nobody", text, StringComparison.Ordinal);
        Assert.Contains("bia: not on duty", text, StringComparison.Ordinal);
        Assert.Contains("caio: has as many as they may have", text, StringComparison.Ordinal);
        Assert.Contains("\"fitness\": \"OffDuty\"", byDesk.Decision.Explain().ToJson(), StringComparison.Ordinal);
        Assert.Contains("bia: fora de serviço", byDesk.Decision.Explain().ToText("pt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_directory_and_by_hand_nothing_is_assigned()
    {
        var life = new TicketLifeDeskFixture(Policy("least-loaded"));
        Assert.Null((await life.OpenAsync()).Assignee);
        var (byHand, desk) = With("manual", PersonBia);
        var opened = (await desk.OpenAsync(Question())).OrThrow().Ticket;
        Assert.Null(opened.Assignee);
        Assert.DoesNotContain(
            await byHand.EventsAsync(opened),
            happened => happened is TicketEvent.AssignmentDecided or TicketEvent.Assigned
        );
    }

    [Fact]
    public async Task A_ticket_that_comes_into_another_queue_is_assigned_there()
    {
        var (life, desk) = With("least-loaded", PersonBia, PersonCaio);
        var ticket = (await desk.OpenAsync(Question())).OrThrow().Ticket;
        Assert.Equal("bia", ticket.Assignee);
        var moved = (await desk.ApplyAsync(Key(ticket), new TicketCommand.ChangeCategory(Dora, "billing"))).OrThrow();
        // The queue "billing" is by hand.
        Assert.Equal(("billing", null), (moved.Ticket.Queue, moved.Ticket.Assignee));
        var back = (await desk.ApplyAsync(Key(ticket), new TicketCommand.ChangeCategory(Dora, "question"))).OrThrow();
        Assert.Equal(("desk", "bia"), (back.Ticket.Queue, back.Ticket.Assignee));
    }

    [Fact]
    public async Task The_next_ticket_comes_from_the_queues_that_the_directory_names()
    {
        var (life, desk) = With("manual", PersonBia, PersonCaio);
        await life.OpenAsync();
        var bill = await life.OpenAsync(Question() with { Category = "billing" });

        Assert.Equal(bill.Id, (await desk.TakeNextFromQueuesAsync(Caio))!.Id);
        // What the host states itself comes first.
        Assert.Null(await desk.TakeNextFromQueuesAsync(Actor.Agent("caio", "billing")));
        Assert.Null(await desk.TakeNextFromQueuesAsync(Stranger));
        Assert.NotNull(await desk.TakeNextFromQueuesAsync(Bia));
    }

    [Fact]
    public async Task A_directory_may_be_scoped_and_ready_ones_are_a_list_or_a_function()
    {
        var services = new ServiceCollection();
        services.AddScoped<ScopedTeam>();
        var builder = services.AddSupportKit().UseAgents<ScopedTeam>();
        await using (var host = services.BuildServiceProvider(validateScopes: true))
            Assert.NotNull(await host.GetRequiredService<IAgentDirectory>().FindAsync(Tenant, "bia", default));

        builder.UseAgents([PersonBia, PersonCaio]);
        await using (var host = services.BuildServiceProvider())
        {
            var agents = host.GetRequiredService<IAgentDirectory>();
            Assert.Equal("caio", Assert.Single(await agents.ListAsync(Tenant, "billing", default)).Id);
            Assert.Null(await agents.FindAsync(Tenant, "Bia", default));
        }
        Assert.Throws<ArgumentException>(() => builder.UseAgents([PersonBia, PersonBia]));

        builder.UseAgents(
            (tenant, _) => Task.FromResult<IReadOnlyCollection<DeskAgent>>(tenant == Tenant ? [PersonBia] : [])
        );
        await using (var host = services.BuildServiceProvider())
            Assert.Null(await host.GetRequiredService<IAgentDirectory>().FindAsync("other", "bia", default));
    }

    [Fact]
    public void An_agents_capacity_is_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeskAgent("bia", "pt") { Capacity = -1 });

    private static async Task<string[]> LanguagesOfAsync(TicketLifeDeskFixture life, string agent) =>
        [
            .. (await life.SentAsync())
                .Where(sent => sent.To == new Recipient(RecipientKind.Agent, agent))
                .Select(sent => sent.Language),
        ];

    private static (TicketLifeDeskFixture Life, SupportDesk Desk) With(string assignment, params DeskAgent[] team)
    {
        var life = new TicketLifeDeskFixture(Policy(assignment));
        var agents = new AgentList((_, _) => Task.FromResult<IReadOnlyCollection<DeskAgent>>(team));
        return (life, life.NewDesk(life.Store, agents: agents));
    }

    private static Policy Policy(string assignment) =>
        TicketLifePolicies.With(
            $$"""
            "routing": {
              "queues": { "desk": { "assignment": "{{assignment}}" }, "billing": {}, "leads": {} },
              "rules": [{ "id": "money", "when": { "category": "billing" }, "then": "billing" }, { "id": "rest", "then": "desk" }]
            }
            """
        );

    private sealed class ScopedTeam : IAgentDirectory
    {
        public Task<DeskAgent?> FindAsync(string tenant, string agent, CancellationToken cancellationToken) =>
            Task.FromResult<DeskAgent?>(PersonBia);

        public Task<IReadOnlyCollection<DeskAgent>> ListAsync(
            string tenant,
            string queue,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyCollection<DeskAgent>>([PersonBia]);
    }
}
