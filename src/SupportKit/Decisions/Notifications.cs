using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Conduct;
using SupportKit.Policies;
using SupportKit.Scope;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Which events are told to whom: the one table of it.</summary>
internal static class Notifications
{
    // What people have written.
    private static readonly string[] Written = ["title", "body", "step", "change"];

    public static ImmutableArray<OutboundMessage> Of(Policy policy, Ticket ticket, IEnumerable<RecordedEvent> events) =>
        [.. events.SelectMany(recorded => new Told(policy, ticket, recorded).Messages())];

    /// <summary>What one event is told.</summary>
    private readonly struct Told(Policy policy, Ticket ticket, RecordedEvent recorded)
    {
        private readonly Policy policy = policy;
        private readonly Ticket ticket = ticket;
        private readonly RecordedEvent recorded = recorded;

        public OutboundMessage[] Messages() =>
            recorded.Event switch
            {
                TicketEvent.Opened opened => [ToRequester(Receipt(), ("limit", Limit(opened)))],
                TicketEvent.AgentReplied reply => ToOutside("agent-replied", ("body", reply.Body)),
                TicketEvent.AnsweredByLink link => ToOutside("answered-by-link", ("reference", link.Reference)),
                TicketEvent.LinkNews news => ToOutside("link-news", ("reference", news.Reference), ("body", news.Body)),
                TicketEvent.NextStepSet next => ToOutside("next-step-set", ("step", next.Step)),
                TicketEvent.Resolved => ToOutside("resolved"),
                TicketEvent.ClosingWarned warned => ToOutside("closing-warned", ("close-at", Text(warned.CloseAt))),
                TicketEvent.Closed { Reason: ClosingReason.NoAnswer } => ToOutside("closed-unanswered"),
                TicketEvent.Closed { Reason: ClosingReason.ByHand } when recorded.By.Kind != ActorKind.Requester =>
                    ToOutside("closed"),
                TicketEvent.MergedInto merged => ToOutside("merged", ("other", merged.Ticket.ToString())),
                TicketEvent.SplitOff split => ToOutside("split-off", ("other", split.Ticket.ToString())),
                TicketEvent.Shared shared => [ToPerson(shared.With, "shared")],
                TicketEvent.MailTurnedBack => [ToRequester("mail-turned-back")],
                TicketEvent.ChangeProposed change =>
                [
                    ToRequester("change-proposed", ("change", change.What), ("environment", change.Environment)),
                ],
                TicketEvent.ChangeMade => [ToRequester("change-made")],
                TicketEvent.AttachmentDisclosed given =>
                [
                    ToRequester("attachment-disclosed", ("third-party", given.ThirdParty)),
                ],
                TicketEvent.SecretsMasked hidden when recorded.By.Kind == ActorKind.Requester =>
                [
                    ToRequester("secrets-masked", ("masked", Names(hidden))),
                ],
                TicketEvent.ConductNoted noted =>
                [
                    ToRequester("conduct-noted", ("advice", ConductTexts.About(noted.Findings).In(ticket.Language))),
                ],
                TicketEvent.Queued => [ToQueue(ticket.Queue ?? "", "queued")],
                TicketEvent.Assigned { Agent: { } agent } when agent != recorded.By.Id => [ToAgent(agent, "assigned")],
                TicketEvent.RequesterReplied reply => [ToDesk("requester-replied", ("body", reply.Body))],
                TicketEvent.HelpRequestedAgain help => [ToDesk("help-requested-again", ("body", help.Body))],
                TicketEvent.Reopened when recorded.By.Kind == ActorKind.Requester => [ToDesk("reopened")],
                TicketEvent.AccessGranted granted =>
                [
                    ToDesk("access-granted", ("environment", granted.Environment), ("until", Text(granted.Until))),
                ],
                TicketEvent.AccessRevoked or TicketEvent.AccessExpired => [ToDesk("access-ended")],
                TicketEvent.ChangeApproved => [ToDesk("change-approved")],
                TicketEvent.Escalated escalated =>
                [
                    ToQueue(escalated.Lead, "escalated", ("reason", Reason(escalated))),
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
                { Earliest: not null } => "opened-window",
                _ => "opened-promised",
            };

        // What the person is told about the limits of the help, when the scope rule sets any.
        private string Limit(TicketEvent.Opened opened) =>
            policy.Scope.Rules.First(rule => rule.Id == opened.ScopeRule).Then is Verdict.AcceptLimited limited
                ? limited.Limit.In(opened.Language) + "\n"
                : "";

        private string Reason(TicketEvent.Escalated escalated) =>
            policy.Escalation!.Reasons[escalated.Reason].In(policy.Languages[0]);

        private string Names(TicketEvent.SecretsMasked hidden) =>
            ConductTexts.Names(hidden.Fields.SelectMany(f => f.Secrets).Select(s => s.Kind)).In(ticket.Language);

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

        // Nothing is known of whoever reads a mail: what is shown only to some is not in it.
        private ImmutableSortedDictionary<string, string> Values(
            Recipient to,
            string language,
            (string Name, string Value)[] values
        )
        {
            var told = Common(policy, ticket, language)
                .AddRange(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
            if (to.Kind != RecipientKind.Requester || policy.Privacy.Withholding is not { Messages: true })
                return told;
            foreach (var name in Written.Where(told.ContainsKey))
                told = told.SetItem(name, name == "title" ? ticket.Id.ToString() : Phrases.In(language).Withheld);
            return told;
        }

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
                Values(to, language, values)
            );
        }
    }

    private static ImmutableSortedDictionary<string, string> Common(Policy policy, Ticket ticket, string language)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["desk"] = policy.Name.In(language);
        values["ticket"] = ticket.Id.ToString();
        values["title"] = ticket.Title;
        values["priority"] = ticket.Priority ?? "";
        values["queue"] =
            policy.Routing.Queues.FirstOrDefault(queue => queue.Id == ticket.Queue)?.Title.In(language) ?? "";
        if (ticket.PromiseOf(Metric.FirstResponse.Id) is { } promise)
        {
            values["answer-by"] = Text(promise.Due);
            if (promise.Earliest is { } earliest)
                values["answer-from"] = Text(earliest);
            if (policy.Sla.NoteOf(promise) is { } note)
                values["note"] = note.In(language) + "\n";
        }
        return values.ToImmutable();
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
