using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

internal static class CommitCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a commit stores ticket, events, deadline, messages and command id", StoresAllAsync),
            new("a further commit adds to what is stored", AddsAsync),
            new("a commit at a stale version is a conflict and stores nothing", ConflictAsync),
            new("a commit that opens a ticket which exists is a conflict", OpenedTwiceAsync),
            new("a commit on a ticket that was never opened is a conflict", NeverOpenedAsync),
            new("a command id used before is repeated and stores nothing", RepeatedAsync),
            new("a repeated command is told as such even at a stale version", RepeatedBeforeConflictAsync),
            new("a command that changed nothing leaves its id, and the ticket as it was", NothingChangedAsync),
            new("a command id belongs to its tenant", CommandOfTenantAsync),
            new("a commit that was refused leaves its command id free", RefusedCommandStaysFreeAsync),
        ];

    private static async Task StoresAllAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = SampleDesk.Incident(commandId: "open-1");
        await Expect.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, commit.Ticket, commit.Events, stop).ConfigureAwait(false);
        Expect.Equal(
            commit.Ticket.Id,
            await store.FindByCommandAsync(SampleDesk.Tenant, "open-1", stop).ConfigureAwait(false),
            "the ticket of the command id"
        );
        Expect.Equal(
            commit.Ticket.NextWake(),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline"
        );
        Expect.Equal(
            commit.Ticket.UpdatedAt,
            await store.NextMessageAsync(stop).ConfigureAwait(false),
            "the instant the first message may leave"
        );
    }

    private static async Task AddsAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident();
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var noticed = Acknowledge(opened.Ticket);
        await Expect.CommittedAsync(store, noticed, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, noticed.Ticket, [.. opened.Events, .. noticed.Events], stop)
            .ConfigureAwait(false);
        Expect.Equal(
            noticed.Ticket.NextWake(),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline after the second commit"
        );
    }

    private static async Task ConflictAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident();
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var first = Acknowledge(opened.Ticket);
        await Expect.CommittedAsync(store, first, stop).ConfigureAwait(false);

        var late = SampleDesk.Apply(
            opened.Ticket,
            new TicketCommand.Reply(SampleDesk.Agent, "Late"),
            SampleDesk.Morning,
            "late"
        );
        await ExpectOutcomeAsync(store, late, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, first.Ticket, [.. opened.Events, .. first.Events], stop).ConfigureAwait(false);
        await ExpectNoCommandAsync(store, "late", stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, opened.Messages, stop).ConfigureAwait(false);
    }

    private static async Task OpenedTwiceAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident();
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var again = SampleDesk.Open(requester: "ben", id: opened.Ticket.Id, commandId: "again");
        await ExpectOutcomeAsync(store, again, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, opened.Ticket, opened.Events, stop).ConfigureAwait(false);
        await ExpectNoCommandAsync(store, "again", stop).ConfigureAwait(false);
    }

    private static async Task NeverOpenedAsync(ITicketStore store, CancellationToken stop)
    {
        var noticed = Acknowledge(SampleDesk.Incident().Ticket);
        await ExpectOutcomeAsync(store, noticed, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        Expect.Equal(
            null,
            await store.FindAsync(noticed.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "a ticket whose only commit was refused"
        );
        Expect.Equal(null, await store.NextMessageAsync(stop).ConfigureAwait(false), "the next message");
    }

    private static async Task RepeatedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident(commandId: "once");
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var twin = SampleDesk.Incident(commandId: "once");
        await ExpectOutcomeAsync(store, twin, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        Expect.Equal(
            null,
            await store.FindAsync(twin.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket of a repeated command"
        );

        var reply = SampleDesk.Apply(
            opened.Ticket,
            new TicketCommand.Reply(SampleDesk.Agent, "Twice"),
            SampleDesk.Morning,
            "once"
        );
        await ExpectOutcomeAsync(store, reply, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, opened.Ticket, opened.Events, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, opened.Messages, stop).ConfigureAwait(false);
    }

    private static async Task RepeatedBeforeConflictAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident(commandId: "once");
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        await ExpectOutcomeAsync(store, opened, CommitOutcome.Repeated, stop).ConfigureAwait(false);
    }

    private static async Task NothingChangedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident();
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var noticed = Acknowledge(opened.Ticket);
        await Expect.CommittedAsync(store, noticed, stop).ConfigureAwait(false);
        Expect.Equal(
            CommitOutcome.Conflict,
            await store.CommitAsync(Nothing(opened.Ticket, "stale"), stop).ConfigureAwait(false),
            "the outcome of changing nothing at a stale version"
        );
        await ExpectNoCommandAsync(store, "stale", stop).ConfigureAwait(false);

        await Expect.CommittedAsync(store, Nothing(noticed.Ticket, "nothing"), stop).ConfigureAwait(false);

        Expect.Equal(
            noticed.Ticket.Id,
            await store.FindByCommandAsync(SampleDesk.Tenant, "nothing", stop).ConfigureAwait(false),
            "the ticket of the command id"
        );
        await ExpectStoredAsync(store, noticed.Ticket, [.. opened.Events, .. noticed.Events], stop)
            .ConfigureAwait(false);
        Expect.Equal(
            CommitOutcome.Repeated,
            await store.CommitAsync(Nothing(noticed.Ticket, "nothing"), stop).ConfigureAwait(false),
            "the outcome of its repetition"
        );

        static TicketCommit Nothing(Ticket ticket, string command) => new(ticket, [], [], ticket.Version, command);
    }

    private static async Task CommandOfTenantAsync(ITicketStore store, CancellationToken stop)
    {
        await Expect.CommittedAsync(store, SampleDesk.Incident(commandId: "same"), stop).ConfigureAwait(false);
        var other = SampleDesk.Open(tenant: SampleDesk.OtherTenant, commandId: "same");
        await Expect.CommittedAsync(store, other, stop).ConfigureAwait(false);
        Expect.Equal(
            other.Ticket.Id,
            await store.FindByCommandAsync(SampleDesk.OtherTenant, "same", stop).ConfigureAwait(false),
            "the other tenant's ticket of the command id"
        );
    }

    private static async Task RefusedCommandStaysFreeAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = SampleDesk.Incident();
        await Expect.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var stale = SampleDesk.Open(id: opened.Ticket.Id, commandId: "try");
        await ExpectOutcomeAsync(store, stale, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await Expect
            .CommittedAsync(
                store,
                SampleDesk.Apply(
                    opened.Ticket,
                    new TicketCommand.Acknowledge(SampleDesk.Agent),
                    SampleDesk.Morning,
                    "try"
                ),
                stop
            )
            .ConfigureAwait(false);
    }

    private static TicketCommit Acknowledge(Ticket ticket) =>
        SampleDesk.Apply(ticket, new TicketCommand.Acknowledge(SampleDesk.Agent), SampleDesk.Morning);

    private static async Task ExpectOutcomeAsync(
        ITicketStore store,
        TicketCommit commit,
        CommitOutcome expected,
        CancellationToken stop
    ) =>
        Expect.Equal(
            expected,
            await store.CommitAsync(commit, stop).ConfigureAwait(false),
            "the outcome of the commit"
        );

    private static async Task ExpectStoredAsync(
        ITicketStore store,
        Ticket ticket,
        IEnumerable<RecordedEvent> events,
        CancellationToken stop
    )
    {
        var key = ticket.Key;
        var found = await store.FindAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        Expect.Same(ticket, found, "the stored ticket");
        var history = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        Expect.Same(events, history, "the stored history");
    }

    private static async Task ExpectNoCommandAsync(ITicketStore store, string command, CancellationToken stop) =>
        Expect.Equal(
            null,
            await store.FindByCommandAsync(SampleDesk.Tenant, command, stop).ConfigureAwait(false),
            "the ticket of a command that was refused"
        );

    private static async Task ExpectMessagesAsync(
        ITicketStore store,
        IEnumerable<OutboundMessage> expected,
        CancellationToken stop
    )
    {
        var left = await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        Expect.Same(expected.Select(MessageJson.Write), left.Select(MessageJson.Write), "what leaves");
    }
}
