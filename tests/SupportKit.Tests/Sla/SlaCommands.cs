using System.Collections.Immutable;
using NodaTime;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Sla;

/// <summary>What may happen to a ticket of <see cref="SlaPolicies"/>; the more often something stands here, the likelier it is.</summary>
internal static class SlaCommands
{
    public static readonly Actor Lead = Actor.Lead("ines");
    public static readonly Actor Billing = Actor.Integration("billing");

    private static readonly TicketId Other = TicketId.Parse("0198c0de0000700080000000000000bb");

    public static ImmutableArray<Func<SlaHistory, TicketCommand>> All { get; } =
    [
        .. Often(6, new TicketCommand.Reply(Ana, "Something is still wrong.")),
        .. Often(4, new TicketCommand.Reply(Agent, "Here is an answer.")),
        .. Calls(2),
        .. Often(4, new TicketCommand.Reply(Agent, "Which version is it?", AsksBack: true)),
        .. Often(2, new TicketCommand.Note(Agent, "Seen before.")),
        .. Often(1, new TicketCommand.Acknowledge(Agent)),
        .. Often(1, new TicketCommand.Reply(Agent, "It was seen.", IsAcknowledgement: true)),
        .. Often(3, new TicketCommand.ProcessDeadlines()),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Hold)),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Resume)),
        .. Often(2, new TicketCommand.Fire(Agent, Triggers.Resolve)),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Reopen)),
        .. Often(1, new TicketCommand.Fire(Agent, Triggers.Close)),
        .. Often(1, new TicketCommand.Fire(Ana, Triggers.Accept)),
        .. Often(2, new TicketCommand.ChangePriority(Agent, "p1", "It is urgent.")),
        .. Often(1, new TicketCommand.ChangePriority(Agent, "p4", "It can wait.")),
        .. Often(1, new TicketCommand.ChangeCategory(Agent, "question")),
        .. Often(2, new TicketCommand.ChangeCategory(Agent, "incident")),
        .. Often(1, new TicketCommand.ChangeFacts(Agent, Facts(("down", true)))),
        .. Often(1, new TicketCommand.ChangeFacts(Agent, Facts(("down", false)))),
        .. Often(2, new TicketCommand.ChangeFacts(Billing, Facts(("plan", "gold")))),
        .. Often(1, new TicketCommand.ChangeFacts(Billing, Facts(("plan", "free")))),
        .. Often(2, new TicketCommand.Assign(Lead, "bia")),
        .. Often(1, new TicketCommand.Assign(Lead, null)),
        .. Often(2, new TicketCommand.Link(Agent, LinkKind.Bug, "BUG-1")),
        .. Often(2, new TicketCommand.UpdateLinkedIssue(Agent, "BUG-1", "It is being mended.")),
        .. Often(1, new TicketCommand.RequestFurtherHelp(Ana, "It is not.")),
        .. Often(2, new TicketCommand.Escalate(Ana, "slow", "web", FactSet.Empty)),
        .. Often(1, new TicketCommand.DeEscalate(Lead)),
        .. Often(1, new TicketCommand.MergeInto(Lead, Other, "ana")),
        .. Often(1, new TicketCommand.ReceiveMerge(Lead, Other, "ana")),
        .. Often(1, new TicketCommand.MarkSpam(Lead)),
        .. Often(1, new TicketCommand.GrantAccess(Ana, "test", Instant.FromUtc(2026, 3, 2, 12, 0))),
        .. Often(1, new TicketCommand.GrantAccess(Ana, "test", Instant.FromUtc(2026, 11, 1, 9, 30))),
        Moving(1, PolicyMigrationMode.Keep),
        Moving(1, PolicyMigrationMode.Migrate),
        Moving(1, PolicyMigrationMode.Recompute),
        Moving(2, PolicyMigrationMode.Migrate),
        Moving(2, PolicyMigrationMode.Recompute),
        Moving(0, PolicyMigrationMode.Keep),
        Moving(0, PolicyMigrationMode.Migrate),
    ];

    // Some hours ago: what counts is when it is recorded.
    private static IEnumerable<Func<SlaHistory, TicketCommand>> Calls(int times) =>
        Enumerable.Repeat<Func<SlaHistory, TicketCommand>>(
            history => new TicketCommand.RecordCall(
                Agent,
                Instant.Max(history.Ticket.OpenedAt, history.Now - Duration.FromHours(3)),
                "She was told.",
                history.Plot.IsGold
            ),
            times
        );

    private static IEnumerable<Func<SlaHistory, TicketCommand>> Often(int times, TicketCommand command) =>
        Enumerable.Repeat<Func<SlaHistory, TicketCommand>>(_ => command, times);

    private static Func<SlaHistory, TicketCommand> Moving(int version, PolicyMigrationMode mode) =>
        history => new TicketCommand.MigratePolicy(
            Lead,
            history.Versions[version],
            // The third version has other hours: what was promised in them is counted anew when it is left.
            history.Policy == history.Versions[2]
                ? PolicyMigrationMode.Recompute
                : mode
        );
}
