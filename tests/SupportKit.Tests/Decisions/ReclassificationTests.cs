using SupportKit.Decisions;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What turns out otherwise: category, priority, facts. What follows is decided anew, what was stays in the history.</summary>
public class ReclassificationTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task Another_category_goes_to_its_queue_belongs_to_nobody_and_keeps_the_history()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"));
        var before = await life.EventsAsync(ticket);
        await life.SentAsync();

        ticket = (await life.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "billing"))).Ticket;

        Assert.Equal(("billing", "billing", null), (ticket.Category, ticket.Queue, ticket.Assignee));
        var after = await life.EventsAsync(ticket);
        Assert.Equal(before, after.Take(before.Length));
        Assert.Equal(
            [
                new TicketEvent.CategoryChanged("question", "billing"),
                new TicketEvent.Routed("billing", "money"),
                new TicketEvent.Assigned(null),
            ],
            after.Skip(before.Length)
        );
        Assert.Equal(new Recipient(RecipientKind.Queue, "billing"), Assert.Single(await life.SentAsync()).To);
    }

    [Fact]
    public async Task Another_category_of_the_same_queue_stays_with_whoever_has_it()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"));

        ticket = (await life.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "outage"))).Ticket;

        Assert.Equal(("high", 0, "desk", "bia"), (ticket.Priority, ticket.PriorityRank, ticket.Queue, ticket.Assignee));
        Assert.Equal(
            "intake.category_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.ChangeCategory(Bia, "weather"))
        );
    }

    [Fact]
    public async Task A_priority_chosen_by_hand_is_not_changed_by_rules_again()
    {
        var ticket = await life.OpenAsync();
        ticket = (
            await life.DoAsync(ticket, new TicketCommand.ChangePriority(Bia, "high", "The shop is shut."))
        ).Ticket;
        Assert.Equal(("high", 0, true), (ticket.Priority, ticket.PriorityRank, ticket.IsPriorityOverridden));
        ticket = (await life.DoAsync(ticket, new TicketCommand.ChangePriority(Bia, "normal", "It opened."))).Ticket;

        ticket = (await life.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "outage"))).Ticket;

        Assert.Equal(("normal", 1), (ticket.Priority, ticket.PriorityRank));
        Assert.Equal(
            "priority.level_unknown",
            await life.RefusedAsync(ticket, new TicketCommand.ChangePriority(Bia, "urgent", "?"))
        );
    }

    [Theory]
    [InlineData("environment", "PROD", true)] // asked by the form
    [InlineData("contact", "by telephone", true)]
    [InlineData("environment", "STAGING", false)] // asked, and outside its domain
    [InlineData("role", "admin", false)] // the directory's to say
    [InlineData("plan", "team", false)]
    [InlineData("priority", "high", false)] // the desk's
    [InlineData("queue", "billing", false)]
    [InlineData("entitled.premium", "true", false)]
    [InlineData("moon", "full", false)] // nobody's
    public async Task A_requester_tells_what_the_form_asks_and_nothing_else(string fact, string value, bool taken)
    {
        var ticket = await life.OpenAsync();

        var result = await life.ApplyAsync(ticket, new TicketCommand.ChangeFacts(Ana, Facts((fact, value))));

        if (taken)
            Assert.Equal(value, result.OrThrow().Ticket.Facts[fact]!.Value.Text);
        else
            Assert.Equal("intake.answer_rejected", CodeOf(result));
    }

    [Theory]
    [InlineData("plan", "team", true)]
    [InlineData("role", "admin", true)]
    [InlineData("plan", "gold", false)]
    [InlineData("priority", "high", false)]
    [InlineData("entitled.premium", "true", false)]
    [InlineData("moon", "full", false)]
    public async Task A_system_of_the_hosts_states_what_the_policy_declares(string fact, string value, bool taken)
    {
        var ticket = await life.OpenAsync();

        var result = await life.ApplyAsync(ticket, new TicketCommand.ChangeFacts(Tracker, Facts((fact, value))));

        Assert.Equal(taken, result is DeskResult.Succeeded);
    }

    [Fact]
    public async Task A_better_plan_brings_the_entitlement_and_with_it_the_better_promise()
    {
        life.People["ana"] = new Requester("ana", "en", Facts(("plan", "free")));
        var ticket = await life.OpenAsync();
        Assert.Equal(At("2026-03-04T11:00:00Z"), ticket.PromiseOf("resolution")!.Due); // 48h
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));

        ticket = (await life.DoAsync(ticket, Plan("team"))).Ticket;
        Assert.Equal(("solve-premium", At("2026-03-02T19:00:00Z")), Resolution(ticket)); // 8h, from the opening

        ticket = (await life.DoAsync(ticket, Plan("free"))).Ticket;
        Assert.Equal(("solve", At("2026-03-04T11:00:00Z")), Resolution(ticket));

        static TicketCommand Plan(string plan) => new TicketCommand.ChangeFacts(Tracker, Facts(("plan", plan)));
        static (string, NodaTime.Instant) Resolution(Ticket ticket) =>
            (ticket.ActivePromiseOf("resolution")!.Rule, ticket.ActivePromiseOf("resolution")!.Due);
    }

    [Fact]
    public async Task Facts_told_again_change_nothing()
    {
        var ticket = await life.OpenAsync();
        var once = await life.DoAsync(ticket, new TicketCommand.ChangeFacts(Ana, Facts(("environment", "PROD"))));
        Assert.Equal("high", once.Ticket.Priority);

        var twice = await life.DoAsync(ticket, new TicketCommand.ChangeFacts(Ana, Facts(("environment", "PROD"))));

        Assert.Equal(once.Ticket.Version, twice.Ticket.Version);
    }

    [Theory]
    [InlineData("resolved", Triggers.Reopen)]
    [InlineData("on-hold", Triggers.Resume)]
    public async Task What_was_set_aside_is_taken_up_again(string from, string trigger)
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, from == "on-hold" ? Triggers.Hold : Triggers.Resolve));

        ticket = (await life.DoAsync(ticket, new TicketCommand.Fire(Bia, trigger))).Ticket;

        Assert.Equal("open", ticket.State);
        Assert.Equal(from == "resolved", (await life.EventsAsync(ticket)).Contains(new TicketEvent.Reopened()));
    }
}
