using System.Collections.Immutable;
using NodaTime;
using SupportKit.Screening;
using SupportKit.Storage;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Testing;

internal static class FilterCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a list shows only the state, the priority and the channel asked for", NamesAsync),
            new("a list shows only what is escalated, and to the queue asked for", EscalatedAsync),
            new("a list shows only what screening holds, until somebody takes it up", HeldAsync),
            new("a list shows only what was opened within the range, its end not included", OpenedAsync),
            new("a list shows only what was changed within the range, its end not included", UpdatedAsync),
            new("a list shows only what is due within the range, its end not included", DueAsync),
            new("what is asked for by several conditions meets each of them, for every viewer", TogetherAsync),
            new("tickets that were committed together are found by what they are now", CommittedTogetherAsync),
        ];

    private static readonly Actor Ana = Actor.Requester(ConformanceDeskFixture.Ana);

    private static async Task NamesAsync(ITicketStore store, CancellationToken stop)
    {
        var incident = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var question = await OpenAsync(store, 1, stop, "question").ConfigureAwait(false);
        var mailed = await OpenAsync(store, 2, stop, "question", "email").ConfigureAwait(false);
        var waiting = await ApplyAsync(store, incident, Fire(Triggers.Hold), stop).ConfigureAwait(false);
        var urgent = await ApplyAsync(store, question, Prioritise("high"), stop).ConfigureAwait(false);

        await ExpectAsync(store, Query() with { State = "on-hold" }, [waiting], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { State = waiting.State + "x" }, [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Priority = "high" }, [waiting, urgent], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Priority = "normal" }, [mailed], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Channel = "email" }, [mailed], stop).ConfigureAwait(false);
    }

    private static async Task EscalatedAsync(ITicketStore store, CancellationToken stop)
    {
        var usual = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var first = await EscalateAsync(store, 1, stop).ConfigureAwait(false);
        var second = await EscalateAsync(store, 2, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Escalated = true }, [first, second], stop).ConfigureAwait(false);
        var there = Query() with { EscalatedTo = ConformanceDeskFixture.Incidents };
        await ExpectAsync(store, there, [first, second], stop).ConfigureAwait(false);
        await ExpectAsync(store, there with { EscalatedTo = "questions" }, [], stop).ConfigureAwait(false);
        first = await ApplyAsync(store, first, new TicketCommand.DeEscalate(Actor.Lead("lea")), stop)
            .ConfigureAwait(false);
        await ExpectAsync(store, there, [second], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query(), [usual, first, second], stop).ConfigureAwait(false);
    }

    private static async Task HeldAsync(ITicketStore store, CancellationToken stop)
    {
        var byHand = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        await ApplyAsync(store, byHand, Fire(Triggers.Hold), stop).ConfigureAwait(false);
        var first = await HoldAsync(store, 1, stop).ConfigureAwait(false);
        var second = await HoldAsync(store, 2, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Held = true }, [first, second], stop).ConfigureAwait(false);
        first = await ApplyAsync(store, first, Fire(Triggers.Resume), stop).ConfigureAwait(false);
        await ApplyAsync(store, first, Fire(Triggers.Hold), stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Held = true }, [second], stop).ConfigureAwait(false);
    }

    private static async Task OpenedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = new List<Ticket>();
        for (var i = 0; i < 4; i++)
            opened.Add(await OpenAsync(store, i, stop).ConfigureAwait(false));
        await ExpectAsync(store, Query() with { OpenedFrom = At(1) }, opened[1..], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { OpenedBefore = At(3) }, opened[..3], stop).ConfigureAwait(false);
        var both = Query() with { OpenedFrom = At(1), OpenedBefore = At(3) };
        await ExpectAsync(store, both, opened[1..3], stop).ConfigureAwait(false);
    }

    private static async Task UpdatedAsync(ITicketStore store, CancellationToken stop)
    {
        var changed = new List<Ticket>();
        for (var i = 0; i < 4; i++)
        {
            var ticket = await OpenAsync(store, i, stop).ConfigureAwait(false);
            var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "Seen before.");
            var commit = ConformanceDeskFixture.Apply(ticket, note, At(10 - i));
            changed.Add(await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false));
        }
        await ExpectAsync(store, Query() with { UpdatedFrom = At(9) }, changed[..2], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { UpdatedBefore = At(9) }, changed[2..], stop).ConfigureAwait(false);
        var both = Query() with { UpdatedFrom = At(8), UpdatedBefore = At(10) };
        await ExpectAsync(store, both, changed[1..3], stop).ConfigureAwait(false);
    }

    private static async Task DueAsync(ITicketStore store, CancellationToken stop)
    {
        var due = new List<Ticket>();
        for (var i = 0; i < 4; i++)
            due.Add(await OpenAsync(store, i, stop).ConfigureAwait(false));
        await OpenAsync(store, 4, stop, "question").ConfigureAwait(false);
        var (second, last) = (due[1].NextSlaDue()!.Value, due[3].NextSlaDue()!.Value);
        await ExpectAsync(store, Query() with { DueFrom = second }, due[1..], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { DueBefore = last }, due[..3], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query().OverdueAt(second), due[..1], stop).ConfigureAwait(false);
        var both = Query() with { DueFrom = second, DueBefore = last };
        await ExpectAsync(store, both, due[1..3], stop).ConfigureAwait(false);
    }

    private static async Task TogetherAsync(ITicketStore store, CancellationToken stop)
    {
        var ana = await EscalateAsync(store, 0, stop).ConfigureAwait(false);
        var ben = await EscalateAsync(store, 1, stop, "ben").ConfigureAwait(false);
        var early = Query() with { Escalated = true, Priority = "high", OpenedFrom = At(1) };
        await ExpectAsync(store, early, [ben], stop).ConfigureAwait(false);
        var query = Query() with { Escalated = true, Priority = "high", UpdatedFrom = At(0), DueFrom = At(0) };
        foreach (
            var (viewer, expected) in ((Viewer, ImmutableArray<Ticket>)[])
                [
                    (Viewer.Desk, [ana, ben]),
                    (Viewer.OfRequester(ConformanceDeskFixture.Ana), [ana]),
                    (Viewer.OfRequester("ben"), [ben]),
                    (Viewer.OfRequester("eve"), []),
                    (Viewer.OfAgent("bo"), []),
                ]
        )
            await ExpectAsync(store, query with { Viewer = viewer }, expected, stop).ConfigureAwait(false);
    }

    // A store may write several commits in another way than one.
    private static async Task CommittedTogetherAsync(ITicketStore store, CancellationToken stop)
    {
        var first = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var second = await OpenAsync(store, 1, stop).ConfigureAwait(false);
        var third = await HoldAsync(store, 2, stop).ConfigureAwait(false);
        ImmutableArray<TicketCommit> commits =
        [
            ConformanceDeskFixture.Apply(first, new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent), At(20)),
            ConformanceDeskFixture.Apply(second, Prioritise("normal"), At(21)),
            ConformanceDeskFixture.Apply(third, Fire(Triggers.Resume), At(22)),
        ];
        var outcomes = await store.CommitAllAsync(commits, stop).ConfigureAwait(false);
        ConformanceAssert.Same(Enumerable.Repeat(CommitOutcome.Committed, 3), outcomes, "what became of the commits");
        var (open, normal, resumed) = (commits[0].Ticket, commits[1].Ticket, commits[2].Ticket);
        await ExpectAsync(store, Query() with { State = "new" }, [normal], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Priority = "high" }, [open, resumed], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { UpdatedFrom = At(21) }, [normal, resumed], stop).ConfigureAwait(false);
        await ExpectAsync(store, Query() with { Held = true }, [], stop).ConfigureAwait(false);
    }

    // One of each page, all of them at once, and their number.
    private static async Task ExpectAsync(
        ITicketStore store,
        TicketQuery query,
        IReadOnlyCollection<Ticket> expected,
        CancellationToken stop
    )
    {
        foreach (var limit in (int[])[1, 50])
        {
            var seen = new List<TicketId>();
            var page = query with { Limit = limit };
            do
            {
                var found = await store.ListAsync(page, stop).ConfigureAwait(false);
                seen.AddRange(found.Tickets.Select(ticket => ticket.Id));
                page = page with { After = found.Next };
            } while (page.After is not null && seen.Count <= expected.Count);
            ConformanceAssert.Same(expected.Select(ticket => ticket.Id), seen, $"what pages of {limit} show");
        }
        var count = await store.CountAsync(query, limit: null, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(expected.Count, count.Tickets, "the number of tickets");
    }

    private static TicketQuery Query() => new(ConformanceDeskFixture.Tenant, Viewer.Desk);

    private static Instant At(int step) => ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * step;

    private static TicketCommand.Fire Fire(string trigger) => new(ConformanceDeskFixture.Agent, trigger);

    private static TicketCommand.ChangePriority Prioritise(string priority) =>
        new(ConformanceDeskFixture.Agent, priority, "As agreed.");

    private static Task<Ticket> OpenAsync(
        ITicketStore store,
        int step,
        CancellationToken stop,
        string category = "incident",
        string channel = "portal",
        string requester = ConformanceDeskFixture.Ana
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Open(requester: requester, category: category, at: At(step), channel: channel),
            stop
        );

    private static async Task<Ticket> EscalateAsync(
        ITicketStore store,
        int step,
        CancellationToken stop,
        string requester = ConformanceDeskFixture.Ana
    )
    {
        var ticket = await OpenAsync(store, step, stop, requester: requester).ConfigureAwait(false);
        var by = Actor.Requester(requester);
        var escalate = new TicketCommand.Escalate(by, "stuck", "portal", FactSet.Empty);
        return await ApplyAsync(store, ticket, escalate, stop).ConfigureAwait(false);
    }

    // As screening does, which the sample desk only has advise.
    private static async Task<Ticket> HoldAsync(ITicketStore store, int step, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, step, stop).ConfigureAwait(false);
        ImmutableArray<RecordedEvent> events =
        [
            Recorded(1, new TicketEvent.MessageFlagged([new(MessageCheck.AllCaps, MessageAction.Hold)])),
            Recorded(2, new TicketEvent.StateChanged(ticket.State, "on-hold", StateCategory.OnHold, Triggers.Hold)),
        ];
        var held = events.Aggregate(ticket, TicketHistory.Apply);
        var commit = new TicketCommit(held, events, [], ticket.Version, null);
        return await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);

        RecordedEvent Recorded(int place, TicketEvent happened) =>
            new(ticket.Version + place, ticket.UpdatedAt, Ana, happened);
    }

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) => ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt), stop);
}
