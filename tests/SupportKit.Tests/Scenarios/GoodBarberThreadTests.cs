using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// How a GoodBarber thread goes on: what the person sees of it, which agent sees it, and what becomes of a mail. The desk is
/// open from nine to six in Paris; in March that is from eight to five UTC, from the 29th on from seven to four.
/// </summary>
public class GoodBarberThreadTests
{
    private static readonly Actor Noa = Actor.Agent("noa");
    private static readonly Actor Mailbox = Actor.Integration("mailbox");

    private readonly ScenarioDeskFixture desk = new("goodbarber");

    [Fact]
    [Trait("Requirement", "GB-4")]
    public async Task A_person_sees_the_list_of_their_threads_and_the_state_of_each()
    {
        var (invoice, video, page, colours) = (
            await OpensAsync("2026-03-27T10:00:00Z", "billing-invoice"), // Friday at eleven
            await OpensAsync("2026-03-27T22:30:00Z", "content-videos"), // Friday night at half past eleven
            await OpensAsync("2026-03-28T23:30:00Z", "design-navigation"), // Sunday, before the change to summer time
            await OpensAsync("2026-03-29T01:30:00Z", "design-templates") // Sunday, after it
        );
        await TakesAsync(invoice);
        await desk.DoesAtAsync("2026-03-30T07:00:00Z", invoice, new TicketCommand.Reply(Agent, "It is corrected."));
        await TakesAsync(video);
        await desk.DoesAsync(video, new TicketCommand.Reply(Agent, "Which video?", AsksBack: true));
        await TakesAsync(page);
        await desk.DoesAsync(page, new TicketCommand.Fire(Agent, Triggers.Resolve));
        await desk.DoesAsync(page, new TicketCommand.Fire(Ana, Triggers.Accept));

        var threads = await ListAsync(Viewer.OfRequester("ana"));

        Assert.Equal(
            [
                (invoice.Id, "answered", StateCategory.Answered),
                (video.Id, "pending", StateCategory.Pending),
                (page.Id, "closed", StateCategory.Closed),
                (colours.Id, "new", StateCategory.New),
            ],
            threads.Select(ticket => (ticket.Id, ticket.State, ticket.StateCategory))
        );
    }

    [Fact]
    [Trait("Requirement", "GB-4")]
    public async Task Nobody_sees_the_threads_of_another_person()
    {
        var mine = await OpensAsync("2026-03-02T09:00:00Z", "billing-invoice");
        var theirs = desk.Request("billing-invoice") with { Requester = "zoe" };
        var zoe = (await desk.Desk.OpenAsync(theirs)).OrThrow().Ticket;

        Assert.Equal([mine.Id], (await ListAsync(Viewer.OfRequester("ana"))).Select(ticket => ticket.Id));
        Assert.Equal([zoe.Id], (await ListAsync(Viewer.OfRequester("zoe"))).Select(ticket => ticket.Id));
        // Requests are not shared at this desk either.
        Assert.Equal("sharing.feature_disabled", await desk.RefusesAsync(mine, new TicketCommand.Share(Ana, "zoe")));
    }

    [Fact]
    [Trait("Requirement", "GB-5")]
    public async Task Each_agent_sees_only_their_own_tickets_and_a_lead_sees_all()
    {
        var first = await OpensAsync("2026-03-02T09:00:00Z", "billing-invoice"); // Monday at ten
        var second = await OpensAsync("2026-03-02T09:01:00Z", "billing-subscription");
        var third = await OpensAsync("2026-03-02T09:02:00Z", "billing-invoice");

        Assert.Equal(first.Id, (await desk.Desk.TakeNextAsync("billing", Agent))!.Id);
        Assert.Equal(second.Id, (await desk.Desk.TakeNextAsync("billing", Noa))!.Id);

        Assert.Equal([first.Id], (await ListAsync(Of(Agent))).Select(ticket => ticket.Id));
        Assert.Equal([second.Id], (await ListAsync(Of(Noa))).Select(ticket => ticket.Id));
        Assert.Equal(3, (await ListAsync(Of(Actor.Lead("lea")))).Count);
        Assert.Null(await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(second), Of(Agent)));
        Assert.Empty(await desk.Desk.GetHistoryAsync(ScenarioDeskFixture.KeyOf(second), Of(Agent)));
        Assert.Empty(await desk.Desk.GetAvailableActionsAsync(ScenarioDeskFixture.KeyOf(third), Agent));
    }

    [Fact]
    [Trait("Requirement", "GB-5")]
    public async Task What_is_not_theirs_does_not_exist_for_an_agent()
    {
        var ticket = await OpensAsync("2026-03-02T09:00:00Z", "billing-invoice");
        await TakesAsync(ticket);

        foreach (var command in Commands(Noa))
            Assert.Equal("ticket.not_found", await desk.RefusesAsync(ticket, command));
        foreach (var command in Commands(Agent))
            await desk.DoesAsync(ticket, command);

        TicketCommand[] Commands(Actor by) =>
            [
                new TicketCommand.Note(by, "To look at."),
                new TicketCommand.Acknowledge(by),
                new TicketCommand.Reply(by, "It is corrected."),
                new TicketCommand.Fire(by, Triggers.Resolve),
                new TicketCommand.Assign(by, null),
            ];
    }

    [Fact]
    [Trait("Requirement", "GB-5")]
    public async Task A_ticket_that_is_handed_over_is_its_new_agents_and_no_longer_the_first_ones()
    {
        var ticket = await OpensAsync("2026-04-30T15:59:00Z", "billing-invoice"); // Thursday before the first of May
        await TakesAsync(ticket);

        await desk.DoesAtAsync("2026-05-04T07:00:00Z", ticket, new TicketCommand.Assign(Agent, "noa")); // Monday at nine

        Assert.Null(await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(ticket), Of(Agent)));
        Assert.NotNull(await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(ticket), Of(Noa)));
        Assert.Contains(
            await desk.SentAsync(),
            sent => sent.To == new Recipient(RecipientKind.Agent, "noa") && sent.Ticket == ticket.Id
        );
    }

    [Fact]
    [Trait("Requirement", "GB-1")]
    public async Task A_ticket_moved_to_another_category_goes_to_other_people_and_keeps_its_promise()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "content-videos"); // Friday at four, before summer time
        await TakesAsync(ticket);

        var moved = await desk.DoesAsync(ticket, new TicketCommand.ChangeCategory(Agent, "billing-invoice"));

        Assert.Equal(("video", "billing"), (ticket.Queue, moved.Queue));
        Assert.Null(moved.Assignee); // other people take it from here
        Assert.Equal(ticket.Promises, moved.Promises); // Monday at four
        Assert.Equal(At("2026-03-30T14:00:00Z"), moved.PromiseOf("first-response")!.Due);
        Assert.Null(await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(ticket), Of(Agent)));
        Assert.Equal(ticket.Id, (await desk.Desk.TakeNextAsync("billing", Noa))!.Id);
        Assert.Null(await desk.Desk.TakeNextAsync("video", Agent));
        Assert.Contains(
            await desk.SentAsync(),
            sent => sent.To == new Recipient(RecipientKind.Queue, "billing") && sent.Ticket == ticket.Id
        );
    }

    [Fact]
    [Trait("Requirement", "GB-1")]
    public async Task A_ticket_moved_within_the_same_team_stays_with_its_agent()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "design-navigation");
        await TakesAsync(ticket);

        var moved = await desk.DoesAsync(ticket, new TicketCommand.ChangeCategory(Agent, "content-articles"));

        Assert.Equal(("design", "bia"), (moved.Queue, moved.Assignee));
    }

    [Fact]
    [Trait("Requirement", "GB-8")]
    public async Task An_answer_is_told_by_a_mail_that_links_to_the_ticket()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice");
        await TakesAsync(ticket);
        await desk.DoesAtAsync("2026-03-30T07:00:00Z", ticket, new TicketCommand.Reply(Agent, "It is corrected."));

        var mail = Assert.Single(await desk.SentAsync(), sent => sent.Heading() == "An answer to: The menu of the app");

        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), mail.To);
        Assert.Contains($"https://desk.example/tickets/{ticket.Id}", mail.Body);
        Assert.Contains("Replies to this message are not read.", mail.Body);
    }

    [Fact]
    [Trait("Requirement", "GB-8")]
    public async Task A_reply_by_mail_is_turned_back_to_the_ticket_and_is_no_reply()
    {
        var opened = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice");
        await TakesAsync(opened);
        var ticket = await desk.DoesAsync(opened, new TicketCommand.Reply(Agent, "Which one?", AsksBack: true));

        // Saturday at eleven in the evening.
        var after = await desk.DoesAtAsync(
            "2026-03-28T22:00:00Z",
            ticket,
            new TicketCommand.RejectInboundMail(Mailbox, "<1@mail>")
        );

        Assert.Equal((ticket.State, ticket.ScheduledClose), (after.State, after.ScheduledClose));
        Assert.Equal(ticket.Promises, after.Promises);
        Assert.Empty(await desk.EventsAsync<TicketEvent.RequesterReplied>(after));
        var mail = Assert.Single(
            await desk.SentAsync(),
            sent => sent.Heading() == "Your mail was not read: The menu of the app"
        );
        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), mail.To);
        Assert.Contains($"https://desk.example/tickets/{ticket.Id}", mail.Body);

        after = await desk.DoesAsync(after, new TicketCommand.Reply(Ana, "The one of March."));
        Assert.Equal("open", after.State);
    }

    [Theory]
    [InlineData("2026-03-29T01:29:59Z", 1)] // a second less than an hour later, though the clock went from one to three
    [InlineData("2026-03-29T01:30:00Z", 2)] // an hour later
    [InlineData("2026-04-01T06:00:00Z", 2)] // in the next month
    [Trait("Requirement", "GB-8")]
    public async Task Of_several_mails_in_an_hour_only_one_is_turned_back(string second, int turnedBack)
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice");

        await desk.DoesAtAsync(
            "2026-03-29T00:30:00Z",
            ticket,
            new TicketCommand.RejectInboundMail(Mailbox, "<1@mail>")
        );
        await desk.DoesAtAsync(second, ticket, new TicketCommand.RejectInboundMail(Mailbox, "<2@mail>"));

        Assert.Equal(turnedBack, (await desk.EventsAsync<TicketEvent.InboundMailRejected>(ticket)).Count);
    }

    [Fact]
    [Trait("Requirement", "GB-8")]
    public async Task Only_the_hosts_mail_system_turns_a_mail_back()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice");

        Assert.Equal(
            "ticket.actor_not_permitted",
            await desk.RefusesAsync(ticket, new TicketCommand.RejectInboundMail(Ana, "<1@mail>"))
        );
    }

    [Fact]
    [Trait("Requirement", "GB-9")]
    public async Task A_second_problem_becomes_a_ticket_of_its_own_whose_promise_starts_there_and_then()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice"); // Friday at four
        await TakesAsync(ticket);
        await desk.PassesAsync("2026-03-30T08:00:00Z"); // Monday at ten, in summer time
        var part = desk.Request("content-videos", ("page", "https://example.com/manage/videos")) with
        {
            Requester = "somebody else", // the part is whose the ticket is
            Title = "The video does not start",
            CommandId = "split-1",
        };

        var own = (await desk.Desk.SplitAsync(ScenarioDeskFixture.KeyOf(ticket), Agent, part)).OrThrow().Ticket;
        var again = (await desk.Desk.SplitAsync(ScenarioDeskFixture.KeyOf(ticket), Agent, part)).OrThrow().Ticket;

        Assert.Equal(("ana", "video", ticket.Id), (own.Requester, own.Queue, own.SplitFrom));
        Assert.Equal(own.Id, again.Id);
        Assert.Equal(At("2026-03-31T08:00:00Z"), own.PromiseOf("first-response")!.Due); // Tuesday at ten
        var rest = await desk.ReadAsync(ticket);
        Assert.Equal([own.Id], rest.SplitOff);
        Assert.Equal(At("2026-03-30T14:00:00Z"), rest.PromiseOf("first-response")!.Due); // Monday at four, as before
        Assert.Single(await desk.SentAsync(), sent => sent.Heading() == "A request of its own: The menu of the app");
        Assert.Equal(2, (await ListAsync(Viewer.OfRequester("ana"))).Count);
    }

    [Fact]
    [Trait("Requirement", "GB-9")]
    public async Task Only_whoever_has_the_ticket_splits_it()
    {
        var ticket = await OpensAsync("2026-03-27T15:00:00Z", "billing-invoice");
        await TakesAsync(ticket);

        foreach (var (actor, code) in new[] { (Noa, "ticket.not_found"), (Ana, "ticket.actor_not_permitted") })
        {
            var split = await desk.Desk.SplitAsync(
                ScenarioDeskFixture.KeyOf(ticket),
                actor,
                desk.Request("billing-subscription")
            );
            Assert.Equal(code, Assert.IsType<DeskResult.Refused>(split).Refusal.Code);
        }
        Assert.Single(await ListAsync(Viewer.Desk));
    }

    private async Task<Ticket> OpensAsync(string instant, string category)
    {
        (string, FactValue)[] answers = category.StartsWith("billing", StringComparison.Ordinal)
            ? []
            : [("page", "https://example.com/manage")];
        return (await desk.OpensAtAsync(instant, category, answers)).Ticket;
    }

    private Task<Ticket> TakesAsync(Ticket ticket) =>
        desk.DoesAsync(ticket, new TicketCommand.Assign(Actor.Lead("lea"), "bia"));

    private async Task<IReadOnlyList<Ticket>> ListAsync(Viewer viewer) =>
        (await desk.Desk.ListAsync(new TicketQuery(SupportDesk.DefaultTenant, viewer))).Tickets;

    private Viewer Of(Actor actor) => Viewer.Of(actor, desk.Policy.Privacy.AgentsSeeOwn);
}
