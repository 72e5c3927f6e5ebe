using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>A request is its requester's and the desk's, until it is shared, and within the desk as the policy says.</summary>
public class TicketPrivacyTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);
    private readonly TicketLifeDeskFixture own = new(TicketLifePolicies.With("\"privacy\": { \"agents\": \"own\" }"));

    [Fact]
    public async Task It_is_shared_only_with_somebody_who_has_an_account_whatever_the_command_says()
    {
        var ticket = await life.OpenAsync();

        Assert.Equal(
            "sharing.account_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.Share(Ana, "nobody") { HasAccount = true })
        );
        ticket = (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui") { HasAccount = false })).Ticket;
        Assert.Equal(["rui"], ticket.Participants);
    }

    [Fact]
    public async Task A_desk_that_does_not_share_does_not_share()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.With("\"privacy\": { \"sharing\": false }"));
        var ticket = await desk.OpenAsync();

        Assert.Equal("sharing.feature_disabled", await desk.RefusedAsync(ticket, new TicketCommand.Share(Ana, "rui")));
    }

    [Fact]
    public async Task It_is_shared_with_50_people_at_most_and_with_another_when_one_has_gone()
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With("\"privacy\": { \"sharing\": { \"invitationsPerDay\": 51 } }")
        );
        var ticket = await life.OpenAsync();
        for (var i = 0; i < 50; i++)
            await life.DoAsync(ticket, new TicketCommand.Share(Ana, $"person {i}"));

        Assert.Equal(
            "sharing.participants_exceeded",
            await life.RefusedAsync(ticket, new TicketCommand.Share(Ana, "rui"))
        );
        Assert.Equal(
            50,
            (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "person 7"))).Ticket.Participants.Length
        );
        await life.DoAsync(ticket, new TicketCommand.Unshare(Ana, "person 7"));
        Assert.Contains("rui", (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"))).Ticket.Participants);
    }

    [Fact]
    public async Task Whom_it_is_shared_with_reads_and_writes_until_it_is_not()
    {
        var ticket = await life.OpenAsync();
        var viewer = Viewer.OfRequester("rui");
        Assert.False(await Sees(life, ticket, viewer));
        Assert.Equal("ticket.not_found", await life.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "Me too.")));

        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        Assert.True(await Sees(life, ticket, viewer));
        await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));

        await life.DoAsync(ticket, new TicketCommand.Unshare(Ana, "rui"));
        Assert.False(await Sees(life, ticket, viewer));
        Assert.Equal("ticket.not_found", await life.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "Me too.")));
    }

    [Fact]
    public async Task A_participant_may_leave_and_send_nobody_else_away()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "tomas"));

        Assert.Equal(
            "ticket.actor_not_permitted",
            await life.RefusedAsync(ticket, new TicketCommand.Unshare(Rui, "tomas"))
        );
        ticket = (await life.DoAsync(ticket, new TicketCommand.Unshare(Rui, "rui"))).Ticket;
        Assert.Equal(["tomas"], ticket.Participants);
    }

    [Fact]
    public async Task Agents_who_see_their_own_find_list_read_and_change_nothing_else()
    {
        var ticket = await own.OpenAsync();
        await own.DoAsync(ticket, new TicketCommand.Assign(Dora, "bia"));
        var (bia, caio) = (Viewer.Of(Bia, agentsSeeOwn: true), Viewer.Of(Caio, agentsSeeOwn: true));

        Assert.True(await Sees(own, ticket, bia));
        Assert.False(await Sees(own, ticket, caio));
        Assert.True(await Sees(own, ticket, Viewer.Of(Dora, agentsSeeOwn: true)));
        Assert.Equal("ticket.not_found", await own.RefusedAsync(ticket, new TicketCommand.Note(Caio, "Mine?")));
        Assert.Equal("ticket.not_found", await own.RefusedAsync(ticket, new TicketCommand.Assign(Caio, "caio")));
        Assert.Empty(await own.Desk.GetAvailableActionsAsync(Key(ticket), Caio));
        Assert.Equal("ticket.not_found", CodeOf(await own.Desk.SplitAsync(Key(ticket), Caio, Question())));
        Assert.Equal("ticket.not_found", CodeOf(await own.Desk.MergeAsync(Key(ticket), ticket.Id, Caio)));

        await own.DoAsync(ticket, new TicketCommand.Assign(Bia, "caio")); // handed on
        Assert.Equal("ticket.not_found", await own.RefusedAsync(ticket, new TicketCommand.Note(Bia, "Still mine?")));
        Assert.True(await Sees(own, ticket, caio));
    }

    [Fact]
    public async Task The_next_ticket_is_the_most_urgent_one_that_is_nobodys()
    {
        var normal = await own.OpenAsync();
        await own.OpenAsync(Question() with { Category = "billing" }); // another queue's
        var high = await own.OpenAsync(Question() with { Category = "outage" });
        var taken = await own.OpenAsync(Question() with { Category = "outage" });
        await own.DoAsync(taken, new TicketCommand.Assign(Dora, "eva"));

        Assert.Equal(high.Id, (await own.Desk.TakeNextAsync("desk", Bia))!.Id);
        Assert.Equal(normal.Id, (await own.Desk.TakeNextAsync("desk", Caio))!.Id);
        Assert.Null(await own.Desk.TakeNextAsync("desk", Bia));
        Assert.Equal("bia", (await own.ReadAsync(high)).Assignee);
    }

    [Fact]
    public async Task A_queue_in_order_of_arrival_gives_what_came_first()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "routing": { "queues": { "desk": { "order": "arrival" }, "leads": {} }, "rules": [{ "id": "all", "then": "desk" }] }
                """
            )
        );
        var first = await desk.OpenAsync();
        desk.Time.SetNow(At("2026-03-02T11:00:01Z"));
        await desk.OpenAsync(Question() with { Category = "outage" });

        Assert.Equal(first.Id, (await desk.Desk.TakeNextAsync("desk", Bia))!.Id);
    }

    [Fact]
    public async Task Eight_who_take_at_once_get_eight_tickets()
    {
        for (var i = 0; i < 8; i++)
            await own.OpenAsync();

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => own.Desk.TakeNextAsync("desk", Actor.Agent($"agent {i}"))))
        );

        Assert.Equal(8, taken.Select(ticket => ticket!.Id).Distinct().Count());
        Assert.Equal(8, taken.Select(ticket => ticket!.Assignee).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_asks_again_under_the_same_id_gets_the_same_ticket_however_often_at_once()
    {
        for (var i = 0; i < 3; i++)
            await own.OpenAsync();

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => own.Desk.TakeNextAsync("desk", Bia, commandId: "once")))
        );

        var ticket = Assert.Single(taken.Select(one => one!.Id).Distinct());
        Assert.NotEqual(ticket, (await own.Desk.TakeNextAsync("desk", Bia, commandId: "twice"))!.Id);
        var other = await Assert.ThrowsAsync<SupportKitException>(() =>
            own.Desk.TakeNextAsync("desk", Caio, commandId: "once")
        );
        Assert.Equal("command.id_in_use", other.Code);
    }

    [Fact]
    public async Task Nobody_from_outside_takes_a_ticket_not_even_their_own()
    {
        var ticket = await own.OpenAsync();

        Assert.Null(await own.Desk.TakeNextAsync("desk", Ana));
        Assert.Null(await own.Desk.TakeNextAsync("desk", Rui));
        Assert.Null((await own.ReadAsync(ticket)).Assignee);
    }

    [Fact]
    public async Task Terms_come_before_anything_else_for_each_version_and_each_person()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With("\"terms\": { \"version\": \"1\", \"advice\": \"Accept first.\" }")
        );
        var refused = Assert.IsType<DeskResult.Refused>(await desk.Desk.OpenAsync(Question()));
        Assert.Equal("1", Assert.IsType<Refusal.TermsNotAccepted>(refused.Refusal).Version);
        Assert.Equal(
            "terms.acceptance_missing",
            CodeOf(await desk.Desk.OpenAsync(Question() with { AcceptsTerms = "0" }))
        );
        var ticket = await desk.OpenAsync(Question() with { AcceptsTerms = "1" });

        // Of one person, not of another.
        await desk.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        Assert.Equal(
            "terms.acceptance_missing",
            await desk.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "Me too."))
        );
        Assert.Equal("terms.version_unknown", await desk.RefusedAsync(ticket, new TicketCommand.AcceptTerms(Rui, "2")));
        await desk.DoAsync(ticket, new TicketCommand.AcceptTerms(Rui, "1"));
        await desk.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));

        // Of one version, not of another.
        desk.Policies.Replace(Tenant, TicketLifePolicies.With("\"terms\": { \"version\": \"2\" }"));
        Assert.Equal(
            "terms.acceptance_missing",
            await desk.RefusedAsync(ticket, new TicketCommand.Reply(Ana, "And now?"))
        );
        Assert.Equal(
            "terms.acceptance_missing",
            await desk.RefusedAsync(ticket, new TicketCommand.Fire(Ana, Triggers.Close))
        );
        await desk.DoAsync(ticket, new TicketCommand.AcceptTerms(Ana, "2"));
        await desk.DoAsync(ticket, new TicketCommand.Reply(Ana, "Now."));
    }

    [Fact]
    public async Task New_terms_reach_open_tickets_and_are_asked_once_of_each_person()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.With("\"terms\": { \"version\": \"1\" }"));
        var first = await desk.OpenAsync(Question() with { AcceptsTerms = "1" });
        var second = await desk.OpenAsync(); // not asked again
        Assert.Contains(
            await desk.EventsAsync(second),
            happened => happened is TicketEvent.TermsAccepted { Version: "1" }
        );

        desk.Policies.Replace(
            Tenant,
            TicketLifePolicies.With("\"terms\": { \"version\": \"2\", \"advice\": \"New terms.\" }")
        );
        var refused = Assert.IsType<DeskResult.Refused>(
            await desk.ApplyAsync(first, new TicketCommand.Reply(Ana, "Hello?"))
        );
        Assert.Equal("2", Assert.IsType<Refusal.TermsNotAccepted>(refused.Refusal).Version);
        Assert.Equal("terms.acceptance_missing", CodeOf(await desk.Desk.OpenAsync(Question())));
        Assert.False((await ActionAsync("reply", second)).Allowed);
        Assert.True((await ActionAsync("accept-terms", second)).Allowed);

        desk.Time.SetNow(At("2026-03-02T12:00:00Z"));
        await desk.DoAsync(first, new TicketCommand.AcceptTerms(Ana, "2"));
        desk.Time.SetNow(At("2026-03-02T13:00:00Z"));

        Assert.True((await ActionAsync("reply", second)).Allowed);
        await desk.DoAsync(second, new TicketCommand.Reply(Ana, "Here too."));
        // The other ticket shows under which terms it was written, and since when the person had accepted them.
        Assert.Contains(
            new TicketEvent.TermsAccepted("ana", "2", At("2026-03-02T12:00:00Z")),
            await desk.EventsAsync(second)
        );
        Assert.Single(
            await desk.EventsAsync(second),
            happened => happened is TicketEvent.TermsAccepted { Version: "2" }
        );
        await desk.OpenAsync();
        // The desk writes without having accepted anything, and the tickets keep the policy that they were promised under.
        await desk.DoAsync(second, new TicketCommand.Reply(Bia, "An answer."));
        Assert.Equal(first.Policy, (await desk.ReadAsync(second)).Policy);

        async Task<ActionAvailability> ActionAsync(string operation, Ticket ticket) =>
            (await desk.Desk.GetAvailableActionsAsync(Key(ticket), Ana)).Single(action =>
                action.Operation == operation
            );
    }

    [Fact]
    public async Task Terms_that_are_no_longer_in_force_ask_nothing_of_an_old_ticket()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.With("\"terms\": { \"version\": \"1\" }"));
        var ticket = await desk.OpenAsync(Question() with { AcceptsTerms = "1" });
        await desk.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        Assert.Equal(
            "terms.acceptance_missing",
            await desk.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "Me too."))
        );

        desk.Policies.Replace(Tenant, TicketLifePolicies.Plain);

        await desk.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));
    }

    [Fact]
    public async Task New_terms_that_the_host_had_accepted_by_its_own_page_are_not_asked_again()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await desk.OpenAsync();
        desk.Policies.Replace(Tenant, TicketLifePolicies.With("\"terms\": { \"version\": \"2\" }"));
        desk.People["ana"] = new Requester("ana", "en", FactSet.Empty, new AcceptedTerms("2", Monday));

        await desk.DoAsync(ticket, new TicketCommand.Reply(Ana, "Hello?"));

        Assert.Contains(new TicketEvent.TermsAccepted("ana", "2", Monday), await desk.EventsAsync(ticket));
    }

    [Fact]
    public async Task Terms_that_the_directory_knows_of_count_from_when_they_were_accepted()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.With("\"terms\": { \"version\": \"1\" }"));
        var accepted = At("2026-01-05T08:00:00.1234567Z");
        desk.People["ana"] = new Requester("ana", "en", FactSet.Empty, new AcceptedTerms("1", accepted));

        var ticket = await desk.OpenAsync();

        Assert.Contains(
            new TicketEvent.TermsAccepted("ana", "1", At("2026-01-05T08:00:00.123456Z")), // whole microseconds
            await desk.EventsAsync(ticket)
        );
    }

    private static async Task<bool> Sees(TicketLifeDeskFixture desk, Ticket ticket, Viewer viewer)
    {
        var found = await desk.Desk.FindAsync(Key(ticket), viewer) is not null;
        var listed = (await desk.Desk.ListAsync(new TicketQuery(Tenant, viewer))).Tickets;
        Assert.Equal(found, listed.Any(known => known.Id == ticket.Id));
        Assert.Equal(found, !(await desk.Desk.GetHistoryAsync(Key(ticket), viewer)).IsEmpty);
        Assert.Equal(found, !(await desk.Desk.CompareSlaAsync(Key(ticket), viewer)).IsEmpty);
        Assert.Equal(
            found,
            (await desk.Desk.ListQueueAsync("desk", viewer)).Tickets.Any(known => known.Id == ticket.Id)
                || (found && ticket.State != "new")
        );
        return found;
    }
}
