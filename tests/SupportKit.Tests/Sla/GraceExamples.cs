using SupportKit.PolicyJson;
using SupportKit.Sla;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>What a correction leaves of a promise whose new time is used up. All times of Monday 2 March 2026, UTC.</summary>
public class GraceExamples
{
    private const string Elapsed = """
        [
          { "id": "fast", "metric": "resolution", "when": { "priority": "p1" }, "within": "4h", "warnAt": ["50%", "30m before"] },
          { "id": "slow", "metric": "resolution", "within": "24h" }
        ]
        """;

    private const string Office = """
        [
          { "id": "fast", "metric": "resolution", "when": { "priority": "p1" }, "within": "4h", "calendar": "office" },
          { "id": "slow", "metric": "resolution", "within": "48h" }
        ]
        """;

    // Asked at 08:00 and made urgent after six hours; the rule then gives four.
    [Theory]
    [InlineData("recompute")]
    [InlineData("continue")]
    public void A_priority_raised_after_six_hours_leaves_a_quarter_of_the_four_that_the_new_rule_gives(string how)
    {
        var policy = Promising(Elapsed, $$"""{ "resolution": { "onChange": "{{how}}" } }""");

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-02T14:00:00Z");

        var promise = raised.Resolution();
        Assert.Equal((PromiseStatus.Running, At("2026-03-02T15:00:00Z")), (promise.Status, promise.Due));
        // Half of the time is over, so that is told now; half an hour before the end is still to come.
        Assert.Equal([At("2026-03-02T14:30:00Z")], promise.Warnings);

        var late = raised.Then(policy, FireDeadlines, "2026-03-02T15:01:00Z").Resolution();
        Assert.Equal(PromiseStatus.Breached, late.Status);
    }

    // A minute before the four hours are over, and a minute after: what is left does not jump.
    [Theory]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z")]
    [InlineData("2026-03-02T11:59:00Z", "2026-03-02T12:59:00Z")]
    [InlineData("2026-03-02T12:01:00Z", "2026-03-02T13:01:00Z")]
    public void What_is_left_is_never_less_than_the_grace(string raisedAt, string due)
    {
        var policy = Promising(Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, raisedAt);

        Assert.Equal(At(due), raised.Resolution().Due);
    }

    [Fact]
    public void Nobody_gains_time_by_a_correction()
    {
        var policy = Promising(Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-03T07:50:00Z").Resolution();

        Assert.Equal((PromiseStatus.Running, At("2026-03-03T08:00:00Z")), (raised.Status, raised.Due));
    }

    [Fact]
    public void What_is_left_while_a_ticket_is_held_is_left_when_it_goes_on()
    {
        var policy = Promising(Elapsed);

        var resumed = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Hold, "2026-03-02T14:00:00Z")
            .Then(policy, Raise, "2026-03-02T16:00:00Z")
            .Then(policy, Resume, "2026-03-02T20:00:00Z")
            .Resolution();

        Assert.Equal((PromiseStatus.Running, At("2026-03-02T21:00:00Z")), (resumed.Status, resumed.Due));
    }

    [Fact]
    public void The_grace_is_counted_in_the_hours_of_the_new_rule()
    {
        var policy = Promising(Office);

        // Four office hours from 09:00 in Paris are over at 14:00; at 17:30 half an hour of the office is left, and half of one in the morning.
        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-02T16:30:00Z");

        Assert.Equal(At("2026-03-03T08:30:00Z"), raised.Resolution().Due);
    }

    [Fact]
    public void Where_the_new_hours_are_closed_until_the_old_end_the_old_end_stays()
    {
        var policy = Promising(Office);

        // Due on Tuesday at 04:00, made urgent at 03:00, when the office is closed.
        var raised = Asked(policy, "2026-03-01T04:00:00Z").Then(policy, Raise, "2026-03-03T03:00:00Z");

        Assert.Equal(
            (PromiseStatus.Running, At("2026-03-03T04:00:00Z")),
            (raised.Resolution().Status, raised.Resolution().Due)
        );
        Assert.Equal(raised.Resolution().Due, policy.Sla.Recount(raised.Resolution(), At("2026-03-03T03:00:00Z")).Due);
    }

    [Fact]
    public void Where_the_new_hours_close_before_the_old_end_their_closing_time_is_the_end()
    {
        var policy = Promising(Office);

        // Due on Tuesday at 19:00; made urgent at 16:30, half an hour before the office closes for the day.
        var raised = Asked(policy, "2026-03-01T19:00:00Z").Then(policy, Raise, "2026-03-03T16:30:00Z").Resolution();

        Assert.Equal((PromiseStatus.Running, At("2026-03-03T17:00:00Z")), (raised.Status, raised.Due));
    }

    // The rule gives four hours from 08:00, and a quarter of them is one.
    [Theory]
    [InlineData("2026-03-02T11:00:00Z", null)]
    [InlineData("2026-03-02T11:00:00.000001Z", "2026-03-02T11:00:00.000001Z")]
    public void Where_exactly_the_grace_is_left_nothing_is_granted(string raisedAt, string? grantedAt)
    {
        var policy = Promising(Elapsed);

        var raised = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, raisedAt).Resolution();

        Assert.Equal(At(raisedAt) + NodaTime.Duration.FromHours(1), raised.Due);
        Assert.Equal(grantedAt is null ? null : At(grantedAt), raised.Elapsed?.At);
    }

    [Fact]
    public void A_grace_of_all_the_time_begins_the_new_time_anew_but_never_beyond_the_old_end()
    {
        var policy = Promising(Elapsed, """{ "resolution": { "grace": "100%" } }""");

        Assert.Equal(
            At("2026-03-02T18:00:00Z"),
            Asked(policy, "2026-03-02T08:00:00Z").Then(policy, Raise, "2026-03-02T14:00:00Z").Resolution().Due
        );
    }

    [Theory]
    [InlineData("a quarter")]
    [InlineData("101%")]
    [InlineData("-1%")]
    [InlineData("30m")]
    public void A_grace_that_is_no_share_is_refused(string grace)
    {
        var refused = Assert.Throws<PolicyException>(() =>
            Promising(Elapsed, $$"""{ "resolution": { "grace": "{{grace}}" } }""")
        );

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(
            (SupportKitErrors.PolicyGraceUnreadable, "$.metrics.resolution.grace"),
            (problem.Code, problem.Path)
        );
        ProblemText.AssertTold(problem);
    }

    [Fact]
    public void A_grace_is_read_and_written_as_a_share()
    {
        var policy = Promising(Elapsed, """{ "resolution": { "grace": "12.5%" } }""");

        Assert.Equal(0.125m, policy.Sla.MetricOf("resolution")!.Grace);
        Assert.Equal("12.5%", MetricReader.GraceText(0.125m));
        Assert.Equal("0%", MetricReader.GraceText(0));
    }

    [Law(65, 5_000, EndSize = 30)]
    internal void No_correction_breaks_a_promise_in_its_own_instant_unless_the_policy_says_so(Plot plot)
    {
        foreach (var versions in new[] { SlaPolicies.Desks[plot.Desk], SlaPolicies.WithQuarter[plot.Desk] })
        {
            var history = new SlaHistory(plot, versions);
            var before = history.Moments[0].Ticket;
            foreach (var moment in history.Moments.Skip(1))
            {
                Check(moment, before);
                before = moment.Ticket;
            }
        }
    }

    private static void Check(Moment moment, Ticket before)
    {
        foreach (var recorded in moment.Events)
        {
            if (
                recorded.Event is not TicketEvent.PromiseChanged { Promise: var changed }
                || moment.Policy.Sla.MetricOf(changed.Metric)?.Grace is not > 0
            )
                continue;
            Assert.DoesNotContain(
                moment.Events,
                later =>
                    later.Sequence > recorded.Sequence
                    && later.Event is TicketEvent.PromiseBreached { Metric: var metric }
                    && metric == changed.Metric
            );
            // It is not over when the clock stops or goes on, either.
            Assert.True(
                changed.Due >= (changed.StoppedAt ?? recorded.At),
                $"{changed} of {before.ActivePromiseOf(changed.Metric)}"
            );
        }
    }
}
