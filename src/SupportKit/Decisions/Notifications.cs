using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Scope;
using SupportKit.Screening;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>The one table of which events notify whom.</summary>
internal static partial class Notifications
{
    public static ImmutableArray<OutboundMessage> Of(Policy policy, Ticket ticket, IEnumerable<RecordedEvent> events)
    {
        ImmutableArray<RecordedEvent> all = [.. events];
        var told = ImmutableArray.CreateBuilder<OutboundMessage>();
        if (policy.Privacy.Visibility is not { HidesMessages: true } rule)
        {
            foreach (var recorded in all)
                new MessageBuilder(policy, ticket, recorded, all).AddTo(told);
            return told.DrainToImmutable();
        }
        var hidden = ticket with { Title = Called(ticket.Number, ticket.Id) };
        var map = new HidingMap();
        var isOpen = MailVisibility.ShowsRequester(policy, rule, ticket);
        foreach (var recorded in all)
        {
            var masked = recorded with { Event = recorded.Event.MapTexts(map) };
            new MessageBuilder(policy, hidden, masked, all).AddTo(told, IsHidden);
            new MessageBuilder(policy, ticket, recorded, all).AddTo(told, draft => !IsHidden(draft));
        }
        return told.DrainToImmutable();

        // Nothing is known about a participant.
        bool IsHidden(MessageDraft draft) => draft.IsOutside && !(isOpen && draft.To.Id == ticket.Requester);
    }

    /// <summary>Who would be told what of one event, before it is decided who waits, and without the words of every message.</summary>
    public static MessageDraft[] DraftsOf(
        Policy policy,
        Ticket ticket,
        RecordedEvent recorded,
        ImmutableArray<RecordedEvent> all
    ) => new MessageBuilder(policy, ticket, recorded, all).Drafts();

    private sealed class HidingMap : TextMap
    {
        // Known by its reference, so that no words of a person's are taken for it.
        public static readonly string Hidden = new('–', 1);

        protected override WrittenText Map(string field, WrittenText text) => Hidden;
    }

    /// <summary>The messages of one event.</summary>
    private readonly partial struct MessageBuilder(
        Policy policy,
        Ticket ticket,
        RecordedEvent recorded,
        ImmutableArray<RecordedEvent> all
    )
    {
        private readonly Policy policy = policy;
        private readonly Ticket ticket = ticket;
        private readonly RecordedEvent recorded = recorded;
        private readonly ImmutableArray<RecordedEvent> all = all;

        /// <summary>Adds the messages that do not wait, of those drafts that are wanted.</summary>
        public void AddTo(ImmutableArray<OutboundMessage>.Builder told, Func<MessageDraft, bool>? isWanted = null)
        {
            foreach (var draft in Drafts())
            {
                if (!Digests.IsHeld(recorded, draft) && isWanted?.Invoke(draft) != false)
                    told.Add(Message(draft));
            }
        }

        public MessageDraft[] Drafts() =>
            recorded.Event switch
            {
                TicketEvent.Opened opened => [ToRequester(Receipt(), ("limit", Limit(opened)))],
                TicketEvent.AgentReplied { IsAcknowledgement: true } seen when !DecidedEvents.MoveByAsking(all) =>
                    ToOutside("agent-acknowledged", ("body", seen.Body.Text)),
                TicketEvent.AgentReplied question when DecidedEvents.AsksBack(all, ticket) => ToOutside(
                    "agent-asked",
                    ("body", question.Body.Text),
                    ("pause", DecidedEvents.IsPaused(ticket) ? "paused" : "not-paused")
                ),
                TicketEvent.AgentReplied reply => ToOutside("agent-replied", ("body", reply.Body.Text)),
                TicketEvent.AnsweredByLinkedIssue link => ToOutside(
                    "answered-by-linked-issue",
                    ("reference", link.Reference.Text)
                ),
                TicketEvent.LinkedIssueUpdated news => ToOutside(
                    "linked-issue-updated",
                    ("reference", news.Reference.Text),
                    ("body", news.Body.Text)
                ),
                TicketEvent.NextStepSet next => ToOutside("next-step-set", ("step", next.Step.Text)),
                TicketEvent.SwitchEnded ended => EachInTheirLanguage("switch-ended", "about", ended.About),
                TicketEvent.Resolved => ToOutside("resolved"),
                TicketEvent.TimerWarned warned when !IsSuperseded(warned.Timer) => Announcement(warned),
                TicketEvent.TimerFired { Reminds: { } reminds } fired when !IsSuperseded(fired.Timer) =>
                [
                    Reminder(reminds, fired),
                ],
                TicketEvent.Closed { Reason: ClosingReason.Inactivity } => ToOutside("closed-inactive"),
                TicketEvent.Closed { Reason: ClosingReason.Manual } when recorded.By.Kind != ActorKind.Requester =>
                    ToOutside("closed"),
                TicketEvent.MergedInto merged => ToOutside("merged", ("other", Called(merged.Number, merged.Ticket))),
                // The person who merges the tickets knows about it.
                TicketEvent.MergeReceived { IsUnanswered: true } received
                    when ticket.Assignee is { } agent && agent != recorded.By.Id =>
                [
                    ToAgent(agent, "requester-replied", ("body", Called(received.Number, received.Ticket))),
                ],
                TicketEvent.SplitOff split => ToOutside("split-off", ("other", Called(split.Number, split.Ticket))),
                TicketEvent.Shared { With: var person } when !WasToldBefore(person) => [ToPerson(person, "shared")],
                // Of an invitation that comes with a merge they were told on the other ticket.
                TicketEvent.Invited { Person: var person }
                    when recorded.By.Kind == ActorKind.Requester && !WasToldBefore(person) =>
                [
                    ToPerson(person, "invited"),
                ],
                TicketEvent.InboundMailRejected => [ToRequester("inbound-mail-rejected")],
                TicketEvent.ChangeProposed change =>
                [
                    ToRequester(
                        "change-proposed",
                        ("change", change.What.Text),
                        ("environment", change.Environment.Text)
                    ),
                ],
                TicketEvent.ChangeMade => [ToRequester("change-made")],
                TicketEvent.AttachmentApprovalRequested asked =>
                [
                    ToRequester("attachment-approval-requested", ("third-party", asked.ThirdParty.Text)),
                ],
                TicketEvent.AttachmentDisclosed given =>
                [
                    ToRequester("attachment-disclosed", ("third-party", given.ThirdParty.Text)),
                ],
                TicketEvent.SecretsRedacted hidden when recorded.By.Kind == ActorKind.Requester =>
                [
                    ToRequester("secrets-redacted", ("masked", Names(hidden))),
                ],
                TicketEvent.MessageFlagged noted =>
                [
                    ToRequester("message-flagged", ("advice", string.Join(' ', ScreeningTexts.KeysOf(noted.Findings)))),
                ],
                TicketEvent.Routed when !all.Any(IsLaterRoute) => [ToQueue(ticket.Queue ?? "", "routed")],
                TicketEvent.Assigned { Agent: { } agent } when agent != recorded.By.Id => [ToAgent(agent, "assigned")],
                TicketEvent.AssignmentDecided { Agent: { } agent } when agent != recorded.By.Id =>
                [
                    ToAgent(agent, "assigned"),
                ],
                TicketEvent.RequesterReplied reply =>
                [
                    ToDesk("requester-replied", ("body", reply.Body.Text)),
                    .. ToOthers("message-added", ("body", reply.Body.Text)),
                ],
                TicketEvent.FurtherHelpRequested help =>
                [
                    ToDesk("further-help-requested", ("body", help.Body.Text)),
                    .. ToOthers("message-added", ("body", help.Body.Text)),
                ],
                TicketEvent.Reopened when recorded.By.Kind == ActorKind.Requester => [ToDesk("reopened")],
                TicketEvent.AccessGranted granted =>
                [
                    ToDesk("access-granted", ("environment", granted.Environment.Text), ("until", Text(granted.Until))),
                ],
                TicketEvent.AccessRevoked or TicketEvent.AccessExpired => [ToDesk("access-ended")],
                TicketEvent.ChangeApproved => [ToDesk("change-approved")],
                TicketEvent.FactsChanged told when recorded.By.Kind == ActorKind.Requester =>
                [
                    ToDesk("requester-replied", ("body", string.Join(", ", told.Facts.Select(fact => fact.Key)))),
                ],
                TicketEvent.AttachmentApproved approved =>
                [
                    ToDesk("requester-replied", ("body", approved.ThirdParty.Text)),
                ],
                TicketEvent.AttachmentAdded file when recorded.By.Kind == ActorKind.Requester =>
                [
                    ToDesk("requester-replied", ("body", file.Name.Text)),
                ],
                TicketEvent.Escalated escalated =>
                [
                    ToQueue(escalated.Queue, "escalated", ("reason", escalated.Reason)),
                    .. ToOutside("escalation-received", ("reason", escalated.Reason)),
                ],
                TicketEvent.PromiseMade { Promise: var made } when DecidedEvents.Correct(all) => ToOutside(
                    "promise-made",
                    Promise(made)
                ),
                // What was kept is no news.
                TicketEvent.PromiseChanged { Because: OnChange.Keep } => [],
                TicketEvent.PromiseChanged { Promise: var changed } => ToOutside("promise-changed", Promise(changed)),
                TicketEvent.PromiseCanceled withdrawn when DecidedEvents.Withdraws(all, ticket) => ToOutside(
                    "promise-withdrawn",
                    ("metric", withdrawn.Metric)
                ),
                TicketEvent.PromisePaused when DecidedEvents.WaitsForRequester(all, recorded, ticket) => ToOutside(
                    "promise-paused",
                    ("pause", "paused")
                ),
                TicketEvent.DigestSent digest => [ToReader(digest)],
                TicketEvent.PromiseWarned warned => [ToDesk("promise-warned", Promise(WarnedOf(warned.Metric)))],
                TicketEvent.PromiseBreached breached => [ToDesk("promise-breached", Promise(BreachedOf(breached)))],
                _ => [],
            };

        private string Receipt() =>
            ticket.PromiseOf(Metric.FirstResponse.Id) switch
            {
                null => "opened",
                { Earliest: not null } => "opened-with-window",
                _ => "opened-with-promise",
            };

        // The limits of the help, which the person is told when the scope rule sets any.
        private string Limit(TicketEvent.Opened opened) =>
            policy.Scope.Rules.First(rule => rule.Id == opened.ScopeRule).Then is Verdict.AcceptLimited limited
                ? limited.Limit.Get(opened.Language) + "\n"
                : "";

        private static string Names(TicketEvent.SecretsRedacted hidden) =>
            string.Join(' ', ScreeningTexts.KeysOf(hidden.Fields.SelectMany(f => f.Secrets).Select(s => s.Kind)));

        private static (string, string)[] Promise(SlaPromise promise) =>
            [
                ("metric", promise.Metric),
                ("due", Text(promise.Due)),
                (OutboundMessage.Kind, Explanation.NameOf(promise.Kind)),
            ];

        // The same decision may have made the next one.
        private SlaPromise WarnedOf(string metric)
        {
            var at = recorded.At;
            var warned = ticket.Promises.LastOrDefault(promise => promise.Metric == metric && promise.StartedAt < at);
            return warned ?? ticket.PromiseOf(metric)!;
        }

        // What was broken is told with its own instant, whatever became of the promise since.
        private SlaPromise BreachedOf(TicketEvent.PromiseBreached breached) =>
            ticket.Promises.LastOrDefault(promise => promise.Metric == breached.Metric && promise.Due == breached.Due)
            ?? ticket.PromiseOf(breached.Metric)! with
            {
                Due = breached.Due,
            };

        private OutboundMessage Message(MessageDraft draft)
        {
            var (to, values) = (draft.To, draft.Values);
            var number = recorded.Sequence.ToString(CultureInfo.InvariantCulture);
            var (language, zone) =
                to.Kind == RecipientKind.Requester ? ticket.ReaderOf(to.Id)
                : to.Kind == RecipientKind.Agent && ticket.AssigneeLocale is { } reads && reads.Person == to.Id
                    ? (reads.Language, reads.TimeZone)
                : (policy.Languages[0], null);
            var all = MessageValues.Of(policy, ticket, language);
            foreach (var (name, value) in values)
            {
                all[name] = value;
                if (ReferenceEquals(value, HidingMap.Hidden))
                    all[OutboundMessage.Withheld] = all.TryGetValue(OutboundMessage.Withheld, out var others)
                        ? $"{others} {name}"
                        : name;
            }
            if (zone is not null)
                all[OutboundMessage.TimeZone] = zone;
            if (draft.IsOutside && LastMail.Of(ticket.LastMails, to.Id) is { } mail)
                all[OutboundMessage.InReplyTo] = mail;
            return new OutboundMessage(
                $"{ticket.Id}/{number}/{to.Kind}{draft.Who}",
                ticket.Id,
                recorded.Sequence,
                to,
                draft.Template,
                language,
                all.ToImmutable()
            );
        }
    }

    private static string Called(TicketNumber? number, TicketId id) => number?.ToString() ?? id.ToString();

    private static string Text(Instant at) => MessageValues.Text(at);
}
