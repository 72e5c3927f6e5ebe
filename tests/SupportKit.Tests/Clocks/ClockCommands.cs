using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Clocks;

/// <summary>What may happen to a ticket of <see cref="ClockPolicies"/>; the more often something stands here, the likelier it is.</summary>
internal static class ClockCommands
{
    public static readonly Actor Lead = Actor.Lead("ines");
    public static readonly Actor Billing = Actor.Integration("billing");

    private static readonly TicketId Other = TicketId.TryParse("0198c0de0000700080000000000000bb")!.Value;

    public static ImmutableArray<Func<ClockHistory, TicketCommand>> All { get; } =
    [
        .. Often(6, new TicketCommand.Reply(Ana, "Something is still wrong.")),
        .. Often(4, new TicketCommand.Reply(Agent, "Here is an answer.")),
        .. Often(4, new TicketCommand.Reply(Agent, "Which version is it?", AsksBack: true)),
        .. Often(2, new TicketCommand.Note(Agent, "Seen before.")),
        .. Often(1, new TicketCommand.Acknowledge(Agent)),
        .. Often(3, new TicketCommand.FireDeadlines()),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Hold)),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Resume)),
        .. Often(2, new TicketCommand.Fire(Agent, Triggers.Resolve)),
        .. Often(3, new TicketCommand.Fire(Agent, Triggers.Reopen)),
        .. Often(1, new TicketCommand.Fire(Agent, Triggers.Close)),
        .. Often(1, new TicketCommand.Fire(Ana, Triggers.Accept)),
        .. Often(2, new TicketCommand.Prioritise(Agent, "p1", "It is urgent.")),
        .. Often(1, new TicketCommand.Prioritise(Agent, "p4", "It can wait.")),
        .. Often(1, new TicketCommand.Recategorise(Agent, "question")),
        .. Often(2, new TicketCommand.Recategorise(Agent, "incident")),
        .. Often(1, new TicketCommand.ChangeFacts(Agent, Facts(("down", true)))),
        .. Often(1, new TicketCommand.ChangeFacts(Agent, Facts(("down", false)))),
        .. Often(2, new TicketCommand.ChangeFacts(Billing, Facts(("plan", "gold")))),
        .. Often(1, new TicketCommand.ChangeFacts(Billing, Facts(("plan", "free")))),
        .. Often(2, new TicketCommand.Assign(Lead, "bia")),
        .. Often(1, new TicketCommand.Assign(Lead, null)),
        .. Often(2, new TicketCommand.Link(Agent, LinkKind.Bug, "BUG-1")),
        .. Often(2, new TicketCommand.TellNews(Agent, "BUG-1", "It is being mended.")),
        .. Often(1, new TicketCommand.RequestHelp(Ana, "It is not.")),
        .. Often(2, new TicketCommand.Escalate(Ana, "slow", "web", FactSet.Empty)),
        .. Often(1, new TicketCommand.DeEscalate(Lead)),
        .. Often(1, new TicketCommand.MergeInto(Lead, Other, "ana")),
        .. Often(1, new TicketCommand.Absorb(Lead, Other, "ana")),
        .. Often(1, new TicketCommand.MarkSpam(Lead)),
        .. Often(1, new TicketCommand.GrantAccess(Ana, "test", Instant.FromUtc(2026, 3, 2, 12, 0))),
        .. Often(1, new TicketCommand.GrantAccess(Ana, "test", Instant.FromUtc(2026, 11, 1, 9, 30))),
        Moving(1, PolicyMove.Keep),
        Moving(1, PolicyMove.Migrate),
        Moving(1, PolicyMove.Recompute),
        Moving(2, PolicyMove.Migrate),
        Moving(2, PolicyMove.Recompute),
        Moving(0, PolicyMove.Keep),
        Moving(0, PolicyMove.Migrate),
    ];

    private static IEnumerable<Func<ClockHistory, TicketCommand>> Often(int times, TicketCommand command) =>
        Enumerable.Repeat<Func<ClockHistory, TicketCommand>>(_ => command, times);

    private static Func<ClockHistory, TicketCommand> Moving(int version, PolicyMove mode) =>
        history => new TicketCommand.MovePolicy(
            Lead,
            history.Versions[version],
            // The third version has other hours: what was promised in them is counted anew when it is left.
            history.Policy == history.Versions[2]
                ? PolicyMove.Recompute
                : mode
        );
}
