using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Timers;

/// <summary>What tickets do by themselves, as a policy's timers have it. The office is open Monday to Friday, 09:00 to 17:00 UTC.</summary>
public class TimerTests
{
    private const string Chain = """
        "ask again": { "states": ["pending"], "after": "5d", "remind": "requester" },
        "resolve": { "states": ["pending"], "after": "14d", "warnBefore": "2d", "trigger": "resolve" },
        "close": { "states": ["resolved"], "after": "7d", "trigger": "close" }
        """;

    [Fact]
    public async Task A_request_without_an_answer_is_reminded_of_then_resolved_and_then_closed()
    {
        var life = new TicketLifeDeskFixture(With(Chain));
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");

        await life.WorkAtAsync("2026-03-07T10:00:00Z");
        Assert.Contains("since Monday, 2 March 2026, 10:00 (UTC)", Assert.Single(await life.SentAsync()).Body);
        await life.WorkAtAsync("2026-03-14T10:00:00Z");
        Assert.Contains(
            "changes on Monday, 16 March 2026, 10:00 (UTC): resolved",
            Assert.Single(await life.SentAsync()).Body
        );
        await life.WorkAtAsync("2026-03-16T10:00:00Z");
        Assert.Equal(("resolved", At("2026-03-23T10:00:00Z")), await StateAndNextAsync(life, ticket));
        await life.WorkAtAsync("2026-03-23T10:00:00Z");
        Assert.Equal(("closed", null), await StateAndNextAsync(life, ticket));
    }

    [Fact]
    public async Task A_reply_in_time_stops_all_of_it_and_the_next_question_begins_anew()
    {
        var life = new TicketLifeDeskFixture(With(Chain));
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");
        await life.WorkAtAsync("2026-03-07T10:00:00Z");

        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Here it is."));
        Assert.Equal(("open", null), await StateAndNextAsync(life, ticket));

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "And this?", AsksBack: true))).Ticket;
        Assert.Equal(At("2026-03-12T10:00:00Z"), ticket.NextDeadline());
    }

    [Fact]
    public async Task Who_answers_before_the_worker_came_has_answered()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "resolve": { "states": ["pending"], "after": "14d", "trigger": "resolve" }
                """
            )
        );
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");
        life.Time.SetNow(At("2026-03-17T10:00:00Z")); // a day late, and no worker came by

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Here it is."))).Ticket;

        Assert.Equal("open", ticket.State);
    }

    [Fact]
    public async Task Who_writes_before_a_late_warning_is_not_warned_any_more()
    {
        var life = new TicketLifeDeskFixture(With(Chain));
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");
        await life.WorkAtAsync("2026-03-07T10:00:00Z");
        await life.SentAsync();
        life.Time.SetNow(At("2026-03-15T10:00:00Z")); // the warning was due a day ago, and no worker came by

        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Here it is."));

        Assert.DoesNotContain(await life.SentAsync(), sent => sent.To.Kind == RecipientKind.Requester);
    }

    [Fact]
    public async Task A_ticket_that_is_on_hold_comes_back_by_itself_whoever_writes_meanwhile()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "back": { "states": ["on-hold"], "after": "2bd", "calendar": "office", "restart": "state", "trigger": "resume", "remind": "assignee" }
                """
            )
        );
        life.Time.SetNow(At("2026-03-05T10:00:00Z")); // Thu; Monday is a holiday
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Hold));
        life.Time.SetNow(At("2026-03-06T10:00:00Z"));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Any news?"));
        await life.SentAsync();

        Assert.Equal(("on-hold", At("2026-03-10T10:00:00Z")), await StateAndNextAsync(life, ticket));
        await life.WorkAtAsync("2026-03-10T10:00:00Z");

        Assert.Equal(("open", null), await StateAndNextAsync(life, ticket));
    }

    [Fact]
    public async Task What_nobody_takes_is_told_several_times_then_escalated_raised_and_moved()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "tell": { "without": "assignee", "after": "1h", "remind": "queue", "every": "1h", "times": 3 },
                "raise": { "without": "assignee", "after": "4h", "escalate": "stuck", "priority": "high", "route": "billing" }
                """
            )
        );
        var ticket = await life.OpenAsync(); // 11:00
        await life.SentAsync();

        foreach (var hour in new[] { "12", "13", "14" })
        {
            Assert.Equal(1, await life.WorkAtAsync($"2026-03-02T{hour}:00:00Z"));
            Assert.Equal(new Recipient(RecipientKind.Queue, "desk"), Assert.Single(await life.SentAsync()).To);
        }
        await life.WorkAtAsync("2026-03-02T15:00:00Z");

        ticket = await life.ReadAsync(ticket);
        Assert.Equal(
            ("high", "billing", "leads", null),
            (ticket.Priority, ticket.Queue, ticket.EscalatedToQueue, ticket.NextDeadline())
        );
        Assert.Equal(4, (await life.EventsAsync(ticket)).OfType<TicketEvent.TimerFired>().Count());
    }

    [Fact]
    public async Task A_late_worker_reminds_once_of_what_it_has_missed()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "tell": { "without": "assignee", "after": "1h", "remind": "lead", "every": "1h", "times": 3 }
                """
            )
        );
        var ticket = await life.OpenAsync(); // 11:00
        await life.SentAsync();

        await life.WorkAtAsync("2026-03-02T20:00:00Z");

        Assert.Equal(new Recipient(RecipientKind.Queue, "leads"), Assert.Single(await life.SentAsync()).To);
        Assert.Equal(
            [At("2026-03-02T12:00:00Z"), At("2026-03-02T13:00:00Z"), At("2026-03-02T14:00:00Z")],
            (await life.EventsAsync(ticket)).OfType<TicketEvent.TimerFired>().Select(fired => fired.Due)
        );
    }

    [Fact]
    public async Task Who_takes_it_late_does_so_after_what_was_due()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "raise": { "without": "assignee", "after": "1h", "priority": "high" }
                """
            )
        );
        var ticket = await life.OpenAsync(); // 11:00
        life.Time.SetNow(At("2026-03-02T13:00:00Z"));

        ticket = (await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"))).Ticket;

        Assert.Equal(("high", "bia", null), (ticket.Priority, ticket.Assignee, ticket.NextDeadline()));
    }

    [Fact]
    public async Task Time_outside_its_states_does_not_count_for_what_is_awaited()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "answer": { "without": "answer", "states": ["new", "open"], "after": "4h", "remind": "assignee" }
                """
            )
        );
        var ticket = await life.OpenAsync(); // 11:00
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));
        ticket = (await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Hold))).Ticket;
        Assert.Null(ticket.NextDeadline());
        life.Time.SetNow(At("2026-03-02T20:00:00Z"));

        ticket = (await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Resume))).Ticket;

        Assert.Equal(At("2026-03-02T23:00:00Z"), ticket.NextDeadline());
    }

    [Fact]
    public async Task A_further_message_does_not_put_off_what_waits_for_the_first_answer()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "answer": { "without": "answer", "after": "4h", "remind": "assignee" }
                """
            )
        );
        var ticket = await life.OpenAsync(); // 11:00
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));

        var shown = (await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "And one more thing."))).Ticket;
        Assert.Equal(At("2026-03-02T15:00:00Z"), (await life.ReadAsync(ticket)).NextDeadline());
        Assert.Null(shown.NextDeadline()); // when the desk is reminded is the desk's

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Like this."))).Ticket;
        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    public async Task A_timer_is_for_whom_its_condition_says()
    {
        var life = new TicketLifeDeskFixture(
            With(
                """
                "raise": { "when": { "environment": "PROD" }, "without": "assignee", "after": "1h", "remind": "queue" }
                """
            )
        );
        var ticket = await life.OpenAsync();
        Assert.Null(ticket.NextDeadline());

        ticket = (
            await life.DoAsync(ticket, new TicketCommand.ChangeFacts(Bia, Facts(("environment", "PROD"))))
        ).Ticket;
        Assert.Equal(Monday + NodaTime.Duration.FromHours(1), ticket.NextDeadline());

        ticket = (
            await life.DoAsync(ticket, new TicketCommand.ChangeFacts(Bia, Facts(("environment", "TEST"))))
        ).Ticket;
        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    public async Task A_newer_version_without_the_timer_stops_it()
    {
        var life = new TicketLifeDeskFixture(With(Chain));
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");
        life.Policies.Replace(Tenant, TicketLifePolicies.With("\"sla\": null"));

        ticket = (await life.Desk.MigratePolicyAsync(Key(ticket), Dora, PolicyMigrationMode.Keep)).OrThrow().Ticket;

        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    public async Task The_explanation_and_what_is_read_tell_what_happens_next()
    {
        var life = new TicketLifeDeskFixture(With(Chain));
        var ticket = await AskedAsync(life, "2026-03-02T10:00:00Z");

        var read = await life.Desk.ReadAsync(Key(ticket), life.Desk.ViewerOf(Ana));
        Assert.Equal(("resolved", At("2026-03-16T10:00:00Z")), (read!.NextMove!.State, read.NextMove.At));

        var noted = Accepted(
                Decider.Decide(With(Chain), ticket, new TicketCommand.Note(Bia, "Hm."), ticket.Facts, Monday)
            )
            .Explain();
        Assert.Contains(
            "On Monday, 16 March 2026, 10:00 (UTC) the state of the request changes to: resolved, unless you write before.",
            noted.ToRequesterText()
        );
        Assert.Contains("timer \"resolve\": resolve on 2026-03-16", noted.ToText());
        Assert.Contains("\"nextState\": \"resolved\"", noted.ToJson());
        Assert.DoesNotContain("ask again", noted.ToRequesterText());
    }

    [Fact]
    public void The_same_timers_can_be_written_in_code()
    {
        var written = With(
            """
            "a": { "after": "2bd", "calendar": "office", "states": ["pending", "open"], "remind": "requester", "every": "1bd", "times": 3 },
            "b": { "after": "4h", "when": { "environment": "PROD" }, "without": "assignee", "escalate": "stuck", "priority": "high", "route": "billing" },
            "c": { "after": "14d", "states": ["pending"], "restart": "state", "warnBefore": "2d", "trigger": "resolve" }
            """
        );

        var built = PolicyBuilder
            .From(TicketLifePolicies.With("\"sla\": null"))
            .Timer(
                "a",
                "2bd",
                "office",
                timer => timer.In("pending", "open").Remind(ReminderRecipient.Requester, "1bd", 3)
            )
            .Timer(
                "b",
                "4h",
                null,
                timer =>
                    timer
                        .When(ConditionBuilder.Fact("environment").Is("PROD"))
                        .Without("assignee")
                        .Escalate("stuck")
                        .Priority("high")
                        .Route("billing")
            )
            .Timer("c", "14d", null, timer => timer.In("pending").IgnoreMessages().WarnBefore("2d").Fire("resolve"))
            .Build();

        Assert.Equal(written.ToJson(), built.ToJson());
    }

    private static Policy With(string timers) =>
        TicketLifePolicies.With(
            $$"""
            "sla": null, "timers": { {{timers}} }
            """
        );

    private static async Task<Ticket> AskedAsync(TicketLifeDeskFixture life, string instant)
    {
        life.Time.SetNow(At(instant));
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Which version?", AsksBack: true))).Ticket;
        await life.SentAsync();
        return ticket;
    }

    private static async Task<(string State, NodaTime.Instant? Next)> StateAndNextAsync(
        TicketLifeDeskFixture life,
        Ticket ticket
    ) => await life.ReadAsync(ticket) is var read ? (read.State, read.NextDeadline()) : default;
}
