using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Taking over what happened to a ticket in another system.</summary>
public class StateImportTests
{
    private static readonly Actor Elsewhere = Actor.Integration("elsewhere");

    private static readonly Policy Policy = Small("""[{ "id": "solve", "metric": "resolution", "within": "4h" }]""");

    [Fact]
    public void An_import_goes_where_no_trigger_leads_and_clocks_follow()
    {
        var ticket = Opened(Policy, SmallQuestion);
        Assert.IsType<Transition.NotPermitted>(Policy.Workflow.Fire("on-hold", Triggers.Ask, ticket.Facts));

        ticket = Imported(ticket, "on-hold", 1);
        Assert.Equal(PromiseStatus.Paused, ticket.PromiseOf("resolution")!.Status);
        ticket = Imported(ticket, "pending", 2);
        ticket = Imported(ticket, "open", 3);

        Assert.Equal(Monday + Duration.FromHours(6), ticket.PromiseOf("resolution")!.Due);
    }

    [Fact]
    public void What_was_closed_elsewhere_and_taken_up_again_is_reopened_here_with_a_promise_of_its_own()
    {
        var closed = Imported(Opened(Policy, SmallQuestion), "closed", 1);
        var reopened = Decide(closed, Elsewhere, "open", 2);

        Assert.Equal(
            [typeof(TicketEvent.Reopened), typeof(TicketEvent.StateChanged), typeof(TicketEvent.PromiseMade)],
            Accepted(reopened).Events.Select(recorded => recorded.Event.GetType())
        );
        Assert.Equal(
            [PromiseStatus.Met, PromiseStatus.Running],
            Accepted(reopened).Ticket.Promises.Select(p => p.Status)
        );
    }

    [Fact]
    public void The_state_it_is_in_already_changes_nothing() =>
        Assert.Empty(Accepted(Decide(Opened(Policy, SmallQuestion), Elsewhere, "new", 1)).Events);

    [Fact]
    public void A_state_that_the_workflow_does_not_have_is_refused_with_those_it_has()
    {
        var refusal = Refused<Refusal.CommandRefused>(Decide(Opened(Policy, SmallQuestion), Elsewhere, "-100", 1));

        Assert.Equal("ticket.state_unknown", refusal.Code);
        Assert.Contains("Import one of: new, open", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void People_go_by_the_workflow()
    {
        foreach (var person in (Actor[])[Ana, Agent, Actor.Lead("lea")])
            Assert.Equal(
                "ticket.actor_not_permitted",
                Refused<Refusal.CommandRefused>(Decide(Opened(Policy, SmallQuestion), person, "closed", 1)).Code
            );
    }

    private static Ticket Imported(Ticket ticket, string state, int hours) =>
        Accepted(Decide(ticket, Elsewhere, state, hours)).Ticket;

    private static Decision Decide(Ticket ticket, Actor by, string state, int hours) =>
        Decider.Decide(
            Policy,
            ticket,
            new TicketCommand.ImportState(by, state),
            ticket.Facts,
            Monday + Duration.FromHours(hours)
        );
}
