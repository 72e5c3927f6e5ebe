using SupportKit.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.Sla.SlaDeskFixture;

namespace SupportKit.Tests.Sla;

/// <summary>A policy is edited while tickets are open. All times of Monday 2 March 2026, UTC.</summary>
public class PolicyMigrationExamples
{
    private static readonly Policy Old = Promising("""[{ "id": "solve", "metric": "resolution", "within": "24h" }]""");
    private static readonly Policy New = Promising("""[{ "id": "solve", "metric": "resolution", "within": "8h" }]""");

    [Theory]
    [InlineData(PolicyMigrationMode.Keep, "2026-03-03T08:00:00Z")]
    [InlineData(PolicyMigrationMode.Migrate, "2026-03-02T16:00:00Z")]
    [InlineData(PolicyMigrationMode.Recompute, "2026-03-02T16:00:00Z")]
    public void A_new_version_moves_nothing_until_the_ticket_is_moved_to_it(PolicyMigrationMode mode, string due)
    {
        var noted = Asked(Old, "2026-03-02T08:00:00Z")
            .Then(Old, new TicketCommand.Note(Agent, "The policy was edited."), "2026-03-02T09:00:00Z");
        Assert.Equal((Old.Version, At("2026-03-03T08:00:00Z")), (noted.Policy, noted.Resolution().Due));

        var moved = noted.Then(
            Old,
            new TicketCommand.MigratePolicy(SlaCommands.Lead, New, mode),
            "2026-03-02T10:00:00Z"
        );

        Assert.Equal((New.Version, At(due)), (moved.Policy, moved.Resolution().Due));
    }

    [Fact]
    public void What_was_promised_before_stays_in_the_history()
    {
        var opened = Accepted(Open(Old, Free, At("2026-03-02T08:00:00Z")));
        var moved = Accepted(
            Decider.Decide(
                Old,
                opened.Ticket,
                new TicketCommand.MigratePolicy(SlaCommands.Lead, New, PolicyMigrationMode.Migrate),
                opened.Ticket.Facts,
                At("2026-03-02T10:00:00Z")
            )
        );

        var made = opened.Events.Select(recorded => recorded.Event).OfType<TicketEvent.PromiseMade>().Single();
        Assert.Equal(At("2026-03-03T08:00:00Z"), made.Promise.Due);
        Assert.Equal(
            [typeof(TicketEvent.PolicyMigrated), typeof(TicketEvent.PromiseChanged)],
            moved.Events.Select(recorded => recorded.Event.GetType())
        );
    }

    [Theory]
    [InlineData(PolicyMigrationMode.Keep, PromiseStatus.Running)]
    [InlineData(PolicyMigrationMode.Migrate, PromiseStatus.Canceled)]
    [InlineData(PolicyMigrationMode.Recompute, PromiseStatus.Canceled)]
    public void A_promise_of_a_metric_that_the_new_version_has_dropped_is_called_for_no_longer(
        PolicyMigrationMode mode,
        PromiseStatus status
    )
    {
        var with = Promising(
            """[{ "id": "care", "metric": "care", "within": "6h" }]""",
            """{ "care": { "stop": ["resolved"] } }"""
        );

        var moved = Asked(with, "2026-03-02T08:00:00Z")
            .Then(with, new TicketCommand.MigratePolicy(SlaCommands.Lead, New, mode), "2026-03-02T10:00:00Z");

        Assert.Equal(status, moved.PromiseOf("care")!.Status);
        // Resolved, it ends whatever was kept.
        Assert.False(moved.Then(New, Resolve, "2026-03-02T11:00:00Z").PromiseOf("care")!.IsActive);
    }

    [Fact]
    public void Telling_what_is_known_already_moves_nothing_not_even_after_a_move_that_kept_the_promise()
    {
        var kept = Asked(Old, "2026-03-02T08:00:00Z")
            .Then(
                Old,
                new TicketCommand.MigratePolicy(SlaCommands.Lead, New, PolicyMigrationMode.Keep),
                "2026-03-02T10:00:00Z"
            );

        var told = kept.Then(
            New,
            new TicketCommand.ChangeFacts(SlaCommands.Billing, Facts(("plan", "free"))),
            "2026-03-02T11:00:00Z"
        );

        Assert.Equal(kept.Version, told.Version);
    }

    [Theory]
    [InlineData("solve", "8h")] // gives another time now
    [InlineData("settle", "24h")] // is called otherwise
    public void A_promise_whose_rule_is_gone_keeps_its_warnings_when_it_is_counted_anew(string rule, string within)
    {
        var before = Promising(Noted("solve", "24h"));
        var promise = Asked(before, "2026-03-02T08:00:00Z").Resolution();
        Assert.Equal("Big ones take longer.", before.Sla.NoteOf(promise)!.Get("en"));

        var after = Promising(Noted(rule, within)).Sla;
        var counted = after.Recount(promise, At("2026-03-02T09:00:00Z"));

        Assert.Equal((promise.Due, promise.Warnings[0]), (counted.Due, Assert.Single(counted.Warnings)));
        Assert.Equal(rule == "solve", after.NoteOf(promise) is not null);
    }

    private static string Noted(string rule, string within) =>
        $$"""
            [{
              "id": "{{rule}}", "metric": "resolution", "within": "{{within}}", "warnAt": "50%",
              "note": { "en": "Big ones take longer." }
            }]
            """;
}
