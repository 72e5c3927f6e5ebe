using NodaTime;
using SupportKit.Routing;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>What may be asked of a desk's tickets, and what a leader finds.</summary>
public class QueryChecksTests
{
    private const string Privacy = """
        "privacy": { "withhold": { "visibleIf": { "role": "admin" }, "facts": ["priority", "queue", "channel"] } }
        """;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static TheoryData<string, TicketQuery> Unknown =>
        new()
        {
            { "desk.queue_unknown", Query() with { Queue = "dask" } },
            { "desk.queue_unknown", Query() with { EscalatedTo = "leds" } },
            { "desk.state_unknown", Query() with { State = "openn" } },
            { "desk.priority_unknown", Query() with { Priority = "hihg" } },
            { "desk.channel_unknown", Query() with { Channel = "wbe" } },
            {
                "desk.cursor_mismatched",
                Query() with
                {
                    Order = QueueOrder.Update,
                    After = TicketCursor.OpenedFrom(Start),
                }
            },
            {
                "desk.cursor_mismatched",
                Query() with
                {
                    After = TicketCursor.OpenedFrom(Start) with { UpdatedAt = Start },
                }
            },
        };

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task What_the_policy_does_not_know_is_refused_and_never_an_empty_list(string code, TicketQuery query)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);

        var listing = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.ListAsync(query));
        var counting = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.CountAsync(query));

        Assert.Equal((code, code), (listing.Code, counting.Code));
    }

    public static TheoryData<TicketQuery> Withheld =>
        [
            Query() with
            {
                Priority = "high",
            },
            Query() with
            {
                Order = QueueOrder.Urgency,
            },
            Query() with
            {
                Queue = "desk",
            },
            Query() with
            {
                Channel = "web",
            },
            Query() with
            {
                Facts = FactSet.Empty.With("priority", "high"),
            },
        ];

    [Theory]
    [MemberData(nameof(Withheld))]
    public async Task Nobody_searches_or_sorts_by_what_they_are_not_shown(TicketQuery query)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.With(Privacy));
        await life.OpenAsync(Question());

        var own = query with { Viewer = Viewer.OfRequester("ana") };
        var listing = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.ListAsync(own));
        var counting = await Assert.ThrowsAsync<SupportKitException>(() => life.Desk.CountAsync(own));

        Assert.Equal(("desk.search_withheld", "desk.search_withheld"), (listing.Code, counting.Code));
        var admin = Viewer.OfRequester("ana") with { Facts = Facts(("role", "admin")) };
        await life.Desk.ListAsync(query with { Viewer = admin });
        await life.Desk.ListAsync(query);
    }

    // A queue's list shows neither, for the one is on hold and the other stays in the queue it was in.
    [Fact]
    public async Task A_leader_finds_what_is_held_and_what_is_escalated_in_lists_of_their_own()
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """
                "screening": { "blockedWords": { "then": "hold", "words": { "en": ["drat"] } } }
                """
            )
        );
        var usual = await life.OpenAsync(Question());
        var held = await life.OpenAsync(Question() with { Body = "You drat." });
        await life.DoAsync(usual, new TicketCommand.Escalate(Ana, "stuck", "web", FactSet.Empty));

        var leader = life.Desk.ViewerOf(Dora);
        Assert.Equal([held.Id], await IdsAsync(Query() with { Viewer = leader, Held = true }));
        Assert.Equal([usual.Id], await IdsAsync(Query() with { Viewer = leader, Escalated = true }));
        Assert.Equal([usual.Id], await IdsAsync(Query() with { Viewer = leader, EscalatedTo = "leads" }));

        await life.DoAsync(held, new TicketCommand.Fire(Bia, "resume"));
        Assert.Empty(await IdsAsync(Query() with { Viewer = leader, Held = true }));

        async Task<IEnumerable<TicketId>> IdsAsync(TicketQuery query) =>
            (await life.Desk.ListAsync(query)).Tickets.Select(ticket => ticket.Id);
    }

    // Due within four hours; to the instant, that is not too late.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task A_ticket_is_overdue_from_the_first_microsecond_after_it_was_due(int microseconds, int overdue)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await life.OpenAsync(Question());

        var now = ticket.NextSlaDue()!.Value + Duration.FromTicks(10 * microseconds);

        Assert.Equal(overdue, (await life.Desk.ListAsync(Query().OverdueAt(now))).Tickets.Length);
    }

    private static TicketQuery Query() => new(Tenant, Viewer.Desk);
}
