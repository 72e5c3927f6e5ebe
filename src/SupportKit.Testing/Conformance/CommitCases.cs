using SupportKit.Decisions;
using SupportKit.Storage;

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
            new("the fingerprint of a command is kept with its id, and that of the first stays", FingerprintAsync),
            new("a command id belongs to its tenant", CommandOfTenantAsync),
            new("a commit that was refused leaves its command id free", RefusedCommandStaysFreeAsync),
        ];

    private static async Task StoresAllAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident(commandId: "open-1");
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, commit.Ticket, commit.Events, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            commit.Ticket.Id,
            await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "open-1", stop).ConfigureAwait(false),
            "the ticket of the command id"
        );
        ConformanceAssert.Equal(
            commit.Ticket.NextDeadline(),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline"
        );
        ConformanceAssert.Equal(
            commit.Ticket.UpdatedAt,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the instant the first message may leave"
        );
    }

    private static async Task AddsAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var noticed = Acknowledge(opened.Ticket);
        await ConformanceAssert.CommittedAsync(store, noticed, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, noticed.Ticket, [.. opened.Events, .. noticed.Events], stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            noticed.Ticket.NextDeadline(),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline after the second commit"
        );
    }

    private static async Task ConflictAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var first = Acknowledge(opened.Ticket);
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);

        var late = ConformanceDeskFixture.Apply(
            opened.Ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Late"),
            ConformanceDeskFixture.Morning,
            "late"
        );
        await ExpectOutcomeAsync(store, late, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, first.Ticket, [.. opened.Events, .. first.Events], stop).ConfigureAwait(false);
        await ExpectNoCommandAsync(store, "late", stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, opened.Messages, stop).ConfigureAwait(false);
    }

    private static async Task OpenedTwiceAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var again = ConformanceDeskFixture.Open(requester: "ben", id: opened.Ticket.Id, commandId: "again");
        await ExpectOutcomeAsync(store, again, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, opened.Ticket, opened.Events, stop).ConfigureAwait(false);
        await ExpectNoCommandAsync(store, "again", stop).ConfigureAwait(false);
    }

    private static async Task NeverOpenedAsync(ITicketStore store, CancellationToken stop)
    {
        var noticed = Acknowledge(ConformanceDeskFixture.Incident().Ticket);
        await ExpectOutcomeAsync(store, noticed, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            null,
            await store.FindAsync(noticed.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "a ticket whose only commit was refused"
        );
        ConformanceAssert.Equal(
            null,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the next message"
        );
    }

    private static async Task RepeatedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident(commandId: "once");
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var twin = ConformanceDeskFixture.Incident(commandId: "once");
        await ExpectOutcomeAsync(store, twin, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            null,
            await store.FindAsync(twin.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket of a repeated command"
        );

        var reply = ConformanceDeskFixture.Apply(
            opened.Ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Twice"),
            ConformanceDeskFixture.Morning,
            "once"
        );
        await ExpectOutcomeAsync(store, reply, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        await ExpectStoredAsync(store, opened.Ticket, opened.Events, stop).ConfigureAwait(false);
        await ExpectMessagesAsync(store, opened.Messages, stop).ConfigureAwait(false);
    }

    private static async Task RepeatedBeforeConflictAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident(commandId: "once");
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        await ExpectOutcomeAsync(store, opened, CommitOutcome.Repeated, stop).ConfigureAwait(false);
    }

    private static async Task NothingChangedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var noticed = Acknowledge(opened.Ticket);
        await ConformanceAssert.CommittedAsync(store, noticed, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            CommitOutcome.Conflict,
            await store.CommitAsync(Nothing(opened.Ticket, "stale"), stop).ConfigureAwait(false),
            "the outcome of changing nothing at a stale version"
        );
        await ExpectNoCommandAsync(store, "stale", stop).ConfigureAwait(false);

        await ConformanceAssert.CommittedAsync(store, Nothing(noticed.Ticket, "nothing"), stop).ConfigureAwait(false);

        ConformanceAssert.Equal(
            noticed.Ticket.Id,
            await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "nothing", stop).ConfigureAwait(false),
            "the ticket of the command id"
        );
        await ExpectStoredAsync(store, noticed.Ticket, [.. opened.Events, .. noticed.Events], stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            CommitOutcome.Repeated,
            await store.CommitAsync(Nothing(noticed.Ticket, "nothing"), stop).ConfigureAwait(false),
            "the outcome of its repetition"
        );

        static TicketCommit Nothing(Ticket ticket, string command) => new(ticket, [], [], ticket.Version, command);
    }

    private static async Task FingerprintAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident(commandId: "once") with { CommandFingerprint = "first" };
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var other = Acknowledge(opened.Ticket) with { CommandId = "once", CommandFingerprint = "second" };
        await ExpectOutcomeAsync(store, other, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        foreach (var (tenant, command, expected) in Asked())
            ConformanceAssert.Equal(
                expected,
                await store.FindCommandFingerprintAsync(tenant, command, stop).ConfigureAwait(false),
                $"the fingerprint of command \"{command}\" of {tenant}"
            );

        static IEnumerable<(string, string, string?)> Asked() =>
            [
                (ConformanceDeskFixture.Tenant, "once", "first"),
                (ConformanceDeskFixture.Tenant, "never", null),
                (ConformanceDeskFixture.OtherTenant, "once", null),
            ];
    }

    private static async Task CommandOfTenantAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(commandId: "same"), stop)
            .ConfigureAwait(false);
        var other = ConformanceDeskFixture.Open(tenant: ConformanceDeskFixture.OtherTenant, commandId: "same");
        await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            other.Ticket.Id,
            await store.FindByCommandAsync(ConformanceDeskFixture.OtherTenant, "same", stop).ConfigureAwait(false),
            "the other tenant's ticket of the command id"
        );
    }

    private static async Task RefusedCommandStaysFreeAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var stale = ConformanceDeskFixture.Open(id: opened.Ticket.Id, commandId: "try");
        await ExpectOutcomeAsync(store, stale, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(
                store,
                ConformanceDeskFixture.Apply(
                    opened.Ticket,
                    new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent),
                    ConformanceDeskFixture.Morning,
                    "try"
                ),
                stop
            )
            .ConfigureAwait(false);
    }

    private static TicketCommit Acknowledge(Ticket ticket) =>
        ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent),
            ConformanceDeskFixture.Morning
        );

    private static async Task ExpectOutcomeAsync(
        ITicketStore store,
        TicketCommit commit,
        CommitOutcome expected,
        CancellationToken stop
    ) =>
        ConformanceAssert.Equal(
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
        ConformanceAssert.Same(ticket, found, "the stored ticket");
        var history = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Same(events, history, "the stored history");
    }

    private static async Task ExpectNoCommandAsync(ITicketStore store, string command, CancellationToken stop) =>
        ConformanceAssert.Equal(
            null,
            await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, command, stop).ConfigureAwait(false),
            "the ticket of a command that was refused"
        );

    private static async Task ExpectMessagesAsync(
        ITicketStore store,
        IEnumerable<OutboundMessage> expected,
        CancellationToken stop
    )
    {
        var left = await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(expected.Select(MessageJson.Write), left.Select(MessageJson.Write), "what leaves");
    }
}
