using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Promises: made, warned of, kept, broken, paused, and never rewritten.</summary>
public class SlaClocksTests
{
    private static readonly Policy Hours = Small(
        """
        [
          { "id": "answer", "metric": "first-response", "within": "2h", "warnAt": "75%" },
          { "id": "solve", "metric": "resolution", "within": "8h" }
        ]
        """
    );

    private static readonly Policy Office = Small(
        """[{ "id": "solve", "metric": "resolution", "within": "4h", "calendar": "office" }]""",
        """{ "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-12:00", "13:00-18:00"] } } }"""
    );

    [Fact]
    public void A_promise_tells_its_instants_when_it_is_made()
    {
        var promise = Opened(Hours, SmallQuestion).PromiseOf("first-response")!;

        Assert.Equal(Monday + Duration.FromHours(2), promise.Due);
        Assert.Equal(Monday + Duration.FromMinutes(90), promise.WarnAt);
    }

    [Fact]
    public void Office_hours_are_counted_over_the_lunch_break_and_the_weekend()
    {
        // Friday 16:00 in Paris: two hours are left that day, the other two follow on Monday morning.
        var ticket = Opened(Office, SmallQuestion, At("2026-03-06T15:00:00Z"));

        Assert.Equal(At("2026-03-09T10:00:00Z"), ticket.PromiseOf("resolution")!.Due);
    }

    [Theory]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-03T14:00:00Z")] // Monday at three: Tuesday at three
    [InlineData("2026-03-06T14:00:00Z", "2026-03-09T14:00:00Z")] // Friday at three: Monday at three
    [InlineData("2026-03-08T20:00:00Z", "2026-03-10T08:00:00Z")] // Sunday: as if on Monday at nine, so Tuesday at nine
    [InlineData("2026-03-02T06:00:00Z", "2026-03-03T08:00:00Z")] // before opening: as if at nine
    [InlineData("2026-03-27T14:00:00Z", "2026-03-30T13:00:00Z")] // over the change to summer time: the same local time
    public void A_business_day_is_counted_from_when_the_desk_is_open(string asked, string due)
    {
        var policy = Small(
            """[{ "id": "answer", "metric": "first-response", "within": "1bd", "calendar": "office" }]""",
            """{ "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } } }"""
        );

        Assert.Equal(At(due), Opened(policy, SmallQuestion, At(asked)).PromiseOf("first-response")!.Due);
    }

    [Fact]
    public void An_answer_in_the_last_instant_keeps_the_promise_and_one_a_microsecond_later_breaks_it()
    {
        var ticket = Opened(Hours, SmallQuestion);
        var due = ticket.PromiseOf("first-response")!.Due;
        var reply = new TicketCommand.Reply(Agent, "Here you are.");

        Assert.Equal(PromiseStatus.Met, After(Hours, ticket, reply, due).PromiseOf("first-response")!.Status);
        Assert.Equal(
            PromiseStatus.Breached,
            After(Hours, ticket, reply, due.PlusTicks(10)).PromiseOf("first-response")!.Status
        );
    }

    [Fact]
    public void The_next_wake_is_the_exact_instant_at_which_processing_deadlines_does_something()
    {
        var ticket = Opened(Hours, SmallQuestion);
        var fire = new TicketCommand.ProcessDeadlines();

        foreach (
            var expected in (Type[])
                [
                    typeof(TicketEvent.PromiseWarned),
                    typeof(TicketEvent.PromiseBreached),
                    typeof(TicketEvent.PromiseBreached),
                ]
        )
        {
            var wake = ticket.NextDeadline()!.Value;
            Assert.Empty(Accepted(Decider.Decide(Hours, ticket, fire, ticket.Facts, wake.PlusTicks(-10))).Events);
            var fired = Accepted(Decider.Decide(Hours, ticket, fire, ticket.Facts, wake));
            Assert.IsType(expected, Assert.Single(fired.Events).Event);
            ticket = fired.Ticket;
        }
        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    public void A_late_worker_records_what_came_due_in_the_order_it_came_due()
    {
        var ticket = Opened(Hours, SmallQuestion);

        var fired = Accepted(
            Decider.Decide(
                Hours,
                ticket,
                new TicketCommand.ProcessDeadlines(),
                ticket.Facts,
                Monday + Duration.FromDays(1)
            )
        );

        Assert.Equal(
            [
                typeof(TicketEvent.PromiseWarned),
                typeof(TicketEvent.PromiseBreached),
                typeof(TicketEvent.PromiseBreached),
            ],
            fired.Events.Select(recorded => recorded.Event.GetType())
        );
        Assert.Equal(
            ["first-response", "resolution"],
            fired
                .Events.Select(recorded => recorded.Event)
                .OfType<TicketEvent.PromiseBreached>()
                .Select(breach => breach.Metric)
        );
    }

    [Fact]
    public void A_broken_promise_stays_broken_when_the_answer_comes()
    {
        var late = After(
            Hours,
            Opened(Hours, SmallQuestion),
            new TicketCommand.ProcessDeadlines(),
            Monday + Duration.FromHours(3)
        );

        var answered = After(
            Hours,
            late,
            new TicketCommand.Reply(Agent, "Sorry for the wait."),
            Monday + Duration.FromHours(4)
        );

        Assert.Equal(PromiseStatus.Breached, answered.PromiseOf("first-response")!.Status);
    }

    [Fact]
    public void Waiting_for_the_requester_stops_the_clock_and_their_reply_starts_it_with_the_time_that_was_left()
    {
        var opened = Opened(Office, SmallQuestion, At("2026-03-02T08:00:00Z")); // Monday 09:00 in Paris, due 14:00
        var asked = After(
            Office,
            opened,
            new TicketCommand.Reply(Agent, "Which browser?", AsksBack: true),
            At("2026-03-02T09:00:00Z")
        );
        Assert.Equal(
            (PromiseStatus.Paused, default(Instant?)),
            (asked.PromiseOf("resolution")!.Status, asked.NextDeadline())
        );

        // One hour was used; three are left when the reply comes on Tuesday at 10:00: until noon, and one after lunch.
        var replied = After(Office, asked, new TicketCommand.Reply(Ana, "Firefox."), At("2026-03-03T09:00:00Z"));

        Assert.Equal(At("2026-03-03T13:00:00Z"), replied.PromiseOf("resolution")!.Due);
    }

    [Fact]
    public void Closing_leaves_no_clock_running()
    {
        var closed = After(
            Hours,
            Opened(Hours, SmallQuestion),
            new TicketCommand.Fire(Ana, Triggers.Close),
            Monday + Duration.FromMinutes(5)
        );

        Assert.Null(closed.NextDeadline());
        Assert.Equal(PromiseStatus.Canceled, closed.PromiseOf("first-response")!.Status);
        Assert.Equal(PromiseStatus.Met, closed.PromiseOf("resolution")!.Status);
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public void Without_a_rule_there_is_no_promise_and_none_is_shown()
    {
        var accepted = Accepted(Open(Digibee, Question(("contract", false), ("signedIn", false))));

        Assert.Empty(accepted.Ticket.Promises);
        Assert.Equal(
            "opened",
            accepted.Messages.Single(message => message.To.Kind == RecipientKind.Requester).Template
        );
        Assert.DoesNotContain("answer-by", accepted.Messages[0].Values.Keys);
    }

    [Fact]
    public void A_clock_that_is_set_back_puts_no_event_before_the_one_it_follows()
    {
        var ticket = Opened(Hours, SmallQuestion);

        var answered = Accepted(
            Decider.Decide(
                Hours,
                ticket,
                new TicketCommand.Reply(Agent, "Yes."),
                ticket.Facts,
                Monday - Duration.FromHours(1)
            )
        );

        Assert.All(answered.Events, recorded => Assert.Equal(Monday, recorded.At));
    }
}
