using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Localization;
using SupportKit.Scope;
using SupportKit.Screening;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Which events are told to whom: the one table of it.</summary>
internal static class Notifications
{
    public static ImmutableArray<OutboundMessage> Of(Policy policy, Ticket ticket, IEnumerable<RecordedEvent> events)
    {
        if (policy.Privacy.Visibility is not { HidesMessages: true })
            return [.. events.SelectMany(recorded => new MessageBuilder(policy, ticket, recorded).Messages())];
        // Nothing is known of whoever reads a mail: what is shown only to some is not in it.
        var hidden = ticket with
        {
            Title = ticket.Id.ToString(),
        };
        var map = new HidingMap(Phrases.In(ticket.Language).Withheld);
        return
        [
            .. events.SelectMany(recorded =>
                new MessageBuilder(policy, hidden, recorded with { Event = recorded.Event.MapTexts(map) })
                    .Messages()
                    .Where(IsOutside)
                    .Concat(
                        new MessageBuilder(policy, ticket, recorded).Messages().Where(message => !IsOutside(message))
                    )
            ),
        ];
    }

    private static bool IsOutside(OutboundMessage message) => message.To.Kind == RecipientKind.Requester;

    private sealed class HidingMap(string phrase) : TextMap
    {
        protected override WrittenText Map(string field, WrittenText text) => phrase;
    }

    /// <summary>What one event is told.</summary>
    private readonly struct MessageBuilder(Policy policy, Ticket ticket, RecordedEvent recorded)
    {
        private readonly Policy policy = policy;
        private readonly Ticket ticket = ticket;
        private readonly RecordedEvent recorded = recorded;

        public OutboundMessage[] Messages() =>
            recorded.Event switch
            {
                TicketEvent.Opened opened => [ToRequester(Receipt(), ("limit", Limit(opened)))],
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
                TicketEvent.Resolved => ToOutside("resolved"),
                TicketEvent.AutoCloseWarningSent warned => ToOutside(
                    "auto-close-warning-sent",
                    ("close-at", Text(warned.CloseAt))
                ),
                TicketEvent.Closed { Reason: ClosingReason.Inactivity } => ToOutside("closed-inactive"),
                TicketEvent.Closed { Reason: ClosingReason.Manual } when recorded.By.Kind != ActorKind.Requester =>
                    ToOutside("closed"),
                TicketEvent.MergedInto merged => ToOutside("merged", ("other", merged.Ticket.ToString())),
                TicketEvent.SplitOff split => ToOutside("split-off", ("other", split.Ticket.ToString())),
                TicketEvent.Shared shared => [ToPerson(shared.With, "shared")],
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
                    ToRequester(
                        "message-flagged",
                        ("advice", ScreeningTexts.About(noted.Findings).Get(ticket.Language))
                    ),
                ],
                TicketEvent.Routed => [ToQueue(ticket.Queue ?? "", "routed")],
                TicketEvent.Assigned { Agent: { } agent } when agent != recorded.By.Id => [ToAgent(agent, "assigned")],
                TicketEvent.RequesterReplied reply => [ToDesk("requester-replied", ("body", reply.Body.Text))],
                TicketEvent.FurtherHelpRequested help => [ToDesk("further-help-requested", ("body", help.Body.Text))],
                TicketEvent.Reopened when recorded.By.Kind == ActorKind.Requester => [ToDesk("reopened")],
                TicketEvent.AccessGranted granted =>
                [
                    ToDesk("access-granted", ("environment", granted.Environment.Text), ("until", Text(granted.Until))),
                ],
                TicketEvent.AccessRevoked or TicketEvent.AccessExpired => [ToDesk("access-ended")],
                TicketEvent.ChangeApproved => [ToDesk("change-approved")],
                TicketEvent.AttachmentAdded file when recorded.By.Kind == ActorKind.Requester =>
                [
                    ToDesk("requester-replied", ("body", file.Name.Text)),
                ],
                TicketEvent.Escalated escalated =>
                [
                    ToQueue(escalated.Queue, "escalated", ("reason", Reason(escalated))),
                ],
                TicketEvent.PromiseWarned warned =>
                [
                    ToDesk("promise-warned", Promise(warned.Metric, WarnedOf(warned.Metric))),
                ],
                TicketEvent.PromiseBreached breached =>
                [
                    ToDesk("promise-breached", Promise(breached.Metric, breached.Due)),
                ],
                _ => [],
            };

        private string Receipt() =>
            ticket.PromiseOf(Metric.FirstResponse.Id) switch
            {
                null => "opened",
                { Earliest: not null } => "opened-with-window",
                _ => "opened-with-promise",
            };

        // What the person is told about the limits of the help, when the scope rule sets any.
        private string Limit(TicketEvent.Opened opened) =>
            policy.Scope.Rules.First(rule => rule.Id == opened.ScopeRule).Then is Verdict.AcceptLimited limited
                ? limited.Limit.Get(opened.Language) + "\n"
                : "";

        private string Reason(TicketEvent.Escalated escalated) =>
            policy.Escalation!.Reasons[escalated.Reason].Get(policy.Languages[0]);

        private string Names(TicketEvent.SecretsRedacted hidden) =>
            ScreeningTexts.Names(hidden.Fields.SelectMany(f => f.Secrets).Select(s => s.Kind)).Get(ticket.Language);

        private static (string, string)[] Promise(string metric, Instant due) =>
            [("metric", metric), ("due", Text(due))];

        // The same decision may have made the next one.
        private Instant WarnedOf(string metric)
        {
            var at = recorded.At;
            var warned = ticket.Promises.LastOrDefault(promise => promise.Metric == metric && promise.StartedAt < at);
            return (warned ?? ticket.PromiseOf(metric)!).Due;
        }

        private OutboundMessage[] ToOutside(string template, params (string, string)[] values)
        {
            var told = this;
            return
            [
                ToRequester(template, values),
                .. ticket.Participants.Select(person => told.ToPerson(person, template, values)),
            ];
        }

        private OutboundMessage ToRequester(string template, params (string, string)[] values) =>
            Message(new Recipient(RecipientKind.Requester, ticket.Requester), "", template, values);

        private OutboundMessage ToPerson(string person, string template, params (string, string)[] values) =>
            Message(new Recipient(RecipientKind.Requester, person), $"/{person}", template, values);

        private OutboundMessage ToQueue(string queue, string template, params (string, string)[] values) =>
            Message(new Recipient(RecipientKind.Queue, queue), "", template, values);

        private OutboundMessage ToAgent(string agent, string template, params (string, string)[] values) =>
            Message(new Recipient(RecipientKind.Agent, agent), "", template, values);

        // Whose ticket it is; while it is nobody's, its queue.
        private OutboundMessage ToDesk(string template, params (string, string)[] values) =>
            ticket.Assignee is { } agent
                ? ToAgent(agent, template, values)
                : ToQueue(ticket.Queue ?? "", template, values);

        private OutboundMessage Message(Recipient to, string who, string template, (string Name, string Value)[] values)
        {
            var number = recorded.Sequence.ToString(CultureInfo.InvariantCulture);
            var language = to.Kind == RecipientKind.Requester ? ticket.Language : policy.Languages[0];
            return new OutboundMessage(
                $"{ticket.Id}/{number}/{to.Kind}{who}",
                ticket.Id,
                recorded.Sequence,
                to,
                template,
                language,
                Common(policy, ticket, language)
                    .AddRange(values.Select(value => KeyValuePair.Create(value.Name, value.Value)))
            );
        }
    }

    private static ImmutableSortedDictionary<string, string> Common(Policy policy, Ticket ticket, string language)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["desk"] = policy.Name.Get(language);
        values["ticket"] = ticket.Id.ToString();
        values["title"] = ticket.Title;
        values["priority"] = ticket.Priority ?? "";
        values["queue"] =
            policy.Routing.Queues.FirstOrDefault(queue => queue.Id == ticket.Queue)?.Title.Get(language) ?? "";
        if (ticket.PromiseOf(Metric.FirstResponse.Id) is { } promise)
        {
            values["answer-by"] = Text(promise.Due);
            if (promise.Earliest is { } earliest)
                values["answer-from"] = Text(earliest);
            if (policy.Sla.NoteOf(promise) is { } note)
                values["note"] = note.Get(language) + "\n";
        }
        return values.ToImmutable();
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
