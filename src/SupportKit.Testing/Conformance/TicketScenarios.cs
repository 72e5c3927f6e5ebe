using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Testing;

/// <summary>What may happen to an incident after it was opened, step by step: together, every kind of event there is.</summary>
internal static class TicketScenarios
{
    /// <summary>The lives; each step gives the next commit on the ticket as it then stands.</summary>
    public static ImmutableArray<ImmutableArray<Func<Ticket, TicketCommit>>> All =>
        [
            Steps(Missed, Talk, Privacy, Moved, Over),
            Steps(Corrected, Merged),
            Steps(Spam),
            // No workflow of the sample desk closes anything by itself.
            [ClosingBySilence],
            // A digest takes ten minutes in which much happens, and the other lives take none.
            [Digest],
            // No queue of the sample desk assigns its tickets by itself.
            [Assigning],
        ];

    private const string Environment = "production";

    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "abc123";

    private static readonly Actor Ana = Actor.Requester(ConformanceDeskFixture.Ana);
    private static readonly Actor Cleo = Actor.Requester("cleo");
    private static readonly Actor Lead = Actor.Lead("lea");
    private static readonly Actor Tracker = Actor.Integration("tracker");

    // The acknowledgement is missed, the first response warned of, and others are called in.
    private static Func<Ticket, TicketCommand>[] Missed =>
        [
            _ => new TicketCommand.ProcessDeadlines(),
            _ => new TicketCommand.ProcessDeadlines(),
            _ => new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent),
            _ => new TicketCommand.Assign(ConformanceDeskFixture.Agent, "bo"),
            _ => new TicketCommand.ChangePriority(ConformanceDeskFixture.Agent, "normal", "It is only slow."),
            _ => new TicketCommand.Escalate(Ana, "stuck", "portal", FactSet.Empty.With("note", "Nobody looks.")),
            _ => new TicketCommand.SetNextStep(Lead, "Compare the logs."),
            _ => new TicketCommand.DeEscalate(Lead),
        ];

    private static Func<Ticket, TicketCommand>[] Talk =>
        [
            _ => new TicketCommand.Note(ConformanceDeskFixture.Agent, "Seen before."),
            _ => new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Which one?", AsksBack: true),
            _ => new TicketCommand.Reply(Ana, $"This one; password: {Secret}. And there is another problem."),
            ticket => new TicketCommand.RecordCall(ConformanceDeskFixture.Agent, ticket.OpenedAt, "Ana was told."),
            _ => new TicketCommand.Link(ConformanceDeskFixture.Agent, LinkKind.Bug, "B-7"),
            _ => new TicketCommand.RejectInboundMail(Tracker, "<1@mail.example>"),
            _ => new TicketCommand.RecordAutomaticMail(Tracker, AutomaticMailKind.Reply, "I am away until Monday."),
            _ => new TicketCommand.UpdateLinkedIssue(Tracker, "B-7", "It is understood."),
            _ => new TicketCommand.RequestFurtherHelp(Ana, "It still does not move."),
            ticket => new TicketCommand.RevealSecrets(Lead, ticket.Version) { AreKept = true },
            _ => new TicketCommand.TellSwitchEnded(
                ConformanceDeskFixture.Agent,
                "busy",
                null,
                LocalizedText.Invariant("busy days")
            ),
            ticket => new TicketCommand.SplitOff(ConformanceDeskFixture.Agent, TicketId.New(ticket.UpdatedAt)),
            ticket => new TicketCommand.ContinueIn(Ana, TicketId.New(ticket.UpdatedAt)),
            ticket => new TicketCommand.ReceiveMerge(
                ConformanceDeskFixture.Agent,
                TicketId.New(ticket.UpdatedAt),
                ConformanceDeskFixture.Ana
            ),
        ];

    private static Func<Ticket, TicketCommand>[] Privacy =>
        [
            _ => new TicketCommand.Share(Ana, Cleo.Id) { HasAccount = true },
            _ => new TicketCommand.AcceptTerms(Cleo, ConformanceDeskFixture.Terms),
            _ => new TicketCommand.Unshare(Ana, Cleo.Id),
            // Whoever has accepted before is not asked again.
            _ => new TicketCommand.Share(Ana, Cleo.Id) { HasAccount = true },
            _ => new TicketCommand.Unshare(Cleo, Cleo.Id),
            _ => new TicketCommand.Share(Ana, "dan") { HasAccount = true },
            _ => new TicketCommand.DeclineInvitation(Actor.Requester("dan")),
            _ => new TicketCommand.Attach(Ana, "a1", "../log.txt", "text/plain", 3_000_000_000),
            _ => new TicketCommand.RequestApproval(ConformanceDeskFixture.Agent, "a1", "maker"),
            _ => new TicketCommand.ApproveAttachment(Ana, "a1", "maker"),
            _ => new TicketCommand.Disclose(ConformanceDeskFixture.Agent, "a1", "maker"),
            _ => new TicketCommand.WithdrawApproval(Ana, "a1", "maker"),
            _ => new TicketCommand.WithdrawAttachment(Ana, "a1"),
            _ => new TicketCommand.ProposeChange(ConformanceDeskFixture.Agent, Environment, "A longer timeout."),
            ticket => new TicketCommand.ApproveChange(Ana, ticket.ProposedChanges[0].Id),
            ticket => new TicketCommand.GrantAccess(
                Ana,
                Environment,
                ticket.UpdatedAt + ConformanceDeskFixture.Microsecond * 2
            ),
            ticket => new TicketCommand.MakeChange(ConformanceDeskFixture.Agent, ticket.ProposedChanges[0].Id),
            ticket => new TicketCommand.RevokeAccess(Ana, ticket.AccessGrants[0].Id),
            ticket => new TicketCommand.GrantAccess(
                Ana,
                Environment,
                ticket.UpdatedAt + ConformanceDeskFixture.Microsecond
            ),
            _ => new TicketCommand.ProcessDeadlines(),
        ];

    private static Func<Ticket, TicketCommand>[] Moved =>
        [
            _ => new TicketCommand.ChangeFacts(Tracker, FactSet.Empty.With("seats", 13m)),
            _ => new TicketCommand.MigratePolicy(
                Lead,
                ConformanceDeskFixture.NextPolicy,
                PolicyMigrationMode.Recompute
            ),
        ];

    private static Func<Ticket, TicketCommand>[] Over =>
        [
            _ => new TicketCommand.Fire(ConformanceDeskFixture.Agent, Triggers.Resolve),
            _ => new TicketCommand.Reply(Ana, "No, it is not.") { MailId = "m1@people.example" },
            _ => new TicketCommand.Fire(ConformanceDeskFixture.Agent, Triggers.Resolve),
            _ => new TicketCommand.Fire(Ana, Triggers.Accept),
        ];

    private static Func<Ticket, TicketCommand>[] Corrected =>
        [_ => new TicketCommand.ChangeCategory(ConformanceDeskFixture.Agent, "question")];

    private static Func<Ticket, TicketCommand>[] Merged =>
        [
            ticket => new TicketCommand.MergeInto(
                ConformanceDeskFixture.Agent,
                TicketId.New(ticket.UpdatedAt),
                ConformanceDeskFixture.Ana
            ),
        ];

    private static Func<Ticket, TicketCommand>[] Spam =>
        [_ => new TicketCommand.MarkSpam(ConformanceDeskFixture.Agent)];

    // Two timers: one that is warned of, and one that is paused, goes on, fires and is over.
    private static TicketCommit ClosingBySilence(Ticket ticket)
    {
        const string Close = "close",
            Remind = "remind";
        var (at, due) = (ticket.UpdatedAt, ticket.UpdatedAt + Duration.FromDays(2));
        var after = SlaDuration.Parse("48h");
        TicketEvent[] happened =
        [
            new TicketEvent.TimerStarted(Close, at, due, after, at, Triggers.Close),
            new TicketEvent.TimerWarned(Close, due, Triggers.Close),
            new TicketEvent.TimerStarted(Remind, at, at, after),
            new TicketEvent.TimerPaused(Remind, at),
            new TicketEvent.TimerResumed(Remind, at),
            new TicketEvent.TimerFired(Remind, at, ReminderRecipient.Requester),
            new TicketEvent.TimerStopped(Remind),
        ];
        ImmutableArray<RecordedEvent> events =
        [
            .. happened.Select((one, place) => new RecordedEvent(ticket.Version + place + 1, at, Actor.System, one)),
        ];
        return new TicketCommit(events.Aggregate(ticket, TicketHistory.Apply), events, [], ticket.Version, null);
    }

    private static TicketCommit Assigning(Ticket ticket)
    {
        var decided = new TicketEvent.AssignmentDecided(
            "bo",
            AssignmentMode.LeastLoaded,
            [new("bo", AgentFitness.Fit, 1), new("cy", AgentFitness.OffDuty, 0)],
            "pt",
            "America/Sao_Paulo"
        );
        var recorded = new RecordedEvent(ticket.Version + 1, ticket.UpdatedAt, Actor.System, decided);
        return new TicketCommit(TicketHistory.Apply(ticket, recorded), [recorded], [], ticket.Version, null);
    }

    private static TicketCommit Digest(Ticket ticket)
    {
        var told = new TicketEvent.DigestSent(ConformanceDeskFixture.Ana, null, null, [new("agent-replied", 2)]);
        var recorded = new RecordedEvent(ticket.Version + 1, ticket.UpdatedAt, Actor.System, told);
        return new TicketCommit(TicketHistory.Apply(ticket, recorded), [recorded], [], ticket.Version, null);
    }

    private static ImmutableArray<Func<Ticket, TicketCommit>> Steps(params Func<Ticket, TicketCommand>[][] parts) =>
        [.. parts.SelectMany(part => part).Select(Step)];

    // A deadline's time has come; everything else happens at once.
    private static Func<Ticket, TicketCommit> Step(Func<Ticket, TicketCommand> next) =>
        ticket =>
            next(ticket) switch
            {
                TicketCommand.ProcessDeadlines => ConformanceDeskFixture.ProcessDeadline(ticket),
                var command => ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt),
            };
}
