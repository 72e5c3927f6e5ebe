using System.Text.Json.Nodes;
using SupportKit.Decisions;
using SupportKit.PolicyAnalysis;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// What an escalation at Digibee's changes and what not, at its instants: on Friday the 30th of October 2026 at five in the
/// afternoon in São Paulo, an hour before the office closes until Tuesday, because Monday is a holiday.
/// </summary>
public class DigibeeLeaderTests
{
    private const string Friday = "2026-10-30T20:00:00Z";

    private static readonly Actor Lea = Actor.Lead("lea");

    private static readonly FactSet Details = Facts(
        ("firstCase", "c-17"),
        ("problem", "It came back."),
        ("environment", "PROD"),
        ("justification", "The cause was not found.")
    );

    private readonly ScenarioDeskFixture desk = DigibeeDeskFixture.Open();

    [Theory]
    [InlineData("contradicts-expectations")]
    [InlineData("situation-changed")]
    [InlineData("another-look")]
    [Trait("Requirement", "DIG-18")]
    public async Task A_customer_escalates_at_any_hour_for_each_published_reason(string reason)
    {
        var ticket = await OpensAsync("degraded");

        // Sunday, the first of November, at four in the morning.
        ticket = await desk.DoesAtAsync("2026-11-01T07:00:00Z", ticket, Escalate(Ana, reason));

        Assert.Equal("support-lead", ticket.EscalatedToQueue);
        Assert.Equal(
            [(At("2026-11-01T07:00:00Z"), "ana", reason)],
            (await desk.EventsAsync<TicketEvent.Escalated>(ticket)).Select(e => (e.At, e.By, e.Event.Reason))
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-18")]
    public async Task The_assigned_engineer_escalates_for_the_customer_and_nobody_else_does()
    {
        var ticket = await OpensAsync("degraded");

        Assert.Equal(
            "ticket.not_found",
            await desk.RefusesAsync(ticket, Escalate(Actor.Requester("zoe"), "another-look"))
        );
        ticket = await desk.DoesAsync(ticket, Escalate(Agent, "another-look"));
        Assert.Equal("support-lead", ticket.EscalatedToQueue);

        ticket = await desk.DoesAsync(ticket, new TicketCommand.Fire(Agent, Triggers.Close));
        Assert.Equal("ticket.state_closed", await desk.RefusesAsync(ticket, Escalate(Ana, "another-look")));
    }

    [Fact]
    [Trait("Requirement", "DIG-19")]
    public async Task What_an_escalation_brings_is_kept_with_it_without_the_secrets_in_it()
    {
        var ticket = await OpensAsync("degraded");
        var details = Details.With("justification", string.Join(": ", "My password", "hunter2-Xq9"));

        await desk.DoesAtAsync("2026-11-01T02:59:59Z", ticket, Escalate(Ana, "another-look", details)); // October's last second

        var escalated = Assert.Single(await desk.EventsAsync<TicketEvent.Escalated>(ticket));
        Assert.Equal(At("2026-11-01T02:59:59Z"), escalated.At);
        Assert.Equal(("c-17", "PROD"), (escalated.Event.Details["firstCase"], escalated.Event.Details["environment"]));
        Assert.DoesNotContain("hunter2", escalated.Event.Details["justification"].ToString());
        Assert.Equal("PROD", ticket.Facts["environment"]); // and the ticket's own facts stay
    }

    [Theory]
    [InlineData("platform", "escalation.channel_wrong")]
    [InlineData("email", "escalation.channel_wrong")]
    [InlineData("escalation", null)]
    [Trait("Requirement", "DIG-19")]
    public async Task It_comes_in_by_its_own_channel_and_no_request_does(string channel, string? code)
    {
        var ticket = await OpensAsync("degraded");
        var escalate = new TicketCommand.Escalate(Ana, "another-look", channel, Details);

        if (code is null)
            await desk.DoesAsync(ticket, escalate);
        else
            Assert.Equal(code, await desk.RefusesAsync(ticket, escalate));
        desk.Channel = "escalation";
        Assert.Equal("intake.channel_unknown", (await desk.RefusesAsync<Refusal.CommandRefused>("question")).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "DIG-20")]
    public async Task An_escalation_moves_no_deadline_by_a_microsecond(bool escalated)
    {
        var ticket = await OpensAsync("total", workaround: true); // P2: two hours by the clock, twelve in the office
        if (escalated)
            ticket = await desk.DoesAtAsync("2026-10-30T21:00:00Z", ticket, Escalate(Ana, "another-look"));

        // Friday at seven in the evening; an hour on Friday, nine on Tuesday, two on Wednesday.
        Assert.Equal(
            [("first-response", At("2026-10-30T22:00:00Z")), ("resolution", At("2026-11-04T14:00:00Z"))],
            ticket.Promises.Select(promise => (promise.Metric, promise.Due))
        );
        await desk.PassesAsync("2026-10-30T22:00:00Z");
        Assert.Equal(PromiseStatus.Running, (await desk.ReadAsync(ticket)).PromiseOf("first-response")!.Status);
        await desk.PassesAsync("2026-10-30T22:00:00.000001Z");
        Assert.Equal(PromiseStatus.Breached, (await desk.ReadAsync(ticket)).PromiseOf("first-response")!.Status);
        await desk.PassesAsync("2026-11-04T14:00:00.000001Z");
        ticket = await desk.ReadAsync(ticket);
        Assert.Equal(PromiseStatus.Breached, ticket.PromiseOf("resolution")!.Status);
        Assert.Equal(("P2", "incident-response"), (ticket.Priority, ticket.Queue));
        // Three quarters of the time: ninety minutes, and nine of twelve hours.
        Assert.Equal(
            [At("2026-10-30T21:30:00Z"), At("2026-11-03T20:00:00Z")],
            (await desk.EventsAsync<TicketEvent.PromiseWarned>(ticket)).Select(warned => warned.At)
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-20")]
    public async Task The_leader_is_told_confirms_sets_the_next_step_and_leaves_when_done()
    {
        var ticket = await OpensAsync("degraded");
        ticket = await desk.DoesAtAsync("2026-10-31T12:00:00Z", ticket, Escalate(Ana, "situation-changed")); // Saturday at nine
        ticket = await desk.DoesAtAsync(
            "2026-10-31T13:00:00Z",
            ticket,
            new TicketCommand.Reply(Lea, "So it stops at night.")
        );
        ticket = await desk.DoesAsync(ticket, new TicketCommand.SetNextStep(Lea, "We trace tonight's run together."));

        Assert.Equal("We trace tonight's run together.", ticket.NextStep);
        var sent = await desk.SentAsync();
        var called = Assert.Single(sent, message => message.To == new Recipient(RecipientKind.Queue, "support-lead"));
        Assert.StartsWith("O cenário mudou", called.Body);
        var step = Assert.Single(sent, message => message.Heading() == $"The next step: {ticket.Number}");
        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), step.To);
        Assert.DoesNotContain("tonight", step.Body); // it is read signed in

        Assert.Equal("ticket.actor_not_permitted", await desk.RefusesAsync(ticket, new TicketCommand.DeEscalate(Ana)));
        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.DeEscalate(Agent))
        );
        Assert.Null((await desk.DoesAsync(ticket, new TicketCommand.DeEscalate(Lea))).EscalatedToQueue);
    }

    [Fact]
    [Trait("Requirement", "DIG-20")]
    public void Where_a_rule_says_so_an_escalation_brings_a_promise_of_its_own()
    {
        var document = JsonNode.Parse(Digibee.ToJson())!;
        document["metrics"] = JsonNode.Parse("""{ "leader": { "start": ["escalated"], "stop": ["next-step-set"] } }""");
        document["sla"]!
            .AsArray()
            .Add(JsonNode.Parse("""{ "id": "leader", "metric": "leader", "within": "4h", "calendar": "office" }"""));
        var policy = Policy.Parse(document.ToJsonString());
        Assert.DoesNotContain(PolicyChecker.Analyze(policy), finding => finding.Severity == FindingSeverity.Error);

        var ticket = Opened(policy, Incident(), At(Friday));
        Assert.Null(ticket.PromiseOf("leader"));
        ticket = After(policy, ticket, Escalate(Ana, "another-look"), At(Friday));

        // One hour on Friday, three on Tuesday: until noon.
        Assert.Equal(At("2026-11-03T15:00:00Z"), ticket.PromiseOf("leader")!.Due);
        ticket = After(policy, ticket, new TicketCommand.SetNextStep(Lea, "We look."), At("2026-11-03T15:00:00Z"));
        Assert.Equal(PromiseStatus.Met, ticket.PromiseOf("leader")!.Status);
    }

    private async Task<Ticket> OpensAsync(string impact, bool workaround = false) =>
        (
            await desk.OpensAtAsync(
                Friday,
                "incident",
                DigibeeDeskFixture.Answers(("impact", impact), ("workaround", workaround))
            )
        ).Ticket;

    private static TicketCommand Escalate(Actor by, string reason, FactSet? details = null) =>
        new TicketCommand.Escalate(by, reason, "escalation", details ?? Details);
}
