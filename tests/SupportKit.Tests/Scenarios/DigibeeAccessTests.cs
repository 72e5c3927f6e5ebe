using SupportKit.Decisions;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// What Digibee's desk may do in a customer's environment, and who lets it in. São Paulo is three hours behind UTC all
/// year: it has had no summer time since 2019.
/// </summary>
public class DigibeeAccessTests
{
    // Friday the 30th of October at five in the afternoon, before a weekend and a holiday on Monday.
    private const string Friday = "2026-10-30T20:00:00Z";

    private static readonly Actor Carla = Actor.Requester("carla");

    private readonly ScenarioDeskFixture desk = DigibeeDeskFixture.Open();

    public DigibeeAccessTests()
    {
        desk.Requester = Facts(("contract", true), ("mayGrantAccess", true));
        desk.Others["carla"] = Facts(("contract", true), ("mayGrantAccess", true));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "access.account_unauthorized")]
    [InlineData(null, "access.account_unauthorized")] // the directory does not say
    [Trait("Requirement", "DIG-11")]
    public async Task Only_an_account_with_the_right_permission_grants_access(bool? may, string? code)
    {
        var ticket = await OpensAsync();
        // What counts is what the directory says when access is granted, not what it said when the ticket was opened.
        var known = Facts(("contract", true));
        desk.Requester = may is { } says ? known.With("mayGrantAccess", says) : known;
        var grant = Grant(Ana, "2026-10-30T22:00:00Z");

        if (code is null)
            Assert.Equal("ana", Assert.Single((await desk.DoesAsync(ticket, grant)).AccessGrants).By);
        else
            Assert.Equal(code, await desk.RefusesAsync(ticket, grant));
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task Nobody_claims_the_permission_in_a_form() =>
        Assert.Equal(
            "intake.answer_rejected",
            (await desk.RefusesAsync<Refusal.CommandRefused>("infrastructure", ("mayGrantAccess", true))).Code
        );

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task A_colleague_who_may_grants_access_where_the_requester_may_not()
    {
        desk.Requester = Facts(("contract", true));
        var ticket = await OpensAsync();

        Assert.Equal("ticket.not_found", await desk.RefusesAsync(ticket, Grant(Carla, "2026-10-30T22:00:00Z")));
        await desk.DoesAsync(ticket, new TicketCommand.Share(Ana, "carla"));

        ticket = await desk.DoesAsync(ticket, Grant(Carla, "2026-10-30T22:00:00Z"));
        Assert.Equal("carla", Assert.Single(ticket.AccessGrants).By);
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task The_desk_does_not_let_itself_in()
    {
        var ticket = await OpensAsync();

        foreach (var actor in (Actor[])[Agent, Actor.Lead("lea"), Actor.Integration("ana")])
            Assert.Equal(
                "ticket.actor_not_permitted",
                await desk.RefusesAsync(ticket, Grant(actor, "2026-10-30T22:00:00Z"))
            );
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task A_grant_is_recorded_told_to_the_desk_and_ends_by_itself()
    {
        var ticket = await OpensAsync();
        await desk.DoesAtAsync("2026-10-30T21:00:00Z", ticket, Grant(Ana, "2026-11-01T02:59:59Z")); // to the end of October

        await desk.PassesAsync("2026-11-01T02:59:58.999999Z");
        Assert.Single((await desk.ReadAsync(ticket)).AccessGrants);
        await desk.PassesAsync("2026-11-01T02:59:59Z");
        Assert.Empty((await desk.ReadAsync(ticket)).AccessGrants);

        var granted = Assert.Single(await desk.EventsAsync<TicketEvent.AccessGranted>(ticket));
        Assert.Equal((At("2026-10-30T21:00:00Z"), "ana"), (granted.At, granted.By));
        Assert.Equal(new TicketEvent.AccessGranted("PROD", At("2026-11-01T02:59:59Z")), granted.Event);
        Assert.Equal(
            [At("2026-11-01T02:59:59Z")],
            (await desk.EventsAsync<TicketEvent.AccessExpired>(ticket)).Select(expired => expired.At)
        );
        var told = (await desk.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Queue).ToList();
        Assert.Contains(told, sent => sent.Heading() == "Acesso a PROD: The menu of the app");
        Assert.Contains(told, sent => sent.Heading() == "Acesso encerrado: The menu of the app");
    }

    [Theory]
    [InlineData("2026-10-30T20:00:00Z", "access.duration_invalid")] // now: no time at all
    [InlineData("2026-10-30T20:00:00.000001Z", null)]
    [InlineData("2026-11-06T20:00:00Z", null)] // seven days, the longest
    [InlineData("2026-11-06T20:00:00.000001Z", "access.duration_invalid")]
    [Trait("Requirement", "DIG-11")]
    public async Task A_grant_lasts_at_most_a_week(string until, string? code)
    {
        var ticket = await OpensAsync();

        if (code is null)
            await desk.DoesAsync(ticket, Grant(Ana, until));
        else
            Assert.Equal(code, await desk.RefusesAsync(ticket, Grant(Ana, until)));
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task A_grant_can_be_revoked_at_any_time_and_that_is_recorded()
    {
        var ticket = await OpensAsync();
        ticket = await desk.DoesAsync(ticket, Grant(Ana, "2026-11-06T20:00:00Z"));
        var grant = ticket.AccessGrants[0].Id;

        // Sunday night at ten.
        ticket = await desk.DoesAtAsync("2026-11-02T01:00:00Z", ticket, new TicketCommand.RevokeAccess(Ana, grant));

        Assert.Empty(ticket.AccessGrants);
        Assert.Equal(
            [(At("2026-11-02T01:00:00Z"), "ana", new TicketEvent.AccessRevoked(grant))],
            await desk.EventsAsync<TicketEvent.AccessRevoked>(ticket)
        );
        Assert.Equal(
            "access.grant_unknown",
            await desk.RefusesAsync(ticket, new TicketCommand.RevokeAccess(Ana, grant))
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task No_grant_outlives_its_ticket()
    {
        var ticket = await OpensAsync();
        await desk.DoesAsync(ticket, Grant(Ana, "2026-11-06T20:00:00Z"));

        ticket = await desk.DoesAtAsync("2026-11-03T12:00:00Z", ticket, new TicketCommand.Fire(Agent, Triggers.Close));

        Assert.Empty(ticket.AccessGrants);
    }

    [Fact]
    [Trait("Requirement", "DIG-11")]
    public async Task Without_a_grant_the_desk_changes_nothing_though_the_change_is_approved()
    {
        var (ticket, change) = await ProposesAsync();
        ticket = await desk.DoesAsync(ticket, new TicketCommand.ApproveChange(Ana, change));
        var make = new TicketCommand.MakeChange(Agent, change);

        Assert.Equal("access.grant_missing", await desk.RefusesAsync(ticket, make));
        await desk.DoesAsync(ticket, Grant(Ana, "2026-11-02T20:00:00Z", "TEST")); // another environment
        Assert.Equal("access.grant_missing", await desk.RefusesAsync(ticket, make));
        ticket = await desk.DoesAsync(ticket, Grant(Ana, "2026-11-02T20:00:00Z"));
        await desk.DoesAsync(ticket, new TicketCommand.RevokeAccess(Ana, ticket.AccessGrants[^1].Id));
        Assert.Equal("access.grant_missing", await desk.RefusesAsync(ticket, make));
    }

    [Theory]
    [InlineData("2026-11-02T19:59:59.999999Z", null)] // Monday, a holiday: access is granted by the clock
    [InlineData("2026-11-02T20:00:00Z", "access.grant_missing")]
    [Trait("Requirement", "DIG-11")]
    [Trait("Requirement", "DIG-12")]
    public async Task A_change_is_made_before_the_grant_ends_and_not_after(string at, string? code)
    {
        var (ticket, change) = await ProposesAsync();
        ticket = await desk.DoesAsync(ticket, new TicketCommand.ApproveChange(Ana, change));
        ticket = await desk.DoesAsync(ticket, Grant(Ana, "2026-11-02T20:00:00Z"));
        var grant = ticket.AccessGrants[0].Id;
        desk.Time.SetNow(At(at)); // and the worker is late
        var make = new TicketCommand.MakeChange(Agent, change);

        if (code is not null)
        {
            Assert.Equal(code, await desk.RefusesAsync(ticket, make));
            return;
        }
        Assert.Equal(ChangeStatus.Made, Assert.Single((await desk.DoesAsync(ticket, make)).ProposedChanges).Status);
        Assert.Equal(
            [(At(at), "bia", new TicketEvent.ChangeMade(change, grant))],
            await desk.EventsAsync<TicketEvent.ChangeMade>(ticket)
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-12")]
    public async Task A_small_adjustment_is_made_once_the_customer_has_approved_it_and_the_approval_is_recorded()
    {
        var (ticket, change) = await ProposesAsync();
        ticket = await desk.DoesAsync(ticket, Grant(Ana, "2026-11-06T20:00:00Z"));
        var make = new TicketCommand.MakeChange(Agent, change);

        Assert.Equal("change.approval_missing", await desk.RefusesAsync(ticket, make));
        // Saturday the 31st at half past nine in the evening; in UTC it is November.
        await desk.DoesAtAsync("2026-11-01T00:30:00Z", ticket, new TicketCommand.ApproveChange(Ana, change));
        await desk.DoesAtAsync("2026-11-03T12:00:00Z", ticket, make); // Tuesday at nine
        ticket = await desk.DoesAsync(ticket, make); // noted twice, made once

        Assert.Equal(
            [(At("2026-11-01T00:30:00Z"), "ana", new TicketEvent.ChangeApproved(change))],
            await desk.EventsAsync<TicketEvent.ChangeApproved>(ticket)
        );
        Assert.Equal(
            [At("2026-11-03T12:00:00Z")],
            (await desk.EventsAsync<TicketEvent.ChangeMade>(ticket)).Select(made => made.At)
        );
        var told = (await desk.SentAsync()).Where(sent => sent.To == new Recipient(RecipientKind.Requester, "ana"));
        Assert.Equal(
            [
                $"We have your request: {ticket.Number}",
                $"May we change this? {ticket.Number}",
                $"Changed: {ticket.Number}",
            ],
            told.Select(sent => sent.Heading())
        );
    }

    [Fact]
    [Trait("Requirement", "DIG-12")]
    public async Task Nobody_approves_for_the_customer()
    {
        var (ticket, change) = await ProposesAsync();
        await desk.DoesAsync(ticket, new TicketCommand.Share(Ana, "carla"));

        foreach (var actor in (Actor[])[Agent, Actor.Lead("lea"), Carla])
            Assert.Equal(
                "ticket.actor_not_permitted",
                await desk.RefusesAsync(ticket, new TicketCommand.ApproveChange(actor, change))
            );
        Assert.Equal("change.id_unknown", await desk.RefusesAsync(ticket, new TicketCommand.ApproveChange(Ana, 99)));
    }

    private async Task<Ticket> OpensAsync() => (await desk.OpensAtAsync(Friday, "infrastructure")).Ticket;

    private async Task<(Ticket Ticket, long Change)> ProposesAsync()
    {
        var propose = new TicketCommand.ProposeChange(Agent, "PROD", "Raise the time-out of orders-sync to 30 s.");
        var ticket = await desk.DoesAsync(await OpensAsync(), propose);
        return (ticket, ticket.ProposedChanges[0].Id);
    }

    private static TicketCommand Grant(Actor by, string until, string environment = "PROD") =>
        new TicketCommand.GrantAccess(by, environment, At(until));
}
