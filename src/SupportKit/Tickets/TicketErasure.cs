using System.Collections.Immutable;
using NodaTime;
using SupportKit.Rules;

namespace SupportKit.Tickets;

/// <summary>
/// What of a history is erased when a person from outside the desk is to be forgotten: the one place that decides it. Pure.
/// </summary>
/// <remarks>
/// Of a ticket that the person asked, everything anybody wrote goes, for answers repeat what was asked; of another one only
/// what they wrote themselves. Their id becomes the replacement wherever they act, or are named, from outside the desk. When
/// what happened, states, promises, verdicts and who of the desk did what stay as they are.
/// </remarks>
public static class TicketErasure
{
    private const string NoType = "application/octet-stream";

    /// <summary>The history without the person, and as its last event that they were erased.</summary>
    /// <param name="history">The whole history of one ticket; not empty.</param>
    /// <param name="person">The host's id of the person.</param>
    /// <param name="replacement">The pseudonym; an id that nobody has.</param>
    /// <param name="keeps">Whether a fact of this name and value says nothing of a person: one of a closed list.</param>
    /// <param name="at">When they are erased.</param>
    /// <returns>As many events as before and one more; the very history when the person is nowhere in it.</returns>
    /// <exception cref="InvalidOperationException"><c>erasure.event_unknown</c>: a newer version wrote an event into it.</exception>
    public static ImmutableArray<RecordedEvent> Erase(
        ImmutableArray<RecordedEvent> history,
        string person,
        string replacement,
        Func<string, FactValue, bool> keeps,
        Instant at
    )
    {
        var asked = history.Any(recorded => recorded.Event is TicketEvent.Opened opened && opened.Requester == person);
        var erased = history.Select(One).ToImmutableArray();
        if (!asked && erased.SequenceEqual(history))
            return history;
        var last = erased[^1];
        return erased.Add(
            new RecordedEvent(
                last.Sequence + 1,
                Instant.Max(at, last.At),
                Actor.System,
                new TicketEvent.PersonErased(replacement)
            )
        );

        RecordedEvent One(RecordedEvent recorded)
        {
            var wrote = recorded.By is { Kind: ActorKind.Requester } by && by.Id == person;
            var happened = Renamed(recorded.Event, id => id == person ? replacement : id);
            return recorded with
            {
                By = wrote ? Actor.Requester(replacement) : recorded.By,
                Event = asked || wrote || MayName(happened, person) ? Emptied(happened, keeps) : happened,
            };
        }
    }

    /// <summary>Whether a message tells of the person, so that it goes too: any of a ticket they asked, else what concerns them.</summary>
    /// <param name="history">The history before it was erased.</param>
    /// <param name="person">The host's id of the person.</param>
    /// <param name="sequence">The event that the message tells of.</param>
    public static bool Concerns(ImmutableArray<RecordedEvent> history, string person, long sequence) =>
        history[0].Event is TicketEvent.Opened opened && opened.Requester == person
        || history.Any(recorded =>
            recorded.Sequence == sequence
            && (
                recorded.By == Actor.Requester(person)
                || Renamed(recorded.Event, id => id == person ? "" : id) != recorded.Event
            )
        );

    private static bool MayName(TicketEvent happened, string person) =>
        happened is TicketEvent.Unknown unknown && unknown.Json.Contains(person, StringComparison.Ordinal);

    // Where events name somebody from outside the desk.
    private static TicketEvent Renamed(TicketEvent happened, Func<string, string> rename) =>
        happened switch
        {
            TicketEvent.Opened opened => opened with { Requester = rename(opened.Requester) },
            TicketEvent.TermsAccepted accepted => accepted with { Person = rename(accepted.Person) },
            TicketEvent.Shared shared => new TicketEvent.Shared(rename(shared.With)),
            TicketEvent.Unshared unshared => new TicketEvent.Unshared(rename(unshared.With)),
            _ => happened,
        };

    // Every kind of event stands here, so that a new one is a decision.
    private static TicketEvent Emptied(TicketEvent happened, Func<string, FactValue, bool> keeps) =>
        happened switch
        {
            TicketEvent.Opened opened => opened with { Title = "", Body = "", Facts = Closed(opened.Facts, keeps) },
            TicketEvent.FactsChanged changed => new TicketEvent.FactsChanged(Closed(changed.Facts, keeps)),
            TicketEvent.PriorityChanged changed => changed with { Reason = "" },
            TicketEvent.AgentReplied => new TicketEvent.AgentReplied(""),
            TicketEvent.RequesterReplied => new TicketEvent.RequesterReplied(""),
            TicketEvent.InternalNoted => new TicketEvent.InternalNoted(""),
            TicketEvent.HelpRequestedAgain => new TicketEvent.HelpRequestedAgain(""),
            TicketEvent.MailTurnedBack => new TicketEvent.MailTurnedBack(""),
            TicketEvent.Escalated escalated => escalated with { Details = Closed(escalated.Details, keeps) },
            TicketEvent.NextStepSet => new TicketEvent.NextStepSet(""),
            TicketEvent.LinkNews news => news with { Body = "" },
            TicketEvent.AttachmentAdded added => added with { Name = "", ContentType = NoType },
            TicketEvent.ChangeProposed proposed => proposed with { What = "" },

            // Names of the policy, of the desk's people, of the host's systems; and whom files went to, which is owed an account of.
            TicketEvent.TermsAccepted
            or TicketEvent.BusyPeriodPinned
            or TicketEvent.PrioritySet
            or TicketEvent.CategoryChanged
            or TicketEvent.Queued
            or TicketEvent.Assigned
            or TicketEvent.SecretsMasked
            or TicketEvent.ConductNoted
            or TicketEvent.PolicyMoved
            or TicketEvent.Acknowledged
            or TicketEvent.StateChanged
            or TicketEvent.Resolved
            or TicketEvent.Accepted
            or TicketEvent.Reopened
            or TicketEvent.Closed
            or TicketEvent.ClosingPlanned
            or TicketEvent.ClosingWarned
            or TicketEvent.DeEscalated
            or TicketEvent.Linked
            or TicketEvent.AnsweredByLink
            or TicketEvent.MergedInto
            or TicketEvent.Absorbed
            or TicketEvent.SplitOff
            or TicketEvent.SpamMarked
            or TicketEvent.Shared
            or TicketEvent.Unshared
            or TicketEvent.AttachmentApproved
            or TicketEvent.AttachmentApprovalWithdrawn
            or TicketEvent.AttachmentDisclosed
            or TicketEvent.AttachmentWithdrawn
            or TicketEvent.AccessGranted
            or TicketEvent.AccessRevoked
            or TicketEvent.AccessExpired
            or TicketEvent.ChangeApproved
            or TicketEvent.ChangeMade
            or TicketEvent.PersonErased
            or TicketEvent.PromiseMade
            or TicketEvent.PromiseChanged
            or TicketEvent.PromisePaused
            or TicketEvent.PromiseResumed
            or TicketEvent.PromiseWarned
            or TicketEvent.PromiseMet
            or TicketEvent.PromiseBreached
            or TicketEvent.PromiseFulfilled
            or TicketEvent.PromiseWithdrawn => happened,

            _ => throw new InvalidOperationException(
                $"erasure.event_unknown: what an event of the type {TypeOf(happened)} says of a person is not known here, and "
                    + "nothing of its ticket was erased. Erase with the version of SupportKit that wrote it, or a later one."
            ),
        };

    private static FactSet Closed(FactSet facts, Func<string, FactValue, bool> keeps) =>
        FactSet.Of(facts.Where(fact => keeps(fact.Key, fact.Value)));

    private static string TypeOf(TicketEvent happened) =>
        happened is TicketEvent.Unknown unknown ? $"\"{unknown.Type}\"" : happened.GetType().Name;
}
