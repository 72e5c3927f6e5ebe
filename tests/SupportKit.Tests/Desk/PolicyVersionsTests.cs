using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>A ticket goes by the version of the policy it was opened under until somebody moves it.</summary>
public class PolicyVersionsTests
{
    // Two hours in place of four, a day in place of two, and one queue for everything.
    private static readonly Policy Newer = TicketLifePolicies.With(
        """
        "sla": [
          { "id": "answer", "metric": "first-response", "within": "2h" },
          { "id": "solve", "metric": "resolution", "within": "24h" }
        ],
        "metrics": { "resolution": { "onChange": "keep" } },
        "routing": { "queues": { "everybody": {}, "leads": {} }, "rules": [{ "id": "all", "then": "everybody" }] }
        """
    );

    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task An_open_ticket_goes_on_under_its_own_version_in_this_process_and_in_the_next()
    {
        var ticket = await life.OpenAsync();
        life.Policies.Replace(Tenant, Newer);

        // Had the new version been asked, this category would be no queue's of its own.
        Assert.Equal(
            "billing",
            (await life.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "billing"))).Ticket.Queue
        );
        var next = new TicketLifeDeskFixture(Newer, beside: life);
        ticket = (await next.DoAsync(ticket, new TicketCommand.ChangeCategory(Bia, "question"))).Ticket;

        Assert.Equal(("desk", TicketLifePolicies.Plain.Version), (ticket.Queue, ticket.Policy));
        Assert.Equal(At("2026-03-02T15:00:00Z"), ticket.PromiseOf("first-response")!.Due); // 4h, as promised
        Assert.Equal("everybody", (await next.OpenAsync()).Queue);
    }

    [Theory]
    [InlineData(PolicyMigrationMode.Keep, "desk", "2026-03-02T15:00:00Z", "2026-03-04T11:00:00Z")] // 4h and 48h
    [InlineData(PolicyMigrationMode.Migrate, "everybody", "2026-03-02T13:00:00Z", "2026-03-04T11:00:00Z")] // 2h; resolution says keep
    [InlineData(PolicyMigrationMode.Recompute, "everybody", "2026-03-02T13:00:00Z", "2026-03-03T11:00:00Z")] // 2h and 24h
    public async Task Moving_decides_anew_as_much_as_it_says(
        PolicyMigrationMode mode,
        string queue,
        string answer,
        string solved
    )
    {
        var ticket = await life.OpenAsync();
        life.Policies.Replace(Tenant, Newer);
        life.Time.SetNow(At("2026-03-02T11:30:00Z"));

        ticket = (await life.Desk.MigratePolicyAsync(Key(ticket), Dora, mode)).OrThrow().Ticket;

        Assert.Equal((Newer.Version, queue), (ticket.Policy, ticket.Queue));
        Assert.Equal(At(answer), ticket.PromiseOf("first-response")!.Due);
        Assert.Equal(At(solved), ticket.PromiseOf("resolution")!.Due);
        var moved = new TicketEvent.PolicyMigrated(TicketLifePolicies.Plain.Version, Newer.Version, mode);
        Assert.Contains(moved, await life.EventsAsync(ticket));
        var again = (await life.Desk.MigratePolicyAsync(Key(ticket), Dora, mode)).OrThrow().Ticket;
        Assert.Equal(ticket.Version, again.Version);
    }

    [Theory]
    [InlineData(PolicyMigrationMode.Keep)]
    [InlineData(PolicyMigrationMode.Migrate)]
    [InlineData(PolicyMigrationMode.Recompute)]
    public async Task Verdicts_never_change(PolicyMigrationMode mode)
    {
        var met = await life.OpenAsync();
        await life.DoAsync(met, new TicketCommand.Reply(Bia, "In time."));
        var broken = await life.OpenAsync();
        life.Time.SetNow(At("2026-03-02T16:00:00Z")); // due at 15:00
        await life.DoAsync(broken, new TicketCommand.Reply(Bia, "Too late."));
        life.Policies.Replace(Tenant, Newer);

        foreach (var (ticket, verdict) in new[] { (met, PromiseStatus.Met), (broken, PromiseStatus.Breached) })
        {
            var before = (await life.ReadAsync(ticket)).PromiseOf("first-response")!;
            Assert.Equal(verdict, before.Status);
            var moved = (await life.Desk.MigratePolicyAsync(Key(ticket), Dora, mode)).OrThrow().Ticket;
            Assert.Equal(before, Assert.Single(moved.Promises, promise => promise.Metric == "first-response"));
        }
    }

    [Fact]
    public async Task A_version_without_the_tickets_state_is_refused_and_one_that_means_it_otherwise_is_taken()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Acknowledge(Bia)); // open
        life.Policies.ReplaceVerified(Tenant, States("working", "open"));
        Assert.Equal(
            "policy.state_missing",
            CodeOf(await life.Desk.MigratePolicyAsync(Key(ticket), Dora, PolicyMigrationMode.Keep))
        );

        life.Policies.ReplaceVerified(Tenant, States("open", "on-hold"));
        ticket = (await life.Desk.MigratePolicyAsync(Key(ticket), Dora, PolicyMigrationMode.Keep)).OrThrow().Ticket;

        Assert.Equal(("open", StateCategory.OnHold), (ticket.State, ticket.StateCategory));
        Assert.Equal(PromiseStatus.Paused, ticket.PromiseOf("resolution")!.Status);
    }

    [Fact]
    public async Task A_ticket_whose_version_is_lost_keeps_what_it_was_promised_and_that_is_recorded()
    {
        var ticket = await life.OpenAsync();
        var amnesia = new TicketLifeDeskFixture(Newer, beside: life) { Archive = new InMemoryPolicyArchive() };
        var desk = amnesia.NewDesk(life.Store, amnesia.Archive);

        ticket = (await desk.ApplyAsync(Key(ticket), new TicketCommand.Note(Bia, "Where were we?"))).OrThrow().Ticket;

        Assert.Equal((Newer.Version, "desk"), (ticket.Policy, ticket.Queue));
        Assert.Equal(At("2026-03-02T15:00:00Z"), ticket.PromiseOf("first-response")!.Due);
        var history = await life.Desk.GetHistoryAsync(Key(ticket), Viewer.Desk);
        var moved = history.Single(recorded => recorded.Event is TicketEvent.PolicyMigrated);
        Assert.Equal(Actor.System, moved.By);
        Assert.Equal(PolicyMigrationMode.Keep, ((TicketEvent.PolicyMigrated)moved.Event).Mode);
        Assert.NotNull(await amnesia.Archive.FindAsync(Tenant, Newer.Version, default));
    }

    [Fact]
    public async Task A_ticket_whose_version_is_lost_is_moved_the_way_it_is_told_to()
    {
        var ticket = await life.OpenAsync();
        var amnesia = new TicketLifeDeskFixture(Newer, beside: life);
        var desk = amnesia.NewDesk(life.Store, new InMemoryPolicyArchive());

        ticket = (await desk.MigratePolicyAsync(Key(ticket), Dora, PolicyMigrationMode.Recompute)).OrThrow().Ticket;

        Assert.Equal("everybody", ticket.Queue);
        Assert.Equal(At("2026-03-02T13:00:00Z"), ticket.PromiseOf("first-response")!.Due);
    }

    [Fact]
    public async Task A_review_holds_beside_each_other_what_was_promised_what_came_of_it_and_what_it_would_be_today()
    {
        var ticket = await life.OpenAsync();
        life.Time.SetNow(At("2026-03-02T12:00:00Z"));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Hold)); // the resolution stands still
        life.Time.SetNow(At("2026-03-02T14:00:00Z"));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, Triggers.Resume));
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "So."));
        life.Policies.Replace(Tenant, Newer);
        var before = (await life.ReadAsync(ticket)).Version;

        var review = await life.Desk.CompareSlaAsync(Key(ticket), Viewer.Desk);

        Assert.Equal(
            [
                ("first-response", "2026-03-02T15:00:00Z", "2026-03-02T15:00:00Z", "2026-03-02T13:00:00Z"),
                ("resolution", "2026-03-04T11:00:00Z", "2026-03-04T13:00:00Z", "2026-03-03T13:00:00Z"), // with the pause
            ],
            review.Select(one =>
                (one.Original.Metric, Text(one.Original.Due), Text(one.Current.Due), Text(one.UnderCurrentPolicy!.Due))
            )
        );
        Assert.Equal(PromiseStatus.Met, review[0].Current.Status);
        Assert.Equal(before, (await life.ReadAsync(ticket)).Version);

        life.Policies.Replace(Tenant, TicketLifePolicies.With("\"sla\": null"));
        Assert.All(
            await life.Desk.CompareSlaAsync(Key(ticket), Viewer.Desk),
            one => Assert.Null(one.UnderCurrentPolicy)
        );

        static string Text(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);
    }

    private static Policy States(string name, string category) =>
        TicketLifePolicies.With(
            $$"""
            "workflow": {
              "initial": "new",
              "states": {
                "new": { "category": "new", "permit": { "start": "{{name}}", "close": "closed" } },
                "{{name}}": { "category": "{{category}}", "permit": { "close": "closed" } },
                "closed": { "category": "closed" }
              }
            }
            """
        );
}
