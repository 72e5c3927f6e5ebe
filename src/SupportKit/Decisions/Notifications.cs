using System.Collections.Immutable;
using System.Globalization;
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
    public static ImmutableArray<OutboundMessage> Of(Policy policy, Ticket ticket, IEnumerable<RecordedEvent> events) =>
        [.. events.SelectMany(recorded => Of(policy, ticket, recorded))];

    private static IEnumerable<OutboundMessage> Of(Policy policy, Ticket ticket, RecordedEvent recorded)
    {
        var requester = new Recipient(RecipientKind.Requester, ticket.Requester);
        var queue = new Recipient(RecipientKind.Queue, ticket.Queue ?? "");
        return recorded.Event switch
        {
            TicketEvent.Opened opened => [Message(requester, Receipt(), ("limit", Limit(opened)))],
            TicketEvent.Queued => [Message(queue, "queued")],
            TicketEvent.AgentReplied reply => [Message(requester, "agent-replied", ("body", reply.Body))],
            TicketEvent.RequesterReplied reply => [Message(queue, "requester-replied", ("body", reply.Body))],
            TicketEvent.Escalated escalated =>
            [
                Message(
                    new Recipient(RecipientKind.Queue, escalated.Lead),
                    "escalated",
                    ("reason", policy.Escalation!.Reasons[escalated.Reason].In(policy.Languages[0]))
                ),
            ],
            TicketEvent.PromiseWarned warned => [Message(queue, "promise-warned", Promise(warned.Metric))],
            TicketEvent.PromiseBreached breached => [Message(queue, "promise-breached", Promise(breached.Metric))],
            TicketEvent.StateChanged { Category: StateCategory.Resolved } => [Message(requester, "resolved")],
            TicketEvent.SecretsMasked hidden when recorded.By.Kind == ActorKind.Requester =>
            [
                Message(requester, "secrets-masked", ("masked", Names(hidden))),
            ],
            TicketEvent.ConductNoted noted =>
            [
                Message(requester, "conduct-noted", ("advice", ConductTexts.About(noted.Findings).In(ticket.Language))),
            ],
            _ => [],
        };

        string Receipt() =>
            ticket.PromiseOf(Metric.FirstResponse.Id) switch
            {
                null => "opened",
                { Earliest: not null } => "opened-window",
                _ => "opened-promised",
            };

        // What the person is told about the limits of the help, when the scope rule sets any.
        string Limit(TicketEvent.Opened opened) =>
            policy.Scope.Rules.First(rule => rule.Id == opened.ScopeRule).Then is Verdict.AcceptLimited limited
                ? limited.Limit.In(opened.Language) + "\n"
                : "";

        string Names(TicketEvent.SecretsMasked hidden) =>
            ConductTexts.Names(hidden.Fields.SelectMany(f => f.Secrets).Select(s => s.Kind)).In(ticket.Language);

        (string, string)[] Promise(string metric) =>
            [("metric", metric), ("due", InstantPattern.ExtendedIso.Format(ticket.PromiseOf(metric)!.Due))];

        OutboundMessage Message(Recipient to, string template, params (string Name, string Value)[] values)
        {
            var number = recorded.Sequence.ToString(CultureInfo.InvariantCulture);
            var language = to.Kind == RecipientKind.Requester ? ticket.Language : policy.Languages[0];
            var own = values.Select(value => KeyValuePair.Create(value.Name, value.Value));
            return new OutboundMessage(
                $"{ticket.Id}/{number}/{to.Kind}",
                ticket.Id,
                recorded.Sequence,
                to,
                template,
                language,
                Common(policy, ticket, language).AddRange(own)
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
            values["answer-by"] = InstantPattern.ExtendedIso.Format(promise.Due);
            if (promise.Earliest is { } earliest)
                values["answer-from"] = InstantPattern.ExtendedIso.Format(earliest);
            if (policy.Sla.NoteOf(promise) is { } note)
                values["note"] = note.In(language) + "\n";
        }
        return values.ToImmutable();
    }
}
