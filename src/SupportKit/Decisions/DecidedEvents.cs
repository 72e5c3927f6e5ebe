using System.Collections.Immutable;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What the events of one decision mean together, where a single event does not tell.</summary>
internal static class DecidedEvents
{
    /// <summary>Whether what the agent wrote is a question: the desk now waits for the requester.</summary>
    public static bool AsksBack(ImmutableArray<RecordedEvent> all, Ticket after) =>
        after.StateCategory == StateCategory.Pending || MoveByAsking(all);

    /// <summary>Whether a question moved the ticket.</summary>
    public static bool MoveByAsking(ImmutableArray<RecordedEvent> all) =>
        all.Any(recorded => recorded.Event is TicketEvent.StateChanged { Trigger: Triggers.Ask });

    /// <summary>Whether the clock of some promise is paused.</summary>
    public static bool IsPaused(Ticket ticket) =>
        ticket.Promises.Any(promise => promise.Status == PromiseStatus.Paused);

    /// <summary>Whether something that was known turned out otherwise, so that the promises were looked at anew.</summary>
    public static bool Correct(ImmutableArray<RecordedEvent> all) =>
        !all.Any(recorded => recorded.Event is TicketEvent.Opened)
        && all.Any(recorded =>
            recorded.Event
                is TicketEvent.FactsChanged
                    or TicketEvent.CategoryChanged
                    or TicketEvent.PriorityChanged
                    or TicketEvent.PrioritySet
                    or TicketEvent.PolicyMigrated
        );

    /// <summary>Whether a promise that ended was withdrawn; when the ticket itself ended, that is told already.</summary>
    public static bool Withdraws(ImmutableArray<RecordedEvent> all, Ticket after) =>
        Correct(all) && after.StateCategory is not (StateCategory.Resolved or StateCategory.Closed);

    /// <summary>
    /// Whether this is the event that tells the requester that the desk waits for them: the first pause of a decision that did
    /// not tell it with a question, or in a call.
    /// </summary>
    public static bool WaitsForRequester(ImmutableArray<RecordedEvent> all, RecordedEvent paused, Ticket after) =>
        after.StateCategory == StateCategory.Pending
        && !all.Any(recorded => recorded.Event is TicketEvent.AgentReplied or TicketEvent.CallRecorded)
        && all.First(recorded => recorded.Event is TicketEvent.PromisePaused).Sequence == paused.Sequence;
}
