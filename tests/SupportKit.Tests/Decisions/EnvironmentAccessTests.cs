using NodaTime;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>The desk enters a customer's environment only when it is let in, and changes there only what was agreed.</summary>
public class EnvironmentAccessTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    public EnvironmentAccessTests() => life.People["ana"] = new Requester("ana", "en", Facts(("role", "admin")));

    [Fact]
    public async Task What_the_directory_says_of_the_person_decides_not_what_stands_in_the_request()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        Assert.Equal("admin", (await life.ReadAsync(ticket)).Facts["role"]!.Value.Text);

        Assert.Equal("access.account_unauthorized", await life.RefusedAsync(ticket, Grant(Rui)));
        life.People["rui"] = new Requester("rui", "en", Facts(("role", "admin")));
        life.People["ana"] = new Requester("ana", "en", Facts(("role", "member")));
        Assert.Equal("access.account_unauthorized", await life.RefusedAsync(ticket, Grant(Ana)));

        ticket = (await life.DoAsync(ticket, Grant(Rui))).Ticket;
        Assert.Equal("rui", Assert.Single(ticket.AccessGrants).By);
    }

    [Fact]
    public async Task What_the_plan_brings_may_decide()
    {
        var desk = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """  "access": { "grantedBy": { "entitledTo": "premium" }, "maxDuration": "7d" } """
            )
        );
        desk.People["ana"] = new Requester("ana", "en", Facts(("plan", "free")));
        var ticket = await desk.OpenAsync();
        Assert.Equal("access.account_unauthorized", await desk.RefusedAsync(ticket, Grant(Ana)));

        desk.People["ana"] = new Requester("ana", "en", Facts(("plan", "team")));
        Assert.Single((await desk.DoAsync(ticket, Grant(Ana))).Ticket.AccessGrants);
        Assert.True(
            (await desk.Desk.GetAvailableActionsAsync(Key(ticket), Ana))
                .Single(a => a.Operation == "grant-access")
                .Allowed
        );
    }

    [Theory]
    [InlineData("2026-03-02T11:00:00Z", false)] // now
    [InlineData("2026-03-02T11:00:00.0000009Z", false)] // less than a microsecond from now
    [InlineData("2026-03-02T11:00:00.000001Z", true)]
    [InlineData("2026-03-09T11:00:00Z", true)] // seven days
    [InlineData("2026-03-09T11:00:00.000001Z", false)]
    public async Task It_lasts_until_an_instant_within_what_the_policy_allows(string until, bool taken)
    {
        var ticket = await life.OpenAsync();

        var result = await life.ApplyAsync(ticket, new TicketCommand.GrantAccess(Ana, "PROD", At(until)));

        if (taken)
            Assert.Equal(At(until), Assert.Single(result.OrThrow().Ticket.AccessGrants).Until);
        else
            Assert.Equal("access.duration_invalid", CodeOf(result));
    }

    [Fact]
    public async Task It_ends_at_that_very_instant_by_itself()
    {
        var ticket = await life.OpenAsync(Question() with { Category = "outage" });
        ticket = (
            await life.DoAsync(ticket, new TicketCommand.GrantAccess(Ana, "PROD", At("2026-03-02T11:30:00.0000009Z")))
        ).Ticket;
        Assert.Equal(At("2026-03-02T11:30:00Z"), ticket.NextDeadline());
        Assert.Equal(0, await life.WorkAtAsync("2026-03-02T11:29:59.999999Z"));

        Assert.Equal(1, await life.WorkAtAsync("2026-03-02T11:30:00Z"));

        Assert.Empty((await life.ReadAsync(ticket)).AccessGrants);
        Assert.Contains(new TicketEvent.AccessExpired(ticket.Version), await life.EventsAsync(ticket));
    }

    [Fact]
    public async Task Whoever_sees_the_ticket_may_end_it_and_nobody_twice()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        var grant = Assert.Single((await life.DoAsync(ticket, Grant(Ana))).Ticket.AccessGrants).Id;

        Assert.Empty((await life.DoAsync(ticket, new TicketCommand.RevokeAccess(Rui, grant))).Ticket.AccessGrants);
        Assert.Equal(
            "access.grant_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.RevokeAccess(Ana, grant))
        );
    }

    [Fact]
    public async Task A_change_is_made_once_approved_and_only_while_there_is_access_to_its_environment()
    {
        var ticket = await life.OpenAsync();
        ticket = (
            await life.DoAsync(ticket, new TicketCommand.ProposeChange(Bia, "PROD", "A longer time-out."))
        ).Ticket;
        var make = new TicketCommand.MakeChange(Bia, Assert.Single(ticket.ProposedChanges).Id);
        Assert.Equal("change.approval_missing", await life.RefusedAsync(ticket, make));
        Assert.Equal("change.id_unknown", await life.RefusedAsync(ticket, make with { Change = 999 }));

        await life.DoAsync(ticket, new TicketCommand.ApproveChange(Ana, make.Change));
        Assert.Equal("access.grant_missing", await life.RefusedAsync(ticket, make));
        await life.DoAsync(ticket, Grant(Ana, "TEST"));
        Assert.Equal("access.grant_missing", await life.RefusedAsync(ticket, make)); // into another environment

        ticket = (await life.DoAsync(ticket, Grant(Ana))).Ticket;
        life.Time.SetNow(At("2026-03-02T12:00:00Z")); // ended, though no worker has seen it yet
        Assert.Equal("access.grant_missing", await life.RefusedAsync(ticket, make));

        ticket = (await life.DoAsync(ticket, Grant(Ana))).Ticket;
        var made = (await life.DoAsync(ticket, make)).Ticket;
        Assert.Equal(ChangeStatus.Made, Assert.Single(made.ProposedChanges).Status);
        Assert.Contains(
            new TicketEvent.ChangeMade(make.Change, ticket.AccessGrants[^1].Id),
            await life.EventsAsync(ticket)
        );
        Assert.Equal(made.Version, (await life.DoAsync(ticket, make)).Ticket.Version); // once
    }

    [Fact]
    public async Task A_desk_whose_policy_says_nothing_of_access_gets_none()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.With("\"access\": null"));

        Assert.Equal("access.feature_disabled", await desk.RefusedAsync(await desk.OpenAsync(), Grant(Ana)));
    }

    private TicketCommand.GrantAccess Grant(Actor by, string environment = "PROD") =>
        new(by, environment, life.Time.Now + Duration.FromHours(1));
}
