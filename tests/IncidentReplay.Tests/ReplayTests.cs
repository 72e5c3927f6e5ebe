using NodaTime;
using SupportKit;
using SupportKit.Tickets;
using static IncidentReplay.Tests.MadeUpLog;

namespace IncidentReplay.Tests;

public class ReplayTests
{
    [Fact]
    public void A_ticket_goes_through_the_states_of_the_log_by_the_triggers_of_the_workflow()
    {
        var replayed = Replay("INC1");

        Assert.Equal(
            ["acknowledge", "ask", "resolve", "close"],
            replayed.Events.Select(recorded => recorded.Event).OfType<TicketEvent.StateChanged>().Select(e => e.Trigger)
        );
        Assert.Equal("Resolver 7", replayed.Ticket.Assignee);
        Assert.Empty(replayed.Illegal);
        Assert.Equal(replayed.Ticket.Version, TicketHistory.Replay(replayed.Events)!.Version);
    }

    [Fact]
    public void Resolution_is_measured_elapsed_in_business_hours_and_without_waits()
    {
        var (replayed, office) = (Replay("INC1"), Itil.Calendars["office"]);

        // From 9 in London (summer time) on Thursday to 11 on Friday; it waited from 11 on Thursday on.
        Assert.Equal(Duration.FromHours(26), replayed.Elapsed);
        Assert.Equal(Duration.FromHours(10), replayed.Open(office));
        Assert.Equal(Duration.FromHours(2), replayed.Worked(office));
    }

    [Fact]
    public void What_changes_later_changes_priority_and_promises_then()
    {
        var replayed = Replay("INC2");

        Assert.Equal("1 - Critical", replayed.Ticket.Priority);
        Assert.Equal("major-incidents", replayed.Ticket.Queue);
        // Four hours, resolved after six: recorded by the worker in the microsecond after the due instant.
        Assert.Equal(PromiseStatus.Breached, replayed.Verdict);
        Assert.Equal(
            Instant.FromUtc(2016, 3, 31, 16, 0).PlusTicks(10),
            replayed.Ticket.PromiseOf("resolution")!.StoppedAt
        );
    }

    [Fact]
    public void Reopenings_are_counted_from_closed_too_though_no_trigger_leads_out_of_it()
    {
        var replayed = Replay("INC3");

        Assert.Equal(2, replayed.Reopened);
        Assert.Equal([new IllegalTransition("Closed", "Active", false, 16)], replayed.Illegal);
        Assert.Equal(
            ["resolve", "reopen", "resolve", "close", "import", "close"],
            replayed.Events.Select(recorded => recorded.Event).OfType<TicketEvent.StateChanged>().Select(e => e.Trigger)
        );
        Assert.Equal("2 - High", replayed.Ticket.Priority);
        // It came back and was closed without being resolved again.
        Assert.Equal(Instant.FromUtc(2016, 4, 8, 9, 0), replayed.ResolvedAt);
    }

    [Fact]
    public void A_state_that_no_workflow_has_leaves_the_ticket_where_it_is()
    {
        var replayed = Replay("INC4");

        Assert.Equal([("New", "-100"), ("-100", "Resolved")], replayed.Illegal.Select(move => (move.From, move.To)));
        Assert.Equal([new RefusedCommand("ImportState", "ticket.state_unknown", 19)], replayed.Refused);
        Assert.Equal("Resolved", replayed.Ticket.State);
    }

    [Fact]
    public void An_illegal_transition_is_imported_and_clocks_follow()
    {
        var replayed = Replay("INC5");

        Assert.Equal(
            [
                new IllegalTransition("New", "Awaiting Problem", true, 21),
                new IllegalTransition("Awaiting Problem", "Awaiting User Info", false, 22),
            ],
            replayed.Illegal
        );
        Assert.Equal("Awaiting User Info", replayed.Ticket.State);
        Assert.Equal(PromiseStatus.Paused, replayed.Verdict);
        Assert.Equal(Instant.FromUtc(2016, 4, 4, 9, 30), replayed.Ticket.PromiseOf("resolution")!.StoppedAt);
        Assert.Null(replayed.ResolvedAt);
    }

    [Fact]
    public void A_row_older_than_the_opening_counts_as_of_the_opening() =>
        Assert.Equal(Duration.FromMinutes(30), Replay("INC6").Elapsed);

    [Fact]
    public void An_incident_the_policy_does_not_take_is_named_with_its_line()
    {
        var incident = Read(Text.Replace("08:05,Phone", "08:05,Carrier Pigeon", StringComparison.Ordinal))[0];

        var error = Assert.Throws<ReplayException>(() => new Replayer(Itil).Replay(incident));

        Assert.Contains("Line 2: policy \"itil\" does not take INC1: intake.channel_unknown", error.Message);
    }
}
