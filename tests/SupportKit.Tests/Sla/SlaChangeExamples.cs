using NodaTime;
using SupportKit.Decisions;
using SupportKit.Sla;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>What becomes of a running promise when what it was made on changes. All times of Monday 2 March 2026, UTC.</summary>
public class SlaChangeExamples
{
    private const string Elapsed = """
        [
          { "id": "fast", "metric": "resolution", "when": { "priority": "p1" }, "within": "8h", "warnAt": ["50%", "30m before"] },
          { "id": "slow", "metric": "resolution", "within": "24h" }
        ]
        """;

    private const string ElapsedThenOffice = """
        [
          { "id": "fast", "metric": "resolution", "when": { "priority": "p1" }, "within": "4h", "calendar": "office" },
          { "id": "slow", "metric": "resolution", "within": "24h" }
        ]
        """;

    // Asked at 08:00, due 24 hours later, made urgent after five hours.
    [Theory]
    [InlineData("keep", "2026-03-03T08:00:00Z")] // as it was promised
    [InlineData("recompute", "2026-03-02T16:00:00Z")] // eight hours from 08:00
    [InlineData("continue", "2026-03-02T16:00:00Z")] // five of the eight hours are used: three more from 13:00
    [InlineData("from-now", "2026-03-02T21:00:00Z")] // eight hours from 13:00
    public void Five_hours_into_a_slow_promise_the_ticket_becomes_urgent(string how, string due)
    {
        var policy = Changing(how, Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-02T13:00:00Z");

        Assert.Equal((PromiseStatus.Running, At(due)), (raised.Resolution().Status, raised.Resolution().Due));
    }

    // Asked at 06:00, which is 07:00 in Paris, and made urgent at 11:00, the beginning of the lunch break there.
    [Theory]
    [InlineData("recompute", "2026-03-02T13:00:00Z")] // four office hours from 09:00 in Paris: until noon, and one after lunch
    [InlineData("continue", "2026-03-02T11:00:00Z")] // the five elapsed hours used are more than four: nothing is left
    public void Hours_that_were_counted_round_the_clock_stay_counted_so_only_when_the_count_goes_on(
        string how,
        string due
    )
    {
        var policy = Changing(how, ElapsedThenOffice, grace: "0%");

        var raised = Asked(policy, "2026-03-02T06:00:00Z").Then(policy, Raise, "2026-03-02T11:00:00Z");

        Assert.Equal(At(due), raised.Resolution().Due);
    }

    [Fact]
    public void What_the_old_hours_left_of_the_new_promise_is_counted_in_the_new_hours()
    {
        var policy = Changing("continue", ElapsedThenOffice);

        // One elapsed hour used at 07:00; three office hours are left and begin at 08:00, 09:00 in Paris.
        var raised = Asked(policy, "2026-03-02T06:00:00Z").Then(policy, Raise, "2026-03-02T07:00:00Z");

        Assert.Equal(At("2026-03-02T11:00:00Z"), raised.Resolution().Due);
        Assert.Equal(Duration.FromHours(1), policy.Sla.ElapsedBy(raised.Resolution(), At("2026-03-02T08:00:00Z")));
        Assert.Equal(Duration.FromHours(2), policy.Sla.LeftAt(raised.Resolution(), At("2026-03-02T09:00:00Z")));
    }

    // Held from 09:00 to 12:00; urgent at 13:00.
    [Theory]
    [InlineData("recompute")] // eight hours from 08:00, and the three it was held
    [InlineData("continue")] // two hours were used by 13:00; six are left
    public void A_pause_taken_before_the_change_is_not_lost(string how)
    {
        var policy = Changing(how, Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T09:00:00Z")
            .Then(policy, Resume, "2026-03-02T12:00:00Z")
            .Then(policy, Raise, "2026-03-02T13:00:00Z");

        Assert.Equal(At("2026-03-02T19:00:00Z"), raised.Resolution().Due);
    }

    // Held from 09:00; urgent while it is held; held until 12:00.
    [Theory]
    [InlineData("recompute")]
    [InlineData("continue")]
    public void A_pause_that_the_change_falls_into_counts_from_its_beginning(string how)
    {
        var policy = Changing(how, Elapsed);
        var raised = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T09:00:00Z")
            .Then(policy, Raise, "2026-03-02T11:00:00Z");
        Assert.Equal(
            (PromiseStatus.Paused, At("2026-03-02T16:00:00Z")),
            (raised.Resolution().Status, raised.Resolution().Due)
        );

        var resumed = raised.Then(policy, Resume, "2026-03-02T12:00:00Z").Resolution();

        Assert.Equal(At("2026-03-02T19:00:00Z"), resumed.Due);
        Assert.Equal([At("2026-03-02T15:00:00Z"), At("2026-03-02T18:30:00Z")], resumed.Warnings);
    }

    [Fact]
    public void A_ticket_that_becomes_urgent_while_it_is_held_keeps_the_warnings_its_clock_has_not_reached()
    {
        var policy = Changing("recompute", Elapsed);

        // Held from 09:00 until 20:00. Of the eight hours one was used when the clock stopped; half of them are over
        // three hours after it goes on.
        var resumed = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T09:00:00Z")
            .Then(policy, Raise, "2026-03-02T19:00:00Z")
            .Then(policy, Resume, "2026-03-02T20:00:00Z")
            .Resolution();

        Assert.Equal([At("2026-03-02T23:00:00Z"), At("2026-03-03T02:30:00Z")], resumed.Warnings);
    }

    [Fact]
    public void Where_the_policy_says_so_a_shorter_promise_whose_time_is_used_up_breaks_at_once_and_says_when_it_was_due()
    {
        var policy = Changing("recompute", Elapsed, grace: "0%");

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-02T18:00:00Z").Resolution();

        Assert.Equal(
            (PromiseStatus.Breached, At("2026-03-02T16:00:00Z"), At("2026-03-02T18:00:00Z")),
            (raised.Status, raised.Due, raised.StoppedAt!.Value)
        );
    }

    // Eight hours from 08:00: half of them at 12:00, half an hour before the end at 15:30.
    [Theory]
    [InlineData("2026-03-02T15:29:59Z", "2026-03-02T12:00:00Z", "2026-03-02T15:30:00Z")]
    [InlineData("2026-03-02T15:30:00Z", "2026-03-02T15:30:00Z", null)]
    public void Of_warnings_that_a_change_finds_overdue_the_latest_alone_is_given(
        string raisedAt,
        string given,
        string? left
    )
    {
        var policy = Changing("recompute", Elapsed, grace: "0%");
        var asked = Asked(policy, "2026-03-02T08:00:00Z");

        var raised = Accepted(Decider.Decide(policy, asked, Raise, asked.Facts, At(raisedAt)));

        var changed = raised.Events.Select(recorded => recorded.Event).OfType<TicketEvent.PromiseChanged>().Single();
        Assert.Equal(At(given), changed.Promise.Warnings[0]);
        Assert.Single(raised.Events, recorded => recorded.Event is TicketEvent.PromiseWarned);
        Assert.Equal(left is null ? null : At(left), raised.Ticket.Resolution().WarnAt);
    }

    [Fact]
    public void What_is_counted_from_the_change_on_is_not_broken_by_it_and_a_pause_goes_on()
    {
        var policy = Changing("from-now", Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T17:00:00Z")
            .Then(policy, Raise, "2026-03-02T18:00:00Z");
        Assert.Equal(
            (PromiseStatus.Paused, At("2026-03-03T02:00:00Z")),
            (raised.Resolution().Status, raised.Resolution().Due)
        );
        Assert.Empty(raised.Resolution().Pauses);

        var resumed = raised.Then(policy, Resume, "2026-03-02T20:00:00Z").Resolution();

        Assert.Equal((At("2026-03-02T18:00:00Z"), At("2026-03-03T04:00:00Z")), (resumed.StartedAt, resumed.Due));
        Assert.Equal([At("2026-03-03T00:00:00Z"), At("2026-03-03T03:30:00Z")], resumed.Warnings);
    }

    [Fact]
    public void Holding_a_ticket_saves_no_promise_whose_time_was_used_up_before_it_was_held()
    {
        var policy = Changing("recompute", Elapsed, grace: "0%");

        var raised = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T17:00:00Z")
            .Then(policy, Raise, "2026-03-02T18:00:00Z");
        Assert.Equal(PromiseStatus.Breached, raised.Resolution().Status);

        Assert.Equal(PromiseStatus.Breached, raised.Then(policy, Resolve, "2026-03-02T18:30:00Z").Resolution().Status);
    }

    [Fact]
    public void A_customer_who_buys_a_better_plan_is_promised_more_from_then_on()
    {
        var policy = Promising(
            """[{ "id": "word", "metric": "periodic-update", "when": { "entitledTo": "updates" }, "within": "2h" }]"""
        );
        var asked = Asked(policy, "2026-03-02T08:00:00Z");
        Assert.Empty(asked.Promises);

        var upgraded = asked.Then(
            policy,
            new TicketCommand.ChangeFacts(SlaCommands.Billing, Facts(("plan", "gold"))),
            "2026-03-02T10:00:00Z"
        );

        Assert.Equal(At("2026-03-02T12:00:00Z"), upgraded.PromiseOf("periodic-update")!.Due);
    }

    [Fact]
    public void What_was_answered_already_is_not_promised_to_the_better_plan()
    {
        var policy = Promising(
            """[{ "id": "answer", "metric": "first-response", "when": { "entitledTo": "updates" }, "within": "2h" }]"""
        );

        var upgraded = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Answer, "2026-03-02T09:00:00Z")
            .Then(
                policy,
                new TicketCommand.ChangeFacts(SlaCommands.Billing, Facts(("plan", "gold"))),
                "2026-03-02T10:00:00Z"
            );

        Assert.Empty(upgraded.Promises);
    }

    [Fact]
    public void Every_way_in_which_a_promise_may_change_is_written_as_it_is_read() =>
        Assert.All(
            Enum.GetValues<OnChange>(),
            how => Assert.Equal(how, Changing(MetricReader.NameOf(how), "[]").Sla.MetricOf("resolution")!.OnChange)
        );

    private static Policy Changing(string how, string sla, string grace = "25%") =>
        Promising(sla, $$"""{ "resolution": { "onChange": "{{how}}", "grace": "{{grace}}" } }""");
}
