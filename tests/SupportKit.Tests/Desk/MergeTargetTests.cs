using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>What a ticket that carries on another one owes for it, in whatever state it is; and where replies go from then on.</summary>
public class MergeTargetTests
{
    private readonly TicketLifeDeskFixture life = new(
        TicketLifePolicies.With(
            """
            "workflow": {
              "initial": "new",
              "states": {
                "new": { "category": "new", "permit": { "acknowledge": "open", "ask": "pending", "answer": "answered", "hold": "on-hold", "resolve": "resolved", "close": "closed" }, "ignore": ["requester-reply"] },
                "open": { "category": "open", "permit": { "ask": "pending", "answer": "answered", "close": "closed" }, "ignore": ["requester-reply"] },
                "pending": { "category": "pending", "permit": { "requester-reply": "open", "answer": "answered", "close": "closed" } },
                "on-hold": { "category": "on-hold", "permit": { "answer": "answered", "close": "closed" }, "ignore": ["requester-reply"] },
                "answered": { "category": "answered", "permit": { "requester-reply": "open", "close": "closed" }, "ignore": ["answer"] },
                "resolved": { "category": "resolved", "permit": { "requester-reply": "open", "close": "closed" }, "ignore": ["answer"] },
                "closed": { "category": "closed" }
              },
              "autoClose": [{ "states": ["pending", "answered", "resolved"], "after": "2d", "warnBefore": "1d" }]
            }
            """
        )
    );

    [Theory]
    [InlineData("new", "new", false)]
    [InlineData("open", "open", false)]
    [InlineData("pending", "open", true)]
    [InlineData("on-hold", "on-hold", false)]
    [InlineData("answered", "open", true)]
    [InlineData("resolved", "open", true)]
    public async Task What_nobody_has_answered_is_a_reply_in_whatever_state_the_other_ticket_is(
        string state,
        string after,
        bool answered
    )
    {
        var into = await InStateAsync(state);
        life.Time.SetNow(At("2026-03-02T15:00:00Z"));
        var duplicate = await life.OpenAsync(Question() with { Body = "Still broken." });

        var kept = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        Assert.Equal((after, null), (kept.State, kept.ScheduledClose));
        Assert.Equal(At("2026-03-02T15:00:00Z"), kept.LastOf(SlaSignals.RequesterReplied));
        if (answered && state != "resolved") // of a resolved one the first answer was the solution
            Assert.Equal(At("2026-03-02T17:00:00Z"), kept.ActivePromiseOf("next-response")!.Due);
        Assert.Equal(
            after == "on-hold" ? PromiseStatus.Paused : PromiseStatus.Running,
            kept.ActivePromiseOf("resolution")!.Status
        );
        // Whatever was planned, nothing closes it as unanswered.
        await life.WorkAtAsync("2026-03-20T10:00:00Z");
        Assert.NotEqual(StateCategory.Closed, (await life.ReadAsync(kept)).StateCategory);
    }

    [Fact]
    public async Task What_was_answered_in_the_duplicate_is_no_reply()
    {
        var into = await InStateAsync("pending");
        var duplicate = await life.OpenAsync();
        await life.DoAsync(duplicate, new TicketCommand.Reply(Bia, "It is known."));

        var kept = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        Assert.Equal(("pending", into.ScheduledClose), (kept.State, kept.ScheduledClose));
    }

    [Fact]
    public async Task Whoever_works_on_the_other_ticket_is_told_by_whom_it_was_not_merged()
    {
        var into = await life.OpenAsync();
        await life.DoAsync(into, new TicketCommand.Assign(Dora, "caio"));
        var duplicate = await life.OpenAsync();
        await life.SentAsync();

        await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia);

        Assert.Contains(await life.SentAsync(), sent => sent.To == new Recipient(RecipientKind.Agent, "caio"));
    }

    [Fact]
    public async Task Everybody_who_was_on_either_ticket_is_on_the_one_that_goes_on()
    {
        var shared = new TicketLifeDeskFixture(TicketLifePolicies.With("\"privacy\": { \"sharing\": true }"));
        var (duplicate, into) = (await shared.OpenAsync(), await shared.OpenAsync());
        await shared.DoAsync(into, new TicketCommand.Share(Ana, "eva"));
        await shared.DoAsync(duplicate, new TicketCommand.Share(Ana, "eva"));
        await shared.DoAsync(duplicate, new TicketCommand.Share(Ana, "rui"));

        var kept = (await shared.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        Assert.Equal(["eva", "rui"], kept.Participants);
        Assert.NotNull(await shared.Desk.FindAsync(Key(into), Viewer.OfRequester("rui")));
        // What they write to the one that closed arrives where it is read.
        await shared.DoAsync(duplicate, new TicketCommand.Reply(Rui, "Here too."));
        Assert.Contains(new TicketEvent.RequesterReplied("Here too."), await shared.EventsAsync(into));
    }

    [Fact]
    public async Task A_reply_to_a_merged_ticket_goes_to_the_one_at_the_end_of_the_chain()
    {
        var (first, second, third) = (await life.OpenAsync(), await life.OpenAsync(), await life.OpenAsync());
        await life.Desk.MergeAsync(Key(first), second.Id, Bia);
        await life.Desk.MergeAsync(Key(second), third.Id, Bia);
        var closed = (await life.ReadAsync(first)).Version;

        var written = await life.DoAsync(first, new TicketCommand.Reply(Ana, "More."));
        var helped = await life.DoAsync(first, new TicketCommand.RequestFurtherHelp(Ana, "And more."));
        var answered = await life.DoAsync(second, new TicketCommand.Reply(Bia, "Try this."));

        Assert.Equal(
            [third.Id, third.Id, third.Id],
            new[] { written, helped, answered }.Select(done => done.Ticket.Id)
        );
        Assert.Equal("answered", answered.Ticket.State);
        Assert.Equal(closed, (await life.ReadAsync(first)).Version);
    }

    [Fact]
    public async Task A_reply_is_not_found_by_whoever_may_not_see_the_ticket_that_goes_on()
    {
        var own = new TicketLifeDeskFixture(TicketLifePolicies.With("\"privacy\": { \"agents\": \"own\" }"));
        var (duplicate, into) = (await own.OpenAsync(), await own.OpenAsync());
        await own.DoAsync(duplicate, new TicketCommand.Assign(Dora, "bia"));
        await own.Desk.MergeAsync(Key(duplicate), into.Id, Dora);

        Assert.Equal("ticket.not_found", await own.RefusedAsync(duplicate, new TicketCommand.Reply(Bia, "Hello.")));
        Assert.Single((await own.EventsAsync(into)).OfType<TicketEvent.MergeReceived>());
    }

    [Fact]
    public async Task A_chain_that_leads_back_to_itself_ends()
    {
        var (first, second) = (await life.OpenAsync(), await life.OpenAsync());
        foreach (var (ticket, other) in new[] { (first, second), (second, first) })
        {
            var merged = TicketHistory.Apply(
                ticket,
                new RecordedEvent(ticket.Version + 1, ticket.UpdatedAt, Bia, new TicketEvent.MergedInto(other.Id))
            );
            var commit = new TicketCommit(merged, [], [], ticket.Version, null);
            await life.Store.CommitAsync(commit, TestContext.Current.CancellationToken);
        }

        await life.DoAsync(first, new TicketCommand.Reply(Ana, "Is anybody there?"));
    }

    private async Task<Ticket> InStateAsync(string state)
    {
        var ticket = await life.OpenAsync();
        TicketCommand? command = state switch
        {
            "open" => new TicketCommand.Acknowledge(Bia),
            "pending" => new TicketCommand.Reply(Bia, "Which one?", AsksBack: true),
            "on-hold" => new TicketCommand.Fire(Bia, Triggers.Hold),
            "answered" => new TicketCommand.Reply(Bia, "Try this."),
            "resolved" => new TicketCommand.Fire(Bia, Triggers.Resolve),
            _ => null,
        };
        return command is null ? ticket : (await life.DoAsync(ticket, command)).Ticket;
    }
}
