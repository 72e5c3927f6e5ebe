using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>How Digibee's project team joins a complex case, and in which order cases are taken.</summary>
public class DigibeeProjectTests
{
    private static readonly Actor Paulo = Actor.Agent("paulo");

    private readonly ScenarioDeskFixture desk = DigibeeDeskFixture.Open();

    [Fact]
    [Trait("Requirement", "DIG-13")]
    public async Task A_complex_case_goes_to_the_project_team_which_sets_a_plan_of_action()
    {
        // Friday the 30th of October at five in the afternoon: of the eight hours one on Friday, seven on Tuesday after a holiday.
        var ticket = await OpensAsync(
            "2026-10-30T20:00:00Z",
            ("impact", "partial"),
            ("workaround", true),
            ("complexCase", true)
        );
        Assert.Equal(("P3", "project-team"), (ticket.Priority, ticket.Queue));
        Assert.Equal(At("2026-11-03T19:00:00Z"), ticket.PromiseOf("first-response")!.Due);
        Assert.Contains("agrees on a plan of action with you", await desk.ReceiptAsync());

        Assert.Equal(ticket.Id, (await desk.Desk.TakeNextAsync("project-team", Paulo))!.Id);
        var plan = new TicketCommand.SetNextStep(Paulo, "1. Split the pipeline. 2. Move the load to the night.");
        ticket = await desk.DoesAtAsync("2026-11-03T12:00:00Z", ticket, plan); // Tuesday at nine

        Assert.Equal((plan.Step.Text, "paulo"), (ticket.NextStep, ticket.Assignee));
        Assert.Equal(
            [(At("2026-11-03T12:00:00Z"), "paulo", new TicketEvent.NextStepSet(plan.Step))],
            await desk.EventsAsync<TicketEvent.NextStepSet>(ticket)
        );
        Assert.Equal(At("2026-11-03T19:00:00Z"), ticket.PromiseOf("first-response")!.Due); // a plan is not yet an answer
        Assert.Equal($"The next step: {ticket.Number}", (await desk.SentAsync())[^1].Heading()); // the plan itself is read signed in
    }

    [Fact]
    [Trait("Requirement", "DIG-13")]
    public async Task A_case_that_turns_out_complex_goes_over_to_the_project_team_with_its_promises()
    {
        var ticket = await OpensAsync("2026-10-30T20:00:00Z", ("impact", "partial"), ("workaround", true));
        await desk.Desk.TakeNextAsync("support", Agent);
        Assert.Equal("support", ticket.Queue);

        var known = new TicketCommand.ChangeFacts(Agent, Facts(("complexCase", true)));
        var moved = await desk.DoesAtAsync("2026-11-03T12:00:00Z", ticket, known);

        Assert.Equal(("project-team", null), (moved.Queue, moved.Assignee));
        Assert.Equal(ticket.Promises, moved.Promises);
        Assert.Equal(ticket.Id, (await desk.Desk.TakeNextAsync("project-team", Paulo))!.Id);
    }

    [Fact]
    [Trait("Requirement", "DIG-13")]
    public async Task A_requester_sets_no_plan_and_a_plan_has_words()
    {
        var ticket = await OpensAsync("2026-10-30T20:00:00Z", ("complexCase", true));

        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.SetNextStep(Ana, "Hurry."))
        );
        Assert.Equal("ticket.reply_empty", await desk.RefusesAsync(ticket, new TicketCommand.SetNextStep(Paulo, " ")));
    }

    [Theory]
    [Trait("Requirement", "DIG-9")]
    [Trait("Requirement", "DIG-14")]
    [InlineData("total", false, "P1", "incident-response")]
    [InlineData("degraded", false, "P2", "incident-response")]
    [InlineData("degraded", true, "P3", "project-team")]
    [InlineData("none", true, "P4", "project-team")]
    public async Task What_is_down_is_repaired_first_whoever_works_on_the_project(
        string impact,
        bool workaround,
        string priority,
        string queue
    )
    {
        var ticket = await OpensAsync(
            "2026-10-30T20:00:00Z",
            ("impact", impact),
            ("workaround", workaround),
            ("projectUnderWay", true)
        );

        Assert.Equal((priority, queue), (ticket.Priority, ticket.Queue));
    }

    [Fact]
    [Trait("Requirement", "DIG-14")]
    [Trait("Requirement", "DIG-15")]
    public async Task What_is_more_urgent_is_taken_first_however_late_it_came()
    {
        var high = await OpensAsync("2026-10-30T20:00:00Z", ("impact", "degraded"));
        var later = await OpensAsync("2026-10-30T20:30:00Z", ("impact", "degraded"));
        var critical = await OpensAsync("2026-10-30T21:00:00Z", ("impact", "total"));

        foreach (var expected in (Ticket[])[critical, high, later])
            Assert.Equal(expected.Id, (await desk.Desk.TakeNextAsync("incident-response", Agent))!.Id);
        Assert.Null(await desk.Desk.TakeNextAsync("incident-response", Agent));
    }

    private async Task<Ticket> OpensAsync(string instant, params (string, FactValue)[] answers) =>
        (await desk.OpensAtAsync(instant, "incident", DigibeeDeskFixture.Answers(answers))).Ticket;
}
