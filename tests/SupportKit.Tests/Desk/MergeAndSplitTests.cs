using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Tickets that belong together: merged, split off, or no request at all.</summary>
public class MergeAndSplitTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task A_merged_ticket_is_over_without_a_verdict_and_the_other_keeps_its_own_clocks()
    {
        var duplicate = await life.OpenAsync();
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));
        var into = await life.OpenAsync();

        var kept = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        duplicate = await life.ReadAsync(duplicate);
        Assert.Equal(("closed", into.Id, null), (duplicate.State, duplicate.MergedInto, duplicate.NextDeadline()));
        Assert.All(duplicate.Promises, promise => Assert.Equal(PromiseStatus.Canceled, promise.Status));
        Assert.Contains(new TicketEvent.Closed(ClosingReason.Merged), await life.EventsAsync(duplicate));
        Assert.Equal([duplicate.Id], kept.MergedTickets);
        Assert.Equal(into.Promises, kept.Promises);
    }

    [Fact]
    public async Task Tickets_of_different_people_are_not_merged()
    {
        var duplicate = await life.OpenAsync();
        var into = await life.OpenAsync(Question("tomas"));

        Assert.Equal("merge.requester_differs", CodeOf(await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)));
        Assert.Equal("merge.ticket_same", CodeOf(await life.Desk.MergeAsync(Key(duplicate), duplicate.Id, Bia)));
        Assert.Equal(duplicate.Version, (await life.ReadAsync(duplicate)).Version);
    }

    [Fact]
    public async Task Merging_twice_is_merging_once_and_into_another_one_is_refused()
    {
        var (duplicate, into, third) = (await life.OpenAsync(), await life.OpenAsync(), await life.OpenAsync());
        var once = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;
        var versions = ((await life.ReadAsync(duplicate)).Version, once.Version);

        var twice = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        Assert.Equal(versions, ((await life.ReadAsync(duplicate)).Version, twice.Version));
        Assert.Equal("merge.ticket_merged", CodeOf(await life.Desk.MergeAsync(Key(duplicate), third.Id, Bia)));
    }

    [Fact]
    public async Task A_merge_that_was_interrupted_changes_neither_ticket_and_is_done_when_called_again()
    {
        var (duplicate, into) = (await life.OpenAsync(), await life.OpenAsync());
        var dying = life.NewDesk(new StoreThatDiesAtAMerge(life.Store));
        await Assert.ThrowsAsync<IOException>(() => dying.MergeAsync(Key(duplicate), into.Id, Bia));
        Assert.Equal(
            (duplicate.Version, into.Version),
            ((await life.ReadAsync(duplicate)).Version, (await life.ReadAsync(into)).Version)
        );

        var kept = (await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)).OrThrow().Ticket;

        Assert.Equal([duplicate.Id], kept.MergedTickets);
    }

    [Fact]
    public async Task Nothing_is_merged_into_what_is_over_and_no_duplicate_closes_for_it()
    {
        var (duplicate, into) = (await life.OpenAsync(), await life.OpenAsync());
        await life.DoAsync(into, new TicketCommand.Fire(Bia, Triggers.Close));

        Assert.Equal("ticket.state_closed", CodeOf(await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia)));
        Assert.Equal("new", (await life.ReadAsync(duplicate)).State);
    }

    [Fact]
    public async Task A_merge_into_a_ticket_that_does_not_exist_closes_nothing_and_tells_nobody()
    {
        var duplicate = await life.OpenAsync();
        await life.SentAsync();

        var merged = await life.Desk.MergeAsync(Key(duplicate), TicketId.New(Monday), Bia);

        Assert.Equal("ticket.not_found", CodeOf(merged));
        var after = await life.ReadAsync(duplicate);
        Assert.Equal(("new", duplicate.Version, null), (after.State, after.Version, after.MergedInto));
        Assert.Empty(await life.SentAsync());
    }

    [Fact]
    public async Task A_part_becomes_a_request_of_its_own_whose_promises_start_then()
    {
        var ticket = await life.OpenAsync();
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));

        var part = (await life.Desk.SplitAsync(Key(ticket), Bia, Question("somebody else"))).OrThrow().Ticket;

        Assert.Equal(("ana", ticket.Id), (part.Requester, part.SplitFrom));
        Assert.Equal(At("2026-03-02T16:00:00Z"), part.PromiseOf("first-response")!.Due);
        ticket = await life.ReadAsync(ticket);
        Assert.Equal([part.Id], ticket.SplitOff);
        Assert.Equal(At("2026-03-02T15:00:00Z"), ticket.PromiseOf("first-response")!.Due);
    }

    [Theory]
    [InlineData(0)] // died before anything
    [InlineData(1)] // died when the new ticket was there, and the old one did not know
    [InlineData(2)] // did not die
    public async Task The_same_command_id_twice_splits_once(int commits)
    {
        var ticket = await life.OpenAsync();
        var part = Question() with { CommandId = "split-1" };
        var dying = life.NewDesk(new StoreThatDies(life.Store, commits));
        if (commits < 2)
            await Assert.ThrowsAsync<IOException>(() => dying.SplitAsync(Key(ticket), Bia, part));
        else
            await dying.SplitAsync(Key(ticket), Bia, part);

        var own = (await life.Desk.SplitAsync(Key(ticket), Bia, part)).OrThrow().Ticket;

        Assert.Equal([own.Id], (await life.ReadAsync(ticket)).SplitOff);
        Assert.Equal(2, (await life.Desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk))).Tickets.Length);
    }

    [Fact]
    public async Task What_may_not_be_split_opens_nothing()
    {
        var ticket = await life.OpenAsync();

        Assert.Equal("ticket.actor_not_permitted", CodeOf(await life.Desk.SplitAsync(Key(ticket), Ana, Question())));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Close));
        Assert.Equal("ticket.state_closed", CodeOf(await life.Desk.SplitAsync(Key(ticket), Bia, Question())));

        Assert.Single((await life.Desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk))).Tickets);
    }

    [Fact]
    public async Task What_the_desk_splits_off_is_not_held_against_its_requester()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "screening": { "duplicates": { "then": "refuse", "similarity": "80%" }, "allCaps": "rewrite" },
                "terms": { "version": "1" }
                """
            )
        );
        var ticket = await desk.OpenAsync(Question() with { AcceptsTerms = "1" });

        var part = await desk.Desk.SplitAsync(Key(ticket), Bia, Question() with { Body = "THE WHOLE THING IS BROKEN" });

        Assert.Equal([new TermsAcceptance("ana", "1")], part.OrThrow().Ticket.AcceptedTerms);
    }

    [Fact]
    public async Task Of_spam_nobody_is_told_and_nothing_runs_on()
    {
        var ticket = await life.OpenAsync();
        await life.SentAsync();

        ticket = (await life.DoAsync(ticket, new TicketCommand.MarkSpam(Bia))).Ticket;

        Assert.Equal(("closed", true, null), (ticket.State, ticket.IsSpam, ticket.NextDeadline()));
        Assert.All(ticket.Promises, promise => Assert.Equal(PromiseStatus.Canceled, promise.Status));
        Assert.Empty(await life.SentAsync());
    }

    [Fact]
    public async Task What_is_opened_again_after_all_is_a_request_with_promises_like_any_other()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "workflow": {
                  "initial": "new",
                  "states": {
                    "new": { "category": "new", "permit": { "close": "closed" }, "ignore": ["requester-reply"] },
                    "closed": { "category": "closed", "permit": { "reopen": "new" } }
                  }
                }
                """
            )
        );
        var spam = await desk.OpenAsync();
        var (duplicate, into) = (await desk.OpenAsync(), await desk.OpenAsync());
        await desk.DoAsync(spam, new TicketCommand.MarkSpam(Bia));
        await desk.Desk.MergeAsync(Key(duplicate), into.Id, Bia);

        foreach (var ticket in new[] { spam, duplicate })
        {
            var reopened = (await desk.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Reopen))).Ticket;
            Assert.Equal((false, null), (reopened.IsSpam, reopened.MergedInto));
            await desk.DoAsync(ticket, new TicketCommand.Note(Bia, "It was a request."));

            Assert.NotNull((await desk.ReadAsync(ticket)).ActivePromiseOf("resolution"));
        }
    }

    private sealed class StoreThatDiesAtAMerge(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public override Task<CommitOutcome> CommitTogetherAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken cancellationToken
        ) => throw new IOException("The process has ended.");
    }
}
