using System.Collections.Immutable;
using System.Reflection;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Localization;
using SupportKit.Screening;
using SupportKit.Tests.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Tickets;

/// <summary>
/// What each event does, against one table: who is told, which signals the clocks hear, what of the ticket changes, where it names
/// a person, and whether a rule is explained. A new event has no row, and whoever adds one has thought of all five.
/// </summary>
public class EventEffectsTests
{
    private const string Table = """
        Escalated                   | Queue:escalated Requester:escalation-received        | escalated follow-up requester-replied                    | EscalatedToQueue     |           |
        DeEscalated                 |                                                      | de-escalated                                             | EscalatedToQueue                    |           |
        NextStepSet                 | Requester:next-step-set                              | next-step-set                                            | NextStep                            |           |
        SwitchEnded                 | Requester:switch-ended                               |                                                          |                                     |           |
        Linked                      |                                                      |                                                          | Links                               |           |
        AnsweredByLinkedIssue       | Requester:answered-by-linked-issue                   | answered-by-linked-issue                                 | FirstAnsweredAt                     |           |
        LinkedIssueUpdated          | Requester:linked-issue-updated                       | linked-issue-updated                                     |                                     |           |
        MergedInto                  | Requester:merged                                     |                                                          | MergedInto                          |           |
        MergeReceived               | Agent:requester-replied                              | follow-up requester-replied                              | MergedTickets        |           |
        SplitOff                    | Requester:split-off                                  |                                                          | SplitOff                            |           |
        ContinuedIn                 |                                                      |                                                          | ContinuedIn                         |           |
        SpamMarked                  |                                                      |                                                          | IsSpam                              |           |
        Shared                      | Requester:shared                                     |                                                          | Invitations Participants            | With      |
        Invited                     | Requester:invited                                    |                                                          | Invitations Participants            | Person    |
        InvitationAccepted          |                                                      |                                                          | Invitations                         | Person    |
        InvitationDeclined          |                                                      |                                                          | Invitations Participants            | Person    |
        Unshared                    |                                                      |                                                          | Participants                        | With      |
        AttachmentAdded             | Agent:requester-replied                              | follow-up requester-replied                              | Attachments          |           |
        AttachmentApprovalRequested | Requester:attachment-approval-requested              |                                                          | Attachments          |           |
        AttachmentApproved          | Agent:requester-replied                              | follow-up requester-replied                              | Attachments          |           |
        AttachmentApprovalWithdrawn |                                                      |                                                          | Attachments                         |           |
        AttachmentDisclosed         | Requester:attachment-disclosed                       |                                                          |                                     |           |
        AttachmentWithdrawn         |                                                      |                                                          | Attachments                         |           |
        AccessGranted               | Agent:access-granted                                 | follow-up requester-replied                              | AccessGrants         |           |
        AccessRevoked               | Agent:access-ended                                   |                                                          | AccessGrants                        |           |
        AccessExpired               | Agent:access-ended                                   |                                                          | AccessGrants                        |           |
        ChangeProposed              | Requester:change-proposed                            |                                                          | ProposedChanges                     |           |
        ChangeApproved              | Agent:change-approved                                | follow-up requester-replied                              | ProposedChanges      |           |
        ChangeMade                  | Requester:change-made                                |                                                          | ProposedChanges                     |           |
        DigestSent                  | Requester:digest-sent                                |                                                          |                                     | Person    |
        PersonErased                |                                                      |                                                          |                                     |           |
        Acknowledged                |                                                      | acknowledged                                             |                                     |           |
        AgentReplied                | Requester:agent-acknowledged Requester:agent-asked   | acknowledged agent-replied                               | FirstAnsweredAt      |           |
        CallRecorded                |                                                      | agent-replied                                            | FirstAnsweredAt      |           |
        RequesterReplied            | Agent:requester-replied Requester:message-added      | follow-up requester-replied                              |                      |           |
        InternalNoteAdded           |                                                      | internal-note-added                                      |                                     |           |
        FurtherHelpRequested        | Agent:further-help-requested Requester:message-added | follow-up requester-replied                              |                      |           |
        InboundMailRejected         | Requester:inbound-mail-rejected                      |                                                          | InboundMailRejectedAt               |           |
        AutomaticMailReceived       |                                                      |                                                          |                                     |           |
        StateChanged                |                                                      | answered closed new on-hold open resolved                | State StateCategory  |           |
        Resolved                    | Requester:resolved                                   |                                                          |                                     |           |
        SolutionAccepted            |                                                      |                                                          |                                     |           |
        Reopened                    | Agent:reopened                                       | reopened                                                 | IsSpam MergedInto                   |           |
        Closed                      | Requester:closed Requester:closed-inactive           |                                                          |                                     |           |
        Opened                      | Requester:opened                                     | answered closed new on-hold open opened pending resolved | all                                 | Requester | explained
        TermsAccepted               |                                                      |                                                          | AcceptedTerms                       | Person    |
        SwitchesRecorded            |                                                      |                                                          |                                     |           |
        PrioritySet                 |                                                      |                                                          | Facts Priority                      |           | explained
        PriorityChanged             |                                                      |                                                          | Facts IsPriorityOverridden Priority |           |
        CategoryChanged             |                                                      |                                                          | Category Facts                      |           |
        FactsChanged                | Agent:requester-replied                              | follow-up requester-replied                              | Facts                |           |
        Routed                      | Queue:routed                                         |                                                          | Facts Queue                         |           | explained
        Assigned                    | Agent:assigned                                       | assigned                                                 | Assignee                            |           |
        AssignmentDecided           | Agent:assigned                                       | assigned                                                 | Assignee                            |           | explained
        SecretsRedacted             | Requester:secrets-redacted                           |                                                          |                                     |           |
        SecretsRevealed             |                                                      |                                                          |                                     |           |
        MessageFlagged              | Requester:message-flagged                            |                                                          |                                     |           |
        PolicyMigrated              |                                                      |                                                          | Policy                              |           |
        PromiseMade                 |                                                      |                                                          | Promises                            |           |
        PromiseChanged              | Requester:promise-changed                            |                                                          | Promises                            |           |
        PromisePaused               | Requester:promise-paused                             |                                                          | Promises                            |           |
        PromiseResumed              |                                                      |                                                          | Promises                            |           |
        PromiseWarned               | Agent:promise-warned                                 |                                                          | Promises                            |           |
        PromiseMet                  |                                                      |                                                          | Promises                            |           |
        PromiseBreached             | Agent:promise-breached                               |                                                          | Promises                            |           |
        PromiseCompletedLate        |                                                      |                                                          | Promises                            |           |
        PromiseCanceled             |                                                      |                                                          | Promises                            |           |
        TimerStarted                |                                                      |                                                          | ScheduledClose                      |           |
        TimerPaused                 |                                                      |                                                          | ScheduledClose                      |           |
        TimerResumed                |                                                      |                                                          | ScheduledClose                      |           |
        TimerWarned                 | Requester:auto-close-warning-sent                    |                                                          | ScheduledClose                      |           |
        TimerFired                  | Agent:desk-reminded Queue:desk-reminded Requester:requester-reminded |                                                          | ScheduledClose                      |           |
        TimerStopped                |                                                      |                                                          | ScheduledClose                      |           |
        Unknown                     |                                                      |                                                          |                                     |           |
        """;

    private const string Metric = "first-response";

    private static readonly Policy Policy = TicketLifePolicies.Plain;

    private static readonly Actor[] Actors = [Ana, Actor.Agent("bo"), TicketLifeDeskFixture.Dora, Actor.System];

    private static readonly string[] OfEveryEvent = ["Version", "UpdatedAt", "Signals", "Key"];

    public static TheoryData<string> Events => [.. Specimens.Events.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_does_what_the_table_says(string name)
    {
        var row = Table.Split('\n').SingleOrDefault(line => Words(line)[0] == name);

        Assert.True(row is not null, $"{name} has no row. It does this: {RowOf(name)}");
        Assert.Equal(Words(row), Words(RowOf(name)));
    }

    [Fact]
    public void The_table_has_no_row_of_an_event_that_is_gone() =>
        Assert.Empty(
            Table.Split('\n').Select(line => Words(line)[0]).Except(Specimens.Events.Select(type => type.Name))
        );

    [Fact]
    public void A_state_of_a_category_that_only_a_newer_version_has_is_no_signal()
    {
        var newer = TicketJson.ReadStateCategory("Escaped");
        var ticket = Specimens.FullTicket(Policy, "pending");

        Assert.Empty(TicketSignals.Of(ticket, new TicketEvent.StateChanged("pending", "off", newer, "go"), Agent));
    }

    private static string[] Words(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string RowOf(string name)
    {
        var type = Specimens.Events.Single(one => one.Name == name);
        var told = new SortedSet<string>(StringComparer.Ordinal);
        var signals = new SortedSet<string>(StringComparer.Ordinal);
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        var explained = false;
        foreach (var before in type == typeof(TicketEvent.Opened) ? [null] : Tickets())
        foreach (var happened in Variants(type, before))
        foreach (var by in Actors)
        {
            var recorded = new RecordedEvent((before?.Version ?? 0) + 1, Monday, by, happened);
            if (TryApply(before, recorded) is not { } after)
                continue;
            told.UnionWith(
                Notifications.Of(Policy, after, [recorded]).Select(message => $"{message.To.Kind}:{message.Template}")
            );
            signals.UnionWith(TicketSignals.Of(before, happened, by));
            changed.UnionWith(before is null ? ["all"] : ChangedIn(before, after));
            explained |=
                new Decision.Accepted(new(Policy, after.Facts, Monday), after, [recorded]).Explain()
                    is { Choices.IsEmpty: false }
                        or { Assignment: not null };
        }
        var people = type.GetProperties().Where(member => NamesPersonIn(type, member)).Select(member => member.Name);
        return $"{name} | {string.Join(' ', told)} | {string.Join(' ', signals)} | {string.Join(' ', changed)} "
            + $"| {string.Join(' ', people)} | {(explained ? "explained" : "")}";
    }

    private static Ticket? TryApply(Ticket? before, RecordedEvent recorded)
    {
        try
        {
            return TicketHistory.Apply(before, recorded);
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.TicketHistoryDamaged)
        {
            return null; // an end without a beginning, which another of the tickets has
        }
    }

    /// <summary>Tickets that have something that any event can end.</summary>
    private static IEnumerable<Ticket?> Tickets()
    {
        var full = Specimens.FullTicket(Policy, "pending");
        yield return full;
        yield return After(full, new TicketEvent.PromisePaused(Metric));
        yield return After(full, new TicketEvent.PromiseBreached(Metric, Monday));
        yield return After(
            full,
            new TicketEvent.Escalated("stuck", "leads", FactSet.Empty),
            new TicketEvent.AgentReplied("It works again."),
            new TicketEvent.SpamMarked(),
            new TicketEvent.MergedInto(Id),
            new TicketEvent.TimerWarned("close", Monday + Duration.FromDays(7), "close")
        );
    }

    private static Ticket After(Ticket ticket, params TicketEvent[] events) =>
        events.Aggregate(
            ticket,
            (before, happened) => TicketHistory.Apply(before, new(before.Version + 1, Monday, Agent, happened))
        );

    /// <summary>The event with each value of its enumerations and flags, of things that the ticket has.</summary>
    private static IEnumerable<TicketEvent> Variants(Type type, Ticket? ticket) =>
        from number in Enumerable.Range(0, 8)
        select (TicketEvent)
            Specimens.Make(
                type,
                (name, of) =>
                    (name, of) switch
                    {
                        (_, { IsEnum: true }) => Enum.GetValues(of) is var all
                            ? all.GetValue(number % all.Length)
                            : null,
                        ("With" or "Person", _) => number < 4 ? "rui" : "tomas", // the one takes part already
                        ("ScopeRule", _) => "all",
                        ("Findings", _) => ImmutableArray.Create(
                            new ScreeningFinding(MessageCheck.AllCaps, MessageAction.Advise)
                        ),
                        ("Metric", _) => Metric,
                        ("Timer", _) when type != typeof(TicketEvent.Routed) => "close",
                        ("Timer", _) => null,
                        ("Trigger", _) when type.Name.StartsWith("Timer", StringComparison.Ordinal) => "close",
                        ("Reminds", _) => (ReminderRecipient)(number % 4),
                        ("IsAcknowledgement", _) => number < 4,
                        ("Next", _) => number < 4 ? null : Monday + Duration.FromDays(1),
                        ("Facts", _) => Facts(("environment", "TEST")),
                        ("Reference", _) => (WrittenName)"BUG-2",
                        ("Grant", _) => ticket!.AccessGrants[0].Id,
                        ("Change", _) => ticket!.ProposedChanges[0].Id,
                        ("Promise", _) => ticket!.PromiseOf(Metric)! with { Due = Monday },
                        _ => null,
                    }
            );

    private static IEnumerable<string> ChangedIn(Ticket before, Ticket after) =>
        typeof(Ticket)
            .GetProperties()
            .Where(member => !Equals(member.GetValue(before), member.GetValue(after)))
            .Select(member => member.Name)
            .Except(OfEveryEvent);

    private static bool NamesPersonIn(Type type, PropertyInfo member)
    {
        const string Person = "somebody";
        if (member.PropertyType != typeof(string))
            return false;
        var happened = (TicketEvent)Specimens.Make(type, (name, _) => name == member.Name ? Person : null);
        return TicketErasure.Names([new RecordedEvent(1, Monday, Actor.System, happened)], Person);
    }
}
