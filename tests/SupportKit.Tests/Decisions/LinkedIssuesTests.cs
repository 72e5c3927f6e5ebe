using NodaTime;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>A bug or a change request answers a ticket; news of it are passed on; who still needs help asks again.</summary>
public class LinkedIssuesTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Theory]
    [InlineData(LinkKind.Bug)]
    [InlineData(LinkKind.ChangeRequest)]
    public async Task A_link_counts_as_the_answer(LinkKind kind)
    {
        var ticket = await life.OpenAsync();
        await life.SentAsync();

        ticket = (await life.DoAsync(ticket, new TicketCommand.Link(Tracker, kind, "X-1"))).Ticket;

        Assert.Equal("answered", ticket.State);
        Assert.Equal([new TicketLink(kind, "X-1")], ticket.Links);
        Assert.Equal(PromiseStatus.Met, ticket.PromiseOf("first-response")!.Status);
        Assert.Contains("X-1", Assert.Single(await life.SentAsync()).Body);
    }

    [Fact]
    public async Task The_same_link_twice_is_one_and_a_link_to_nothing_is_none()
    {
        var ticket = await life.OpenAsync();
        var once = (await life.DoAsync(ticket, new TicketCommand.Link(Bia, LinkKind.Bug, "BUG-1"))).Ticket;

        var twice = (await life.DoAsync(ticket, new TicketCommand.Link(Tracker, LinkKind.Bug, "BUG-1"))).Ticket;

        Assert.Equal(once.Version, twice.Version);
        Assert.Equal(
            "command.name_invalid",
            await life.RefusedAsync(ticket, new TicketCommand.Link(Bia, LinkKind.Bug, " "))
        );
    }

    [Fact]
    public async Task News_reach_the_requester_and_only_of_what_is_linked()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Link(Tracker, LinkKind.Bug, "BUG-1"));
        await life.SentAsync();

        await life.DoAsync(ticket, new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-1", "It is corrected in 3.2."));

        Assert.Contains("It is corrected in 3.2.", Assert.Single(await life.SentAsync()).Body);
        Assert.Equal(
            "link.reference_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-2", "?"))
        );
        Assert.Equal(
            "ticket.reply_empty",
            await life.RefusedAsync(ticket, new TicketCommand.UpdateLinkedIssue(Tracker, "BUG-1", " "))
        );
    }

    [Fact]
    public async Task Who_still_needs_help_asks_again_and_the_next_answer_is_promised_from_then()
    {
        var ticket = await life.OpenAsync();
        Assert.Equal(
            "ticket.answer_missing",
            await life.RefusedAsync(ticket, new TicketCommand.RequestFurtherHelp(Ana, "Now."))
        );
        await life.DoAsync(ticket, new TicketCommand.Link(Bia, LinkKind.Bug, "BUG-1"));
        life.Time.SetNow(At("2026-03-02T13:00:00Z"));

        ticket = (
            await life.DoAsync(ticket, new TicketCommand.RequestFurtherHelp(Ana, "I cannot wait for that."))
        ).Ticket;

        Assert.Equal("open", ticket.State);
        Assert.Equal(At("2026-03-02T15:00:00Z"), ticket.PromiseOf("next-response")!.Due); // within 2h
        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Do this meanwhile."))).Ticket;
        Assert.Equal(PromiseStatus.Met, ticket.PromiseOf("next-response")!.Status);
    }

    [Fact]
    public async Task Help_requested_again_after_it_was_resolved_reopens_it_with_a_promise_of_its_own()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Done."));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Resolve));
        life.Time.SetNow(Monday + Duration.FromHours(3));

        ticket = (await life.DoAsync(ticket, new TicketCommand.RequestFurtherHelp(Ana, "It is back."))).Ticket;

        Assert.Contains(new TicketEvent.Reopened(), await life.EventsAsync(ticket));
        Assert.Equal("open", ticket.State);
        Assert.Equal(Monday + Duration.FromHours(5), ticket.ActivePromiseOf("next-response")!.Due);
        Assert.Equal(Monday + Duration.FromHours(51), ticket.ActivePromiseOf("resolution")!.Due);
        Assert.Equal(
            [PromiseStatus.Met, PromiseStatus.Running],
            ticket.Promises.Where(promise => promise.Metric == "resolution").Select(promise => promise.Status)
        );
    }

    [Fact]
    public async Task What_is_closed_for_good_is_not_reopened_by_a_call_for_help()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Fire(Ana, Triggers.Close));

        Assert.Equal(
            "ticket.transition_not_permitted",
            await life.RefusedAsync(ticket, new TicketCommand.RequestFurtherHelp(Ana, "It is back."))
        );
    }
}
