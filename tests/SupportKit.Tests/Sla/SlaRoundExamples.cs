using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>When promises begin, warn, stand still, end, and begin again. All times of Monday 2 March 2026, UTC.</summary>
public class SlaRoundExamples
{
    [Fact]
    public void A_promise_warns_as_often_as_its_rule_says()
    {
        var policy = Promising(
            """[{ "id": "solve", "metric": "resolution", "within": "4h", "warnAt": ["30m before", "50%"] }]"""
        );
        var asked = Asked(policy, "2026-03-02T08:00:00Z"); // due at 12:00
        Assert.Equal([At("2026-03-02T10:00:00Z"), At("2026-03-02T11:30:00Z")], asked.Resolution().Warnings);

        var warned = asked.Then(policy, FireDeadlines, "2026-03-02T10:00:00Z");

        Assert.Equal(At("2026-03-02T11:30:00Z"), warned.NextDeadline());
        Assert.Equal(
            At("2026-03-02T12:00:00.000001Z"),
            warned.Then(policy, FireDeadlines, "2026-03-02T11:30:00Z").NextDeadline()
        );
    }

    [Fact]
    public void Thirty_minutes_before_the_end_are_open_minutes_where_the_promise_counts_them()
    {
        var policy = Promising(
            """[{ "id": "solve", "metric": "resolution", "within": "195m", "calendar": "office", "warnAt": "30m before" }]"""
        );

        // Nine o'clock in Paris: three hours until noon, and fifteen minutes after lunch. Half an hour before that is 11:45.
        var asked = Asked(policy, "2026-03-02T08:00:00Z").Resolution();

        Assert.Equal((At("2026-03-02T12:15:00Z"), At("2026-03-02T10:45:00Z")), (asked.Due, asked.WarnAt!.Value));
    }

    [Fact]
    public void A_pause_after_the_last_open_minute_brings_the_end_no_nearer()
    {
        // Thursday 15:00 in Paris, so due on Friday at 15:00, though the office closes at noon then.
        var policy = Promising(
            """[{ "id": "solve", "metric": "resolution", "within": "1bd", "calendar": "office" }]"""
        );
        var asked = Asked(policy, "2026-03-05T14:00:00Z");
        Assert.Equal(At("2026-03-06T14:00:00Z"), asked.Resolution().Due);

        var resumed = asked
            .Then(policy, Hold, "2026-03-06T12:00:00Z")
            .Then(policy, Resume, "2026-03-06T12:30:00Z")
            .Resolution();

        Assert.Equal((PromiseStatus.Running, At("2026-03-06T14:00:00Z")), (resumed.Status, resumed.Due));
    }

    [Fact]
    public void A_promise_held_in_its_last_instant_has_no_time_left_when_it_goes_on_whatever_is_counted_anew()
    {
        var sla = """[{ "id": "solve", "metric": "resolution", "within": "4h" }]""";
        var (policy, edited) = (Promising(sla), Renamed(sla));

        var moved = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T12:00:00Z")
            .Then(policy, Resume, "2026-03-02T15:00:00Z")
            .Then(
                policy,
                new TicketCommand.MigratePolicy(SlaCommands.Lead, edited, PolicyMigrationMode.Recompute),
                "2026-03-02T15:00:00Z"
            )
            .Resolution();

        Assert.Equal((PromiseStatus.Running, At("2026-03-02T15:00:00Z")), (moved.Status, moved.Due));
    }

    [Fact]
    public void What_was_warned_of_at_closing_time_was_so_before_a_pause_of_the_night()
    {
        var sla =
            """[{ "id": "solve", "metric": "resolution", "within": "16h", "calendar": "office", "warnAt": ["50%", "1h before"] }]""";
        var (policy, edited) = (Promising(sla), Renamed(sla));

        // Half of it is over on Monday at 18:00 in Paris. It is held in the night, and all is counted anew on Tuesday.
        var moved = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T20:00:00Z")
            .Then(policy, Resume, "2026-03-03T10:00:00Z")
            .Then(
                policy,
                new TicketCommand.MigratePolicy(SlaCommands.Lead, edited, PolicyMigrationMode.Recompute),
                "2026-03-03T10:00:00Z"
            );

        // The two open hours it was held are added; of the warning of Monday 18:00, nothing is left for Tuesday 11:00.
        Assert.Equal(At("2026-03-04T10:00:00Z"), moved.Resolution().Due);
        Assert.Equal([At("2026-03-04T09:00:00Z")], moved.Resolution().Warnings);
    }

    [Fact]
    public void An_end_that_a_pause_runs_over_falls_on_where_it_goes_on_whatever_is_counted_anew()
    {
        var sla = """[{ "id": "solve", "metric": "resolution", "within": "1bd", "calendar": "office" }]""";
        var (policy, edited) = (Promising(sla), Renamed(sla));

        // Asked on Sunday, so due on Tuesday at nine in Paris; the last open minute before that is on Monday at six.
        var resumed = Asked(policy, "2026-03-01T12:00:00Z")
            .Then(policy, Hold, "2026-03-02T20:00:00Z")
            .Then(policy, Resume, "2026-03-03T10:00:00Z");
        Assert.Equal(At("2026-03-03T10:00:00Z"), resumed.Resolution().Due);

        var moved = resumed.Then(
            policy,
            new TicketCommand.MigratePolicy(SlaCommands.Lead, edited, PolicyMigrationMode.Recompute),
            "2026-03-03T10:00:00Z"
        );

        Assert.Equal(
            (PromiseStatus.Running, At("2026-03-03T10:00:00Z")),
            (moved.Resolution().Status, moved.Resolution().Due)
        );
    }

    [Fact]
    public void A_ticket_that_is_reopened_without_a_word_is_owed_an_answer()
    {
        var policy = Promising("""[{ "id": "again", "metric": "next-response", "within": "2h" }]""");
        foreach (var by in new[] { Ana, TicketLifeDeskFixture.Bia })
        {
            var reopened = Asked(policy, "2026-03-02T08:00:00Z")
                .Then(
                    policy,
                    new TicketCommand.Fire(TicketLifeDeskFixture.Bia, Triggers.Resolve),
                    "2026-03-02T09:00:00Z"
                )
                .Then(policy, new TicketCommand.Fire(by, Triggers.Reopen), "2026-03-02T10:00:00Z");

            Assert.Equal(At("2026-03-02T12:00:00Z"), reopened.ActivePromiseOf("next-response")?.Due);
        }
    }

    [Fact]
    public void The_next_answer_is_owed_from_the_oldest_message_that_has_none()
    {
        var policy = Promising("""[{ "id": "again", "metric": "next-response", "within": "2h" }]""");
        var answered = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Write, "2026-03-02T08:30:00Z") // before the first answer: nothing of this metric
            .Then(policy, Answer, "2026-03-02T09:00:00Z");
        Assert.Empty(answered.Promises);

        var waiting = answered
            .Then(policy, Write, "2026-03-02T10:00:00Z") // from here
            .Then(policy, Write, "2026-03-02T11:00:00Z");

        Assert.Equal(At("2026-03-02T12:00:00Z"), Assert.Single(waiting.Promises).Due);
        Assert.Equal(
            [PromiseStatus.Met, PromiseStatus.Running],
            waiting
                .Then(policy, Answer, "2026-03-02T11:30:00Z")
                .Then(policy, Write, "2026-03-02T13:00:00Z")
                .Promises.Select(promise => promise.Status)
        );
    }

    [Fact]
    public void Each_word_of_the_desk_begins_the_next_update_and_waiting_for_the_requester_halts_it()
    {
        var policy = Promising("""[{ "id": "word", "metric": "periodic-update", "within": "4h" }]""");

        // Two hours after the opening the desk asks back: the first update is given, and the second waits with it.
        var asked = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, AskBack, "2026-03-02T10:00:00Z");
        Assert.Equal([PromiseStatus.Met, PromiseStatus.Paused], asked.Promises.Select(promise => promise.Status));
        Assert.Null(asked.NextDeadline());

        // The reply comes at 15:00; all four hours are left.
        var replied = asked.Then(policy, Write, "2026-03-02T15:00:00Z");

        Assert.Equal(At("2026-03-02T19:00:00Z"), replied.PromiseOf("periodic-update")!.Due);
    }

    [Fact]
    public void A_metric_of_its_own_stands_still_from_one_signal_to_another()
    {
        var policy = Promising(
            """[{ "id": "care", "metric": "care", "within": "6h" }]""",
            """{ "care": { "start": ["assigned"], "stop": ["resolved"], "pause": ["escalated"], "resume": ["next-step-set"] } }"""
        );

        var escalated = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, new TicketCommand.Assign(SlaCommands.Lead, "bia"), "2026-03-02T09:00:00Z") // due at 15:00
            .Then(policy, new TicketCommand.Escalate(Ana, "slow", "web", FactSet.Empty), "2026-03-02T10:00:00Z")
            .Then(policy, Answer, "2026-03-02T11:00:00Z"); // moves the ticket on, and not this clock
        Assert.Equal(PromiseStatus.Paused, escalated.PromiseOf("care")!.Status);

        var agreed = escalated.Then(
            policy,
            new TicketCommand.SetNextStep(Agent, "A call tomorrow."),
            "2026-03-02T12:00:00Z"
        );

        Assert.Equal(At("2026-03-02T17:00:00Z"), agreed.PromiseOf("care")!.Due);
    }

    [Fact]
    public void A_reopened_ticket_is_promised_a_solution_anew_and_the_old_verdict_stays()
    {
        var policy = Promising("""[{ "id": "solve", "metric": "resolution", "within": "4h" }]""");

        var reopened = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Resolve, "2026-03-02T10:00:00Z")
            .Then(policy, Reopen, "2026-03-02T14:00:00Z");

        Assert.Equal(
            [(PromiseStatus.Met, At("2026-03-02T12:00:00Z")), (PromiseStatus.Running, At("2026-03-02T18:00:00Z"))],
            reopened.Promises.Select(promise => (promise.Status, promise.Due))
        );
    }

    [Theory]
    [InlineData("merged")]
    [InlineData("spam")]
    [InlineData("closed")]
    public void Nothing_runs_on_a_ticket_that_was(string how)
    {
        var policy = Promising(
            """
            [
              { "id": "answer", "metric": "first-response", "within": "2h" },
              { "id": "solve", "metric": "resolution", "within": "4h" }
            ]
            """
        );
        var other = TicketId.Parse("0198c0de0000700080000000000000bb");
        TicketCommand command = how switch
        {
            "merged" => new TicketCommand.MergeInto(Agent, other, "ana"),
            "spam" => new TicketCommand.MarkSpam(Agent),
            _ => new TicketCommand.Fire(Agent, Triggers.Close),
        };

        var ended = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, command, "2026-03-02T09:00:00Z");

        Assert.Null(ended.NextDeadline());
        Assert.Equal(
            // Whoever closes a request has resolved it; whoever merges it, or calls it spam, has not.
            [PromiseStatus.Canceled, how == "closed" ? PromiseStatus.Met : PromiseStatus.Canceled],
            ended.Promises.Select(promise => promise.Status)
        );
    }

    [Fact]
    public void What_was_taken_for_spam_and_is_opened_again_is_promised_anew()
    {
        var policy = SlaPolicies.Desks[0][0];

        var reopened = Opened(policy, SmallQuestion.With("plan", "gold"))
            .Then(policy, new TicketCommand.MarkSpam(Agent), "2026-03-02T12:00:00Z")
            .Then(policy, Reopen, "2026-03-02T13:00:00Z");

        Assert.Equal(StateCategory.Open, reopened.StateCategory);
        Assert.False(reopened.IsSpam);
        Assert.Equal(
            [PromiseStatus.Canceled, PromiseStatus.Running],
            reopened.Promises.Where(promise => promise.Metric == "resolution").Select(promise => promise.Status)
        );
    }

    // Another rule promises the same, so that everything is counted anew; of a rule that has not changed, nothing would be.
    private static Policy Renamed(string sla) => Promising(sla.Replace("\"solve\"", "\"settle\""));
}
