using System.Globalization;

namespace SupportKit.Decisions;

/// <content>Who is told: the requester and those on the ticket, the assignee, a queue.</content>
internal static partial class Notifications
{
    private readonly partial struct MessageBuilder
    {
        // Of each ticket, somebody is told once that they were brought in, however often they are.
        private bool WasToldBefore(string person) => ticket.InvitationOf(person)?.Id < recorded.Sequence;

        private MessageDraft[] ToOutside(string template, params (string, string)[] values)
        {
            var told = this;
            return
            [
                ToRequester(template, values),
                // Before pseudonyms were compared, two people could be erased to one: a pseudonym may stand here twice, and be the
                // requester's. Two messages to one person for one event would have one id, which no store takes.
                .. ticket
                    .Participants.Where(person =>
                        person != told.ticket.Requester && !told.ticket.IsInvitationPending(person)
                    )
                    .Distinct(StringComparer.Ordinal)
                    .Select(person => ToPerson(person, template, values)),
            ];
        }

        // For a text that exists in the policy's languages only, so that no delivery can choose it.
        private MessageDraft[] EachInTheirLanguage(string template, string place, LocalizedText text)
        {
            var told = this;
            return
            [
                .. ToOutside(template)
                    .Select(message =>
                        message with
                        {
                            Values = [(place, text.Get(told.ticket.ReaderOf(message.To.Id).Language))],
                        }
                    ),
            ];
        }

        // The author knows about it.
        private IEnumerable<MessageDraft> ToOthers(string template, params (string, string)[] values)
        {
            var by = recorded.By;
            return ToOutside(template, values).Where(message => by != Actor.Requester(message.To.Id));
        }

        private MessageDraft ToRequester(string template, params (string, string)[] values) =>
            new(new Recipient(RecipientKind.Requester, ticket.Requester), "", template, values);

        private static MessageDraft ToPerson(string person, string template, params (string, string)[] values) =>
            new(new Recipient(RecipientKind.Requester, person), $"/{person}", template, values);

        private static MessageDraft ToQueue(string queue, string template, params (string, string)[] values) =>
            new(new Recipient(RecipientKind.Queue, queue), "", template, values);

        private static MessageDraft ToAgent(string agent, string template, params (string, string)[] values) =>
            new(new Recipient(RecipientKind.Agent, agent), "", template, values);

        // The assignee; the queue while there is none.
        private MessageDraft ToDesk(string template, params (string, string)[] values) =>
            ticket.Assignee is { } agent
                ? ToAgent(agent, template, values)
                : ToQueue(ticket.Queue ?? "", template, values);

        private MessageDraft ToReader(TicketEvent.DigestSent digest)
        {
            var to = Digests.RecipientOf(digest);
            var count = digest.Notices.Sum(held => held.Value).ToString(CultureInfo.InvariantCulture);
            return new MessageDraft(
                to,
                to.Kind == RecipientKind.Requester && to.Id != ticket.Requester ? $"/{to.Id}" : "",
                "digest-sent",
                [("count", count), ("notices", MessageValues.Text(digest.Notices))]
            );
        }
    }
}
