using SupportKit.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>
/// Tickets that close by themselves. The desk is open Monday to Friday, 09:00 to 17:00 UTC; Monday, 9 March 2026 is a holiday.
/// </summary>
public class AutoCloseTests
{
    // In business days, as people count them: what is answered on Wednesday morning closes on Friday morning.
    private const string Answered =
        """{ "states": ["answered"], "after": "2bd", "calendar": "office", "warnBefore": "1bd" }""";

    private static readonly Policy Policy = Closing(Answered);

    private readonly TicketLifeDeskFixture life = new(Policy);

    [Theory]
    [InlineData("2026-03-04T10:00:00Z", "2026-03-05T10:00:00Z", "2026-03-06T10:00:00Z")] // Wed: warned Thu, closed Fri
    [InlineData("2026-03-05T10:00:00Z", "2026-03-06T10:00:00Z", "2026-03-10T10:00:00Z")] // Thu: warned Fri; Sat, Sun, holiday; closed Tue
    [InlineData("2026-03-06T16:59:00Z", "2026-03-10T16:59:00Z", "2026-03-11T16:59:00Z")] // Fri: warned Tue, closed Wed
    [InlineData("2026-03-07T12:00:00Z", "2026-03-11T09:00:00Z", "2026-03-12T09:00:00Z")] // Sat: as if on Tue at nine
    public async Task It_is_warned_of_first_and_closes_over_weekends_and_holidays(
        string at,
        string warned,
        string closed
    )
    {
        var ticket = await AnsweredAtAsync(at);
        await Nothing_is_due_before(ticket, warned);

        Assert.Equal(1, await life.WorkAtAsync(warned));
        ticket = await life.ReadAsync(ticket);
        Assert.Equal(
            ("answered", (object?)null, At(closed)),
            (ticket.State, ticket.ScheduledClose!.WarnAt, ticket.ScheduledClose.CloseAt)
        );
        await Nothing_is_due_before(ticket, closed);

        Assert.Equal(1, await life.WorkAtAsync(closed));
        ticket = await life.ReadAsync(ticket);
        Assert.Equal(("closed", (object?)null), (ticket.State, ticket.NextDeadline()));
        var events = await life.EventsAsync(ticket);
        Assert.Contains(new TicketEvent.Closed(ClosingReason.Inactivity), events);
    }

    [Fact]
    public async Task People_are_told_when_it_closes_and_that_it_has()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        await life.SentAsync();

        await life.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu
        var warning = Assert.Single(await life.SentAsync());
        Assert.Equal(new Recipient(RecipientKind.Requester, "ana"), warning.To);
        Assert.Contains("closes on Friday, 6 March 2026, 10:00 (UTC)", warning.Body);

        await life.WorkAtAsync("2026-03-06T10:00:00Z"); // Fri
        Assert.Contains("has not heard from you", Assert.Single(await life.SentAsync()).Body);
        Assert.Equal("closed", (await life.ReadAsync(ticket)).State);
    }

    [Fact]
    public async Task A_message_in_between_cancels_it_and_the_next_answer_plans_anew()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        await life.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu: warned

        life.Time.SetNow(At("2026-03-05T16:00:00Z"));
        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Wait."))).Ticket;
        Assert.Null(ticket.ScheduledClose);
        Assert.Equal(0, await life.WorkAtAsync("2026-03-05T16:30:00Z"));

        // Thursday 17:00, the end of the day: two business days on is Tuesday's end, for Monday is the holiday.
        life.Time.SetNow(At("2026-03-05T16:45:00Z"));
        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(TicketLifeDeskFixture.Bia, "Better?"))).Ticket;
        Assert.Equal(new ScheduledClose(At("2026-03-06T16:45:00Z"), At("2026-03-10T16:45:00Z")), ticket.ScheduledClose);
    }

    [Fact]
    public async Task A_file_that_the_requester_gives_is_an_answer_and_the_desk_is_told()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        await life.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu: warned
        await life.SentAsync();

        using var content = new MemoryStream([1, 2, 3]);
        await life.Desk.AttachAsync(TicketLifeDeskFixture.Key(ticket), Ana, "trace.log", "text/plain", content);

        ticket = await life.ReadAsync(ticket);
        Assert.Equal(("open", null), (ticket.State, ticket.ScheduledClose));
        Assert.Contains("trace.log", Assert.Single(await life.SentAsync()).Body);
        Assert.Equal(0, await life.WorkAtAsync("2026-03-20T10:00:00Z"));
    }

    [Fact]
    public async Task A_file_that_the_desk_adds_is_no_answer()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed

        using var content = new MemoryStream([1, 2, 3]);
        var bia = TicketLifeDeskFixture.Bia;
        await life.Desk.AttachAsync(TicketLifeDeskFixture.Key(ticket), bia, "manual.txt", "text/plain", content);

        var after = await life.ReadAsync(ticket);
        Assert.Equal((ticket.State, ticket.ScheduledClose), (after.State, after.ScheduledClose));
    }

    [Theory]
    [InlineData("approval")]
    [InlineData("access")]
    [InlineData("change")]
    [InlineData("facts")]
    [InlineData("escalation")]
    public async Task What_the_requester_does_as_asked_is_an_answer_and_the_desk_is_told(string done)
    {
        life.People["ana"] = new Requester("ana", "en", FactSet.Empty.With("role", "admin"));
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        using var content = new MemoryStream([1, 2, 3]);
        var bia = TicketLifeDeskFixture.Bia;
        var attached = await life.Desk.AttachAsync(
            TicketLifeDeskFixture.Key(ticket),
            bia,
            "a.txt",
            "text/plain",
            content
        );
        ticket = (await life.DoAsync(ticket, new TicketCommand.ProposeChange(bia, "PROD", "A longer timeout."))).Ticket;
        await life.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu: warned
        await life.SentAsync();
        Assert.NotNull((await life.ReadAsync(ticket)).ScheduledClose);

        await life.DoAsync(
            ticket,
            done switch
            {
                "approval" => new TicketCommand.ApproveAttachment(
                    Ana,
                    attached.OrThrow().Ticket.Attachments[0].Id,
                    "maker"
                ),
                "access" => new TicketCommand.GrantAccess(Ana, "PROD", At("2026-03-06T10:00:00Z")),
                "change" => new TicketCommand.ApproveChange(Ana, ticket.ProposedChanges[0].Id),
                "escalation" => new TicketCommand.Escalate(Ana, "stuck", "web", FactSet.Empty),
                _ => new TicketCommand.ChangeFacts(Ana, FactSet.Empty.With("environment", "TEST")),
            }
        );

        ticket = await life.ReadAsync(ticket);
        Assert.Equal(("open", null), (ticket.State, ticket.ScheduledClose));
        Assert.Contains(await life.SentAsync(), sent => sent.To.Kind == RecipientKind.Queue);
    }

    [Fact]
    public async Task A_second_answer_begins_the_wait_anew_and_a_note_for_the_desk_does_not()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        life.Time.SetNow(At("2026-03-04T11:00:00Z"));

        var noted = await life.DoAsync(ticket, new TicketCommand.Note(TicketLifeDeskFixture.Bia, "Rather not."));
        Assert.Equal(At("2026-03-06T10:00:00Z"), noted.Ticket.ScheduledClose!.CloseAt);
        var answered = await life.DoAsync(
            ticket,
            new TicketCommand.Reply(TicketLifeDeskFixture.Bia, "One more thing.")
        );
        Assert.Equal(At("2026-03-06T11:00:00Z"), answered.Ticket.ScheduledClose!.CloseAt);
    }

    [Fact]
    public async Task A_message_that_leaves_the_state_as_it_is_begins_the_wait_anew_too()
    {
        var desk = new TicketLifeDeskFixture(Closing("""{ "states": ["open"], "after": "24h" }"""));
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z", desk);
        ticket = (await desk.DoAsync(ticket, new TicketCommand.Reply(Ana, "No."))).Ticket;
        Assert.Equal(("open", At("2026-03-05T10:00:00Z")), (ticket.State, ticket.ScheduledClose!.CloseAt));
        desk.Time.SetNow(At("2026-03-04T13:00:00Z"));

        ticket = (await desk.DoAsync(ticket, new TicketCommand.Reply(Ana, "Not at all."))).Ticket;

        Assert.Equal(("open", At("2026-03-05T13:00:00Z")), (ticket.State, ticket.ScheduledClose!.CloseAt));
    }

    [Fact]
    public async Task Only_the_deadline_worker_closes_so_who_writes_a_moment_late_has_written()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        await life.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu: warned
        life.Time.SetNow(At("2026-03-06T18:00:00Z")); // Fri: closed since the morning, if a worker had run

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Still broken."))).Ticket;

        Assert.Equal("open", ticket.State);
        Assert.Equal(0, await life.WorkAtAsync("2026-03-06T18:00:01Z"));
    }

    [Theory]
    [InlineData("2026-03-05T12:00:00Z", "2026-03-06T12:00:00Z")] // two hours late on Thu: two hours later on Fri
    [InlineData("2026-03-06T10:00:00Z", "2026-03-10T10:00:00Z")] // a day late, Fri: still one business day, so Tue
    [InlineData("2026-03-08T10:00:00Z", "2026-03-10T17:00:00Z")] // Sun: all of Tue
    public async Task A_late_warning_puts_the_closing_off_by_as_much(string warned, string closes)
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed: to be warned Thu 10:00, closed Fri 10:00

        await life.WorkAtAsync(warned);

        Assert.Equal(At(closes), (await life.ReadAsync(ticket)).ScheduledClose!.CloseAt);
    }

    [Fact]
    public async Task Hours_that_pass_by_the_clock_are_put_off_by_the_clock()
    {
        var desk = new TicketLifeDeskFixture(
            Closing("""{ "states": ["answered"], "after": "48h", "warnBefore": "24h" }""")
        );
        var ticket = await AnsweredAtAsync("2026-03-05T10:00:00Z", desk); // Thu: to be warned Fri 10:00, closed Sat 10:00

        await desk.WorkAtAsync("2026-03-06T13:00:00Z");

        Assert.Equal(At("2026-03-07T13:00:00Z"), (await desk.ReadAsync(ticket)).ScheduledClose!.CloseAt);
    }

    [Fact]
    public async Task Without_a_warning_it_simply_closes()
    {
        var desk = new TicketLifeDeskFixture(Closing("""{ "states": ["answered"], "after": "1h" }"""));
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z", desk);

        Assert.Equal(0, await desk.WorkAtAsync("2026-03-04T10:59:59.999999Z"));
        Assert.Equal(1, await desk.WorkAtAsync("2026-03-04T11:00:00Z"));

        Assert.Equal("closed", (await desk.ReadAsync(ticket)).State);
    }

    [Theory]
    [InlineData("""{ "to": "closed", "if": { "environment": "TEST" } }""")] // permitted, but not on these facts
    [InlineData("""[{ "to": "closed", "if": { "environment": "TEST" } }, { "to": "answered" }]""")] // else it stays
    public async Task A_closing_that_a_guard_forbids_is_warned_of_and_tried_again_after_as_long(string close)
    {
        var desk = new TicketLifeDeskFixture(Closing(Answered, close));
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z", desk); // Wed
        await desk.WorkAtAsync("2026-03-05T10:00:00Z"); // Thu: warned

        Assert.Equal(1, await desk.WorkAtAsync("2026-03-06T10:00:00Z")); // Fri: not closed

        ticket = await desk.ReadAsync(ticket);
        Assert.Equal("answered", ticket.State);
        Assert.Equal(new ScheduledClose(At("2026-03-10T10:00:00Z"), At("2026-03-11T10:00:00Z")), ticket.ScheduledClose);

        await desk.DoAsync(
            ticket,
            new TicketCommand.ChangeFacts(TicketLifeDeskFixture.Bia, Facts(("environment", "TEST")))
        );
        await desk.WorkAtAsync("2026-03-10T10:00:00Z"); // Tue: warned again
        await desk.WorkAtAsync("2026-03-11T10:00:00Z"); // Wed
        Assert.Equal("closed", (await desk.ReadAsync(ticket)).State);
    }

    [Theory]
    [InlineData(PolicyMigrationMode.Keep)]
    [InlineData(PolicyMigrationMode.Migrate)]
    public async Task A_version_that_closes_nothing_by_itself_closes_nothing_that_was_planned(PolicyMigrationMode mode)
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        life.Policies.Replace(TicketLifeDeskFixture.Tenant, Closing(""));

        ticket = (
            await life.Desk.MigratePolicyAsync(TicketLifeDeskFixture.Key(ticket), TicketLifeDeskFixture.Dora, mode)
        )
            .OrThrow()
            .Ticket;

        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    public async Task A_version_that_closes_later_leaves_what_was_planned_and_plans_the_next_one_its_own_way()
    {
        var ticket = await AnsweredAtAsync("2026-03-04T10:00:00Z"); // Wed
        life.Policies.Replace(TicketLifeDeskFixture.Tenant, Closing("""{ "states": ["answered"], "after": "30d" }"""));

        ticket = (
            await life.Desk.MigratePolicyAsync(
                TicketLifeDeskFixture.Key(ticket),
                TicketLifeDeskFixture.Dora,
                PolicyMigrationMode.Keep
            )
        )
            .OrThrow()
            .Ticket;
        Assert.Equal(At("2026-03-06T10:00:00Z"), ticket.ScheduledClose!.CloseAt);

        ticket = (await life.DoAsync(ticket, new TicketCommand.Reply(TicketLifeDeskFixture.Bia, "And this."))).Ticket;
        Assert.Equal(new ScheduledClose(null, At("2026-04-03T10:00:00Z")), ticket.ScheduledClose);
    }

    private static Policy Closing(string rule, string close = "\"closed\"") =>
        TicketLifePolicies.With(
            $$"""
            "sla": null,
            "workflow": {
              "initial": "new",
              "states": {
                "new": { "category": "new", "permit": { "answer": "answered" }, "ignore": ["requester-reply"] },
                "open": { "category": "open", "permit": { "answer": "answered", "close": "closed" }, "ignore": ["requester-reply"] },
                "answered": { "category": "answered", "permit": { "requester-reply": "open", "close": {{close}} }, "ignore": ["answer"] },
                "closed": { "category": "closed" }
              },
              "autoClose": [{{rule}}]
            }
            """
        );

    private async Task<Ticket> AnsweredAtAsync(string instant, TicketLifeDeskFixture? desk = null)
    {
        desk ??= life;
        desk.Time.SetNow(At(instant));
        var ticket = await desk.OpenAsync();
        return (await desk.DoAsync(ticket, new TicketCommand.Reply(TicketLifeDeskFixture.Bia, "Like this."))).Ticket;
    }

    private async Task Nothing_is_due_before(Ticket ticket, string next)
    {
        Assert.Equal(At(next), ticket.NextDeadline());
        Assert.Equal(At(next), await life.Store.NextDueAsync(default));
        life.Time.SetNow(At(next).PlusTicks(-10));
        Assert.Equal(
            0,
            await life.WorkAtAsync(NodaTime.Text.InstantPattern.ExtendedIso.Format(At(next).PlusTicks(-10)))
        );
    }
}
