using NodaTime;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>What can be read of a promise that has its verdict, and of a ticket that is over. All times of Monday 2 March 2026, UTC.</summary>
public class SlaVerdictExamples
{
    [Theory]
    [InlineData(Triggers.Resolve)]
    [InlineData(Triggers.Close)]
    public void The_pause_in_which_a_ticket_ends_is_no_time_used(string trigger)
    {
        var policy = Promising("""[{ "id": "solve", "metric": "resolution", "within": "8h" }]""");

        // One hour is used when the desk asks back; the ticket ends four hours later, without an answer.
        var ended = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, AskBack, "2026-03-02T09:00:00Z")
            .Then(policy, new TicketCommand.Fire(Agent, trigger), "2026-03-02T13:00:00Z")
            .Resolution();

        Assert.Equal(PromiseStatus.Met, ended.Status);
        Assert.Equal([new Pause(At("2026-03-02T09:00:00Z"), At("2026-03-02T13:00:00Z"))], ended.Pauses);
        Assert.Equal(Duration.FromHours(1), policy.Sla.ElapsedBy(ended, At("2026-03-03T08:00:00Z")));
    }

    // Found by the law that a pause may be cut in two: a warning of the very instant of the verdict stayed in one of the two.
    [Fact]
    public void What_a_promise_would_have_been_warned_of_by_its_verdict_is_gone_with_it()
    {
        var policy = Promising(
            """[{ "id": "solve", "metric": "resolution", "within": "8h", "warnAt": ["50%", "75%"] }]"""
        );
        var running = Asked(policy, "2026-03-02T08:00:00Z").ActivePromiseOf("resolution")!;

        var met = running.Stop(PromiseStatus.Met, At("2026-03-02T12:00:00Z"));

        Assert.Equal([At("2026-03-02T12:00:00Z"), At("2026-03-02T14:00:00Z")], running.Warnings);
        Assert.Equal([At("2026-03-02T14:00:00Z")], met.Warnings);
    }

    [Fact]
    public void A_follow_up_after_a_solution_without_a_word_is_owed_an_answer()
    {
        var policy = Promising("""[{ "id": "again", "metric": "next-response", "within": "2h" }]""");

        var asked = Asked(policy, "2026-03-02T08:00:00Z")
            .Then(policy, Resolve, "2026-03-02T09:00:00Z")
            .Then(policy, Write, "2026-03-02T10:00:00Z")
            .Then(policy, Write, "2026-03-02T10:30:00Z");

        Assert.Equal(At("2026-03-02T12:00:00Z"), asked.ActivePromiseOf("next-response")?.Due);
        Assert.Equal(At("2026-03-02T10:30:00Z"), asked.LastOf(SlaSignals.FollowUp));
    }

    [Fact]
    public void A_promise_that_is_broken_was_so_from_the_first_instant_after_its_end_however_late_it_was_noticed()
    {
        var policy = Promising("""[{ "id": "solve", "metric": "resolution", "within": "4h" }]""");
        var asked = Asked(policy, "2026-03-02T08:00:00Z");

        var late = asked.Then(policy, FireDeadlines, "2026-03-02T15:00:00Z").Resolution();

        Assert.Equal(asked.Then(policy, FireDeadlines, "2026-03-02T12:00:00.000001Z").Resolution(), late);
        Assert.Equal(At("2026-03-02T12:00:00.000001Z"), late.StoppedAt);
    }

    [Fact]
    public void Nothing_is_due_next_on_a_ticket_that_is_closed_although_a_broken_promise_was_never_done()
    {
        var policy = Promising("""[{ "id": "answer", "metric": "first-response", "within": "2h" }]""");
        var late = Asked(policy, "2026-03-02T08:00:00Z").Then(policy, FireDeadlines, "2026-03-02T11:00:00Z");
        Assert.Equal(At("2026-03-02T10:00:00Z"), late.NextSlaDue());

        var closed = late.Then(policy, new TicketCommand.Fire(Agent, Triggers.Close), "2026-03-02T12:00:00Z");

        Assert.True(closed.PromiseOf("first-response")!.IsOverdue);
        Assert.Null(closed.NextSlaDue());
    }
}
