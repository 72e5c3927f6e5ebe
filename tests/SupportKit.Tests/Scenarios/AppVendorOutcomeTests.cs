using SupportKit.Decisions;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// How a request to the app vendor can end: by a solution, with the developers, as a bug, or as a change request. The
/// office is open from nine to five in Brussels; in January that is from eight to four UTC, in April from seven to three.
/// </summary>
public class AppVendorOutcomeTests
{
    private readonly ScenarioDeskFixture desk = new("app-vendor")
    {
        Terms = new AcceptedTerms("2026-01", At("2026-01-02T08:00:00Z")),
    };

    [Fact]
    [Trait("Requirement", "JSD-4")]
    public async Task Comments_go_back_and_forth_until_a_solution_is_accepted_and_then_the_request_is_closed()
    {
        var ticket = await OpensAsync("2026-03-27T10:00:00Z"); // Friday at eleven, before the change to summer time
        var states = new List<string> { ticket.State };
        async Task Next(string at, TicketCommand command)
        {
            ticket = await desk.DoesAtAsync(at, ticket, command);
            states.Add(ticket.State);
        }

        await Next("2026-03-27T11:00:00Z", new TicketCommand.Acknowledge(Agent));
        await Next("2026-03-27T12:00:00Z", new TicketCommand.Reply(Agent, "Which version is it?", AsksBack: true));
        await Next("2026-03-29T19:00:00Z", new TicketCommand.Reply(Ana, "The last one.")); // Sunday night, summer time
        await Next("2026-03-30T08:00:00Z", new TicketCommand.Reply(Agent, "Then clear its cache."));
        await Next("2026-03-30T09:00:00Z", new TicketCommand.Reply(Ana, "It is as slow as before."));
        await Next("2026-03-30T13:00:00Z", new TicketCommand.Reply(Agent, "And its index?"));
        await Next("2026-03-31T07:30:00Z", new TicketCommand.Fire(Agent, Triggers.Resolve));
        await Next("2026-03-31T08:00:00Z", new TicketCommand.Fire(Ana, Triggers.Accept));

        Assert.Equal(
            [
                "received",
                "in progress",
                "waiting for you",
                "in progress",
                "answered",
                "in progress",
                "answered",
                "solution proposed",
                "closed",
            ],
            states
        );
        Assert.Equal(
            [(At("2026-03-31T08:00:00Z"), "ana", new TicketEvent.Closed(ClosingReason.Accepted))],
            await desk.EventsAsync<TicketEvent.Closed>(ticket)
        );
    }

    [Fact]
    [Trait("Requirement", "JSD-4")]
    public async Task Only_the_requester_accepts_and_a_solution_that_does_not_satisfy_is_worked_on()
    {
        var ticket = await OpensAsync("2026-03-30T08:00:00Z"); // Monday at ten
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Fire(Agent, Triggers.Resolve));

        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.Fire(Agent, Triggers.Accept))
        );
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Ana, "It still crashes."));
        Assert.Equal("in progress", ticket.State);
    }

    [Fact]
    [Trait("Requirement", "JSD-4")]
    public async Task An_answer_that_nobody_takes_up_closes_the_request_after_ten_business_days()
    {
        var ticket = await OpensAsync("2026-03-27T10:00:00Z");
        // Friday at noon. Easter Monday, the 6th of April, is no business day: ten later it is Monday the 13th, at noon in summer time.
        ticket = await desk.DoesAtAsync(
            "2026-03-27T11:00:00Z",
            ticket,
            new TicketCommand.Reply(Agent, "Clear the cache.")
        );

        Assert.Equal(new ScheduledClose(At("2026-04-09T10:00:00Z"), At("2026-04-13T10:00:00Z")), ticket.ScheduledClose);
        await desk.PassesAsync("2026-04-09T10:00:00Z"); // Thursday at noon, two business days before
        Assert.Contains(await desk.SentAsync(), sent => sent.Heading() == "Closing soon: The menu of the app");
        await desk.PassesAsync("2026-04-13T09:59:59Z");
        Assert.Equal("answered", (await desk.ReadAsync(ticket)).State);
        await desk.PassesAsync("2026-04-13T10:00:00Z");
        Assert.Equal("closed", (await desk.ReadAsync(ticket)).State);
    }

    [Fact]
    [Trait("Requirement", "JSD-4")]
    public async Task A_word_from_the_requester_puts_the_closing_off()
    {
        var ticket = await OpensAsync("2026-03-27T10:00:00Z");
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Agent, "Clear the cache."));

        ticket = await desk.DoesAtAsync("2026-04-12T20:00:00Z", ticket, new TicketCommand.Reply(Ana, "I am back."));

        Assert.Null(ticket.ScheduledClose);
        await desk.PassesAsync("2026-04-30T10:00:00Z");
        Assert.Equal("in progress", (await desk.ReadAsync(ticket)).State);
    }

    [Fact]
    [Trait("Requirement", "JSD-5")]
    public async Task The_desk_calls_in_the_developers_when_the_subject_is_technically_complex()
    {
        var before = await OpensAsync("2026-04-30T12:00:00Z"); // Thursday at two, before the first of May and a weekend
        var escalate = new TicketCommand.Escalate(Agent, "technically-complex", "portal", FactSet.Empty);

        var ticket = await desk.DoesAtAsync("2026-04-30T14:00:00Z", before, escalate);

        Assert.Equal("developers", ticket.EscalatedToQueue);
        Assert.Equal((before.Queue, before.State, before.Priority), (ticket.Queue, ticket.State, ticket.Priority));
        // Monday at two, whoever looks.
        Assert.Equal(At("2026-05-04T12:00:00Z"), ticket.PromiseOf("first-response")!.Due);
        var told = Assert.Single(
            await desk.SentAsync(),
            sent => sent.Heading() == "Escalated: The menu of the app" && sent.To.Kind == RecipientKind.Queue
        );
        Assert.Equal("developers", told.To.Id);
        Assert.StartsWith("The subject is technically complex.", told.Body);
    }

    [Fact]
    [Trait("Requirement", "JSD-5")]
    public async Task A_requester_does_not_escalate_and_impatience_is_no_reason()
    {
        var ticket = await OpensAsync("2026-03-30T08:00:00Z");

        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, Escalate(Ana, "technically-complex"))
        );
        Assert.Equal("escalation.reason_unknown", await desk.RefusesAsync(ticket, Escalate(Agent, "impatience")));
        Assert.Null((await desk.ReadAsync(ticket)).EscalatedToQueue);

        static TicketCommand Escalate(Actor by, string reason) =>
            new TicketCommand.Escalate(by, reason, "portal", FactSet.Empty);
    }

    [Theory]
    [InlineData(LinkKind.Bug)]
    [InlineData(LinkKind.ChangeRequest)]
    [Trait("Requirement", "JSD-6")]
    [Trait("Requirement", "JSD-7")]
    public async Task A_bug_or_a_change_request_that_is_linked_in_time_counts_as_the_answer(LinkKind kind)
    {
        var ticket = await OpensAsync("2026-03-27T15:59:00Z"); // Friday a minute before five, over the change to summer time
        var due = At("2026-03-30T14:59:00Z"); // Monday a minute before five
        Assert.Equal(due, ticket.PromiseOf("first-response")!.Due);

        ticket = await desk.DoesAtAsync("2026-03-30T14:59:00Z", ticket, new TicketCommand.Link(Agent, kind, "APP-7"));

        Assert.Equal([new TicketLink(kind, "APP-7")], ticket.Links);
        Assert.Equal((StateCategory.Answered, "answered"), (ticket.StateCategory, ticket.State));
        Assert.Equal(PromiseStatus.Met, ticket.PromiseOf("first-response")!.Status);
        var told = Assert.Single(
            await desk.SentAsync(),
            sent => sent.Heading() == "Taken up elsewhere: The menu of the app"
        );
        Assert.Contains("APP-7", told.Body);
    }

    [Theory]
    [InlineData(LinkKind.Bug)]
    [InlineData(LinkKind.ChangeRequest)]
    [Trait("Requirement", "JSD-6")]
    [Trait("Requirement", "JSD-7")]
    public async Task A_link_that_comes_a_microsecond_late_is_the_answer_and_does_not_mend_the_promise(LinkKind kind)
    {
        var ticket = await OpensAsync("2026-03-27T15:59:00Z");
        var link = new TicketCommand.Link(Agent, kind, "APP-7");

        ticket = await desk.DoesAtAsync("2026-03-30T14:59:00.000001Z", ticket, link);

        Assert.Equal("answered", ticket.State);
        Assert.Equal(PromiseStatus.Breached, ticket.PromiseOf("first-response")!.Status);
    }

    [Theory]
    [InlineData(LinkKind.Bug)]
    [InlineData(LinkKind.ChangeRequest)]
    [Trait("Requirement", "JSD-6")]
    [Trait("Requirement", "JSD-7")]
    public async Task From_then_on_news_reach_the_requester_and_the_request_stays_answered(LinkKind kind)
    {
        var tracker = Actor.Integration("tracker");
        var ticket = await OpensAsync("2026-03-30T08:00:00Z");

        Assert.Equal(
            "link.reference_unknown",
            await desk.RefusesAsync(ticket, new TicketCommand.UpdateLinkedIssue(tracker, "APP-7", "Planned."))
        );
        await desk.DoesAsync(ticket, new TicketCommand.Link(tracker, kind, "APP-7"));
        await desk.DoesAsync(ticket, new TicketCommand.Link(tracker, kind, "APP-7")); // sent twice, done once
        var news = new TicketCommand.UpdateLinkedIssue(tracker, "APP-7", "It ships with 4.2.");
        ticket = await desk.DoesAtAsync("2026-04-05T08:00:00Z", ticket, news); // Easter Sunday at ten

        Assert.Equal("answered", ticket.State);
        Assert.Single(ticket.Links);
        var told = Assert.Single(
            await desk.SentAsync(),
            sent => sent.Heading() == "News of APP-7: The menu of the app"
        );
        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), told.To);
        Assert.StartsWith("It ships with 4.2.", told.Body);
    }

    [Theory]
    [InlineData("2026-04-07T09:00:00Z", "answered")] // Tuesday at eleven, while it counts as answered
    [InlineData("2026-04-20T09:00:00Z", "closed")] // a Monday, when it has closed by itself
    [Trait("Requirement", "JSD-6")]
    [Trait("Requirement", "JSD-7")]
    public async Task Who_still_asks_for_help_is_helped(string at, string state)
    {
        var ticket = await OpensAsync("2026-03-30T08:00:00Z");
        var help = new TicketCommand.RequestFurtherHelp(Ana, "I need a way around it until then.");

        Assert.Equal("ticket.answer_missing", await desk.RefusesAsync(ticket, help));
        await desk.DoesAsync(ticket, new TicketCommand.Link(Agent, LinkKind.Bug, "APP-7"));
        await desk.PassesAsync(at);
        Assert.Equal(state, (await desk.ReadAsync(ticket)).State);

        ticket = await desk.DoesAsync(ticket, help);

        Assert.Equal((StateCategory.Open, "in progress"), (ticket.StateCategory, ticket.State));
        Assert.Contains(
            await desk.SentAsync(),
            sent => sent.To.Kind == RecipientKind.Queue && sent.Heading() == "Help is still wanted: The menu of the app"
        );
    }

    private async Task<Ticket> OpensAsync(string instant) =>
        (await desk.OpensAtAsync(instant, "malfunction", ("product", "Diagrams"))).Ticket;
}
