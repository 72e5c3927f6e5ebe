using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <content>What timers tell people.</content>
internal static partial class Notifications
{
    private readonly partial struct MessageBuilder
    {
        // What the trigger will come to, as far as that is known today.
        private MessageDraft[] Announcement(TicketEvent.TimerWarned warned)
        {
            var next = policy.Workflow.StateAfter(ticket.State, warned.Trigger, ticket.Facts);
            return
                warned.Trigger == Triggers.Close
                || next is null
                || policy.Workflow.CategoryOf(next) == StateCategory.Closed
                ? ToOutside("auto-close-warning-sent", ("close-at", Text(warned.Due)))
                : ToOutside("timer-warned", ("at", Text(warned.Due)), ("next-state", next));
        }

        private MessageDraft Reminder(ReminderRecipient reminds, TicketEvent.TimerFired fired)
        {
            const string ToTheDesk = "desk-reminded";
            var since = ("since", Text(ticket.TimerOf(fired.Timer)?.StartedAt ?? fired.Due));
            return reminds switch
            {
                ReminderRecipient.Requester => ToRequester("requester-reminded", since),
                ReminderRecipient.Assignee => ToDesk(ToTheDesk, since),
                ReminderRecipient.Lead when policy.Escalation is { } leads => ToQueue(leads.Queue, ToTheDesk, since),
                ReminderRecipient.Lead or ReminderRecipient.Queue => ToQueue(ticket.Queue ?? "", ToTheDesk, since),
            };
        }

        // A worker that comes late reminds once of what it has missed, and of nothing that the same decision ended.
        private bool IsSuperseded(string timer)
        {
            var at = recorded.Sequence;
            return all.Any(later =>
                later.Sequence > at
                && (
                    (later.Event is TicketEvent.TimerFired fired && fired.Timer == timer)
                    || (later.Event is TicketEvent.TimerStarted started && started.Timer == timer)
                    || (later.Event is TicketEvent.TimerStopped stopped && stopped.Timer == timer)
                )
            );
        }

        // Of several moves in one decision, only the people of the last queue are told.
        private bool IsLaterRoute(RecordedEvent other) =>
            other.Event is TicketEvent.Routed && other.Sequence > recorded.Sequence;
    }
}
