using System.Collections.Immutable;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.Tickets;

/// <summary>
/// What of a history is erased when a person from outside the desk is to be forgotten: the one place that decides it. Pure.
/// </summary>
/// <remarks>
/// Of a ticket that the person asked, everything anybody wrote goes, for answers repeat what was asked; of another one only
/// what they wrote themselves. Their id becomes the replacement wherever they act, or are named, from outside the desk; a ticket that they
/// asked no longer names their organization, and their colleagues no longer see it. When
/// what happened, states, promises, verdicts and who of the desk did what stay as they are.
/// </remarks>
public static class TicketErasure
{
    /// <summary>The history without the person, and as its last event that they were erased.</summary>
    /// <param name="history">The whole history of one ticket; not empty.</param>
    /// <param name="person">The host's id of the person.</param>
    /// <param name="replacement">The pseudonym; an id that nobody has, and that no other person of this ticket was given.</param>
    /// <param name="keeps">Whether a fact of this name and value says nothing of a person: one of a closed list.</param>
    /// <param name="at">When they are erased.</param>
    /// <returns>As many events as before and one more; the very history when the person is nowhere in it.</returns>
    /// <exception cref="SupportKitException"><c>erasure.event_unknown</c>: a newer version wrote an event into it.</exception>
    /// <exception cref="SupportKitException"><c>erasure.pseudonym_taken</c>: the pseudonym stands for somebody in it already.</exception>
    public static ImmutableArray<RecordedEvent> Erase(
        ImmutableArray<RecordedEvent> history,
        string person,
        string replacement,
        Func<string, FactValue, bool> keeps,
        Instant at
    )
    {
        var asked = history.Any(recorded => recorded.Event is TicketEvent.Opened opened && opened.Requester == person);
        var map = new EmptyingMap(keeps);
        var erased = history.Select(One).ToImmutableArray();
        if (Names(history, person) && Names(history, replacement))
        {
            throw new SupportKitException(
                SupportKitErrors.ErasurePseudonymTaken,
                $"In ticket {((TicketEvent.Opened)history[0].Event).Ticket} the pseudonym \"{replacement}\" stands for somebody "
                    + "already, and two people must not become one. Nothing of this ticket was erased.",
                "Erase with a pseudonym that was never used."
            );
        }
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
                Notices = Renamed(recorded.Notices, person, replacement),
                Mail = asked || wrote ? null : recorded.Mail,
                Event = asked || wrote || MayName(happened, person) ? Emptied(happened, map) : happened,
            };
        }
    }

    /// <summary>Whether a message tells of the person, so that it goes too: any of a ticket they asked, else what concerns them.</summary>
    /// <param name="history">The history before it was erased.</param>
    /// <param name="person">The host's id of the person.</param>
    /// <param name="sequence">The event that the message tells of.</param>
    public static bool IsAbout(ImmutableArray<RecordedEvent> history, string person, long sequence) =>
        history[0].Event is TicketEvent.Opened opened && opened.Requester == person
        || history.Any(recorded =>
            recorded.Sequence == sequence
            && (
                recorded.By == Actor.Requester(person)
                || Renamed(recorded.Event, id => id == person ? "" : id) != recorded.Event
            )
        );

    /// <summary>Whether somebody from outside the desk acts, or is named, under this id.</summary>
    internal static bool Names(ImmutableArray<RecordedEvent> history, string person) =>
        history.Any(recorded =>
            recorded.By == Actor.Requester(person)
            || Renamed(recorded.Event, id => id == person ? "" : id) != recorded.Event
        );

    private static bool MayName(TicketEvent happened, string person) =>
        happened is TicketEvent.Unknown unknown && unknown.Json.Contains(person, StringComparison.Ordinal);

    // Where events name somebody from outside the desk.
    private static TicketEvent Renamed(TicketEvent happened, Func<string, string> rename) =>
        happened switch
        {
            TicketEvent.Opened opened when rename(opened.Requester) is var other && other != opened.Requester =>
                opened with
                {
                    Requester = other,
                    TimeZone = null,
                    // Of a small organization it would tell who they were, and it would go on showing the ticket to colleagues.
                    Organization = null,
                },
            TicketEvent.TermsAccepted accepted => accepted with { Person = rename(accepted.Person) },
            // The time zone is personal data too.
            TicketEvent.Shared shared when rename(shared.With) is var other && other != shared.With =>
                new TicketEvent.Shared(other),
            TicketEvent.Invited invited when rename(invited.Person) is var other && other != invited.Person =>
                new TicketEvent.Invited(other),
            TicketEvent.InvitationAccepted accepted => new TicketEvent.InvitationAccepted(rename(accepted.Person)),
            TicketEvent.InvitationDeclined declined => new TicketEvent.InvitationDeclined(rename(declined.Person)),
            TicketEvent.Unshared unshared => new TicketEvent.Unshared(rename(unshared.With)),
            TicketEvent.DigestSent { Person: { } reader } digest => digest with { Person = rename(reader) },
            _ => happened,
        };

    private static ImmutableArray<Notice>? Renamed(ImmutableArray<Notice>? told, string person, string replacement) =>
        told is { } notices && notices.Any(notice => notice.To.Person == person)
            ?
            [
                .. notices.Select(notice =>
                    notice.To.Person == person ? notice with { To = notice.To with { Person = replacement } } : notice
                ),
            ]
            : told;

    private static TicketEvent Emptied(TicketEvent happened, EmptyingMap map) =>
        happened.Erasure switch
        {
            Erasure.None => happened,
            Erasure.Written => happened.MapTexts(map),
            Erasure.Unknown => throw new SupportKitException(
                SupportKitErrors.ErasureEventUnknown,
                $"What an event of the type {TypeOf(happened)} says of a person is not known here, and nothing of its ticket "
                    + "was erased.",
                "Erase with the version of SupportKit that wrote it, or a later one."
            ),
        };

    private static string TypeOf(TicketEvent happened) =>
        happened is TicketEvent.Unknown unknown ? $"\"{unknown.Type}\"" : happened.GetType().Name;

    private sealed class EmptyingMap(Func<string, FactValue, bool> keeps) : TextMap
    {
        protected override WrittenText Map(string field, WrittenText text) => "";

        protected override WrittenName Map(string field, WrittenName name, string? erased) => erased ?? name;

        protected override FactSet Map(FactSet facts) =>
            FactSet.Of(facts.Where(fact => keeps(fact.Key, fact.Value))) is var closed && closed.Count == facts.Count
                ? facts
                : closed;
    }
}
