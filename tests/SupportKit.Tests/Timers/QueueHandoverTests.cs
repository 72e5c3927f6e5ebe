using NodaTime;
using SupportKit.Decisions;
using SupportKit.PolicyJson;
using SupportKit.Tests.Shared;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Timers;

/// <summary>
/// Three offices that follow the sun: Paris 08:00 to 16:00 UTC (Monday is a holiday), New York 14:00 to 22:00, Tokyo 23:00 to 07:00.
/// </summary>
public class QueueHandoverTests
{
    private static readonly Policy Policy = With(
        """
        "paris": { "hours": "paris", "then": ["new-york", "tokyo"] },
        "new-york": { "hours": "new-york", "then": ["tokyo", "paris"] },
        "tokyo": { "hours": "tokyo", "then": ["paris", "new-york"] },
        "leads": {}
        """
    );

    private readonly TicketLifeDeskFixture life = new(Policy);

    [Fact]
    public async Task What_nobody_holds_goes_round_the_world_and_stays_where_it_is_over_the_weekend()
    {
        life.Time.SetNow(At("2026-03-05T09:00:00Z")); // Thu
        var ticket = await life.OpenAsync();

        Assert.Equal(
            [
                "paris", // opened
                "new-york 03-05T16", // Paris closes
                "tokyo 03-05T23", // New York has been closed for an hour, and Tokyo opens
                "paris 03-06T08", // Tokyo has been closed for an hour
                "new-york 03-06T16",
                "tokyo 03-08T23", // over the weekend all are closed, and it is New York's
                "new-york 03-09T14", // Paris has a holiday
                "tokyo 03-09T23",
                "paris 03-10T08",
            ],
            await JourneyAsync(ticket, "2026-03-10T09:00:00Z")
        );
        ticket = await life.ReadAsync(ticket);
        Assert.Equal(8, ticket.Handovers);
        Assert.Contains(
            "moved 8 times, as queues closed; now in paris.",
            Accepted(Decider.FireDeadlines(Policy, ticket, At("2026-03-10T09:00:00Z"))).Explain().ToText()
        );
    }

    [Fact]
    public async Task What_somebody_holds_stays_and_goes_on_when_they_let_it_go()
    {
        life.Time.SetNow(At("2026-03-05T09:00:00Z"));
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"))).Ticket;
        Assert.Null(ticket.NextDeadline());

        life.Time.SetNow(At("2026-03-05T17:00:00Z")); // Paris is closed
        await life.SentAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Assign(Dora, null))).Ticket;

        Assert.Equal(("new-york", At("2026-03-05T22:00:00Z")), (ticket.Queue, ticket.NextDeadline()));
        Assert.Equal(new Recipient(RecipientKind.Queue, "new-york"), Assert.Single(await life.SentAsync()).To);
    }

    [Fact]
    public async Task What_comes_in_after_hours_is_told_to_those_who_are_open_and_to_nobody_else()
    {
        life.Time.SetNow(At("2026-03-05T18:00:00Z"));
        var ticket = await life.OpenAsync();

        Assert.Equal("new-york", ticket.Queue);
        Assert.Equal(
            ["new-york"],
            (await life.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Queue).Select(sent => sent.To.Id)
        );
    }

    [Fact]
    public async Task A_corrected_fact_does_not_send_it_back_to_a_queue_that_is_closed()
    {
        life.Time.SetNow(At("2026-03-05T18:00:00Z"));
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Assign(Bia, "bia"))).Ticket;

        ticket = (
            await life.DoAsync(ticket, new TicketCommand.ChangeFacts(Bia, Facts(("environment", "TEST"))))
        ).Ticket;

        Assert.Equal(("new-york", "bia"), (ticket.Queue, ticket.Assignee));
    }

    // Found by the laws: the ticket was moved to a queue without hours at the very instant at which its own closed.
    [Fact]
    public void What_a_timer_moves_elsewhere_as_its_queue_closes_stays_there_however_late_that_is_noticed()
    {
        var policy = With(
            """
            "paris": { "hours": "paris", "then": ["new-york"] }, "new-york": { "hours": "new-york", "then": ["paris"] }, "leads": {}
            """,
            """
            "timers": { "move": { "without": "answer", "after": "8h", "route": "leads" } }
            """
        );
        var ticket = Opened(policy, SmallQuestion, At("2026-03-05T08:00:00Z"));

        foreach (var noticed in new[] { "2026-03-05T16:00:00Z", "2026-03-05T18:00:00Z", "2026-03-09T18:00:00Z" })
        {
            var after = Accepted(Decider.FireDeadlines(policy, ticket, At(noticed))).Ticket;
            Assert.Equal(("leads", null), (after.Queue, after.NextDeadline()));
        }
    }

    [Theory]
    [InlineData("""{ "hours": "paris", "then": ["leeds"] }""", "policy.queue_unknown")]
    [InlineData("""{ "hours": "paris", "then": ["paris"] }""", "policy.handover_invalid")]
    [InlineData("""{ "hours": "paris" }""", "policy.handover_invalid")]
    [InlineData("""{ "then": ["leads"] }""", "policy.handover_invalid")]
    [InlineData("""{ "hours": "pari", "then": ["leads"] }""", "policy.calendar_unknown")]
    public void A_fault_is_named(string queue, string code)
    {
        var error = Assert.Throws<PolicyException>(() => With($"\"paris\": {queue}, \"leads\": {{}}"));

        Assert.Equal(code, Assert.Single(error.Problems).Code);
    }

    [Law(150, 20_000)]
    internal bool At_every_instant_what_nobody_holds_is_in_a_queue_that_is_open_or_all_are_closed(
        ushort start,
        (byte Command, byte Time)[] codes
    )
    {
        var now = At("2026-03-02T00:00:00Z") + Duration.FromMinutes(start % 10_080);
        var ticket = Opened(Policy, SmallQuestion, now);
        foreach (var (command, time) in codes)
        {
            var next = now + Duration.FromMinutes(time * 7);
            while (true)
            {
                var until = ticket.NextDeadline() is { } due && due <= next ? due : next;
                // In between nothing changes by itself, neither the ticket nor the hours that matter to it.
                for (var at = now; at < until; at += Duration.FromMinutes(30))
                    if (!IsWellPlaced(ticket, at))
                        return false;
                now = until;
                if (until == next && ticket.NextDeadline() != until)
                    break;
                ticket = Accepted(Decider.FireDeadlines(Policy, ticket, until)).Ticket;
            }
            TicketCommand done = (command % 5) switch
            {
                0 => new TicketCommand.Assign(Agent, "bia"),
                1 => new TicketCommand.Assign(Dora, null),
                2 => new TicketCommand.Reply(Ana, "Some words."),
                3 => new TicketCommand.Fire(Agent, Triggers.Resolve),
                _ => new TicketCommand.ChangeFacts(Agent, Facts(("environment", command < 128 ? "PROD" : "TEST"))),
            };
            if (Decider.Decide(Policy, ticket, done, ticket.Facts, now) is Decision.Accepted accepted)
                ticket = accepted.Ticket;
            if (!IsWellPlaced(ticket, now))
                return false;
        }
        return true;
    }

    private static bool IsWellPlaced(Ticket ticket, Instant at) =>
        ticket.Assignee is not null
        || ticket.StateCategory is StateCategory.Resolved or StateCategory.Closed
        || Policy.Calendars[ticket.Queue!].IsOpen(at)
        || Policy.Calendars.Values.All(calendar => !calendar.IsOpen(at));

    private async Task<IReadOnlyList<string>> JourneyAsync(Ticket ticket, string until)
    {
        var journey = new List<string> { ticket.Queue! };
        while ((await life.ReadAsync(ticket)).NextDeadline() is { } next && next <= At(until))
        {
            var before = (await life.ReadAsync(ticket)).Queue;
            await life.WorkAtAsync(NodaTime.Text.InstantPattern.ExtendedIso.Format(next));
            if ((await life.ReadAsync(ticket)).Queue is { } queue && queue != before)
                journey.Add($"{queue} {next:MM'-'dd'T'HH}");
        }
        return journey;
    }

    private static Policy With(string queues, string? more = null) =>
        TicketLifePolicies.With(
            $$"""
            "sla": null,
            "routing": { "queues": { {{queues}} }, "rules": [{ "id": "rest", "then": "paris" }] },
            "calendars": {
              "paris": { "timeZone": "UTC", "hours": { "mon-fri": ["08:00-16:00"] }, "closures": ["2026-03-09"] },
              "new-york": { "timeZone": "UTC", "hours": { "mon-fri": ["14:00-22:00"] } },
              "tokyo": { "timeZone": "Asia/Tokyo", "hours": { "mon-fri": ["08:00-16:00"] } }
            }
            {{(more is null ? "" : "," + more)}}
            """
        );
}
