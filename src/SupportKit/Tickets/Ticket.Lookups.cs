using NodaTime;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What is looked up in a ticket.</content>
public sealed partial record Ticket
{
    /// <summary>The exact next instant at which anything about this ticket changes by itself; null when nothing will.</summary>
    public Instant? NextDeadline()
    {
        Instant? next = null;
        foreach (var timer in Timers)
            next = Earlier(next, timer.NextDeadline);
        foreach (var promise in Promises)
            next = Earlier(next, promise.NextDeadline);
        foreach (var grant in AccessGrants)
            next = Earlier(next, grant.Until);
        foreach (var window in NoticeWindows)
            next = Earlier(next, window.Deadline());
        return next;

        static Instant? Earlier(Instant? one, Instant? other) => one is null || other < one ? other ?? one : one;
    }

    /// <summary>
    /// The first instant by which something promised is, or was, due that is still to be done; null for nothing, and for a ticket that is
    /// resolved or closed. What queues are ordered by.
    /// </summary>
    public Instant? NextSlaDue() =>
        StateCategory is StateCategory.Resolved or StateCategory.Closed
            ? null
            : Promises.Where(promise => promise.IsOwed).Min(promise => (Instant?)promise.Due);

    /// <summary>The last promise of a metric; null when there is none.</summary>
    public SlaPromise? PromiseOf(string metric)
    {
        for (var i = Promises.Length - 1; i >= 0; i--)
        {
            if (Promises[i].Metric == metric)
                return Promises[i];
        }
        return null;
    }

    /// <summary>The promise of a metric whose clock runs or may run again; null when there is none.</summary>
    public SlaPromise? ActivePromiseOf(string metric) =>
        PromiseOf(metric) is { IsActive: true } promise ? promise : null;

    /// <summary>The timer of that name; null when it has not started.</summary>
    internal TicketTimer? TimerOf(string name)
    {
        foreach (var timer in Timers)
        {
            if (timer.Name == name)
                return timer;
        }
        return null;
    }

    /// <summary>When a signal last came; null when it never did.</summary>
    public Instant? LastOf(string signal)
    {
        foreach (var known in Signals)
        {
            if (known.Signal == signal)
                return known.At;
        }
        return null;
    }

    /// <summary>The invitation of a person; null when the requester never brought them in.</summary>
    public Invitation? InvitationOf(string person)
    {
        foreach (var invitation in Invitations)
        {
            if (invitation.Person == person)
                return invitation;
        }
        return null;
    }

    /// <summary>Whether somebody takes part who has not said yet that they want to.</summary>
    internal bool IsInvitationPending(string person) =>
        InvitationOf(person) is { Status: InvitationStatus.Pending } && Participants.Contains(person);

    /// <summary>How somebody from outside the desk reads: the language, and their own time zone when it is known.</summary>
    internal (string Language, string? TimeZone) ReaderOf(string person) =>
        person == Requester ? (Language, TimeZone)
        : ParticipantLocales.FirstOrDefault(reader => reader.Person == person) is { } reader
            ? (reader.Language, reader.TimeZone)
        : (Language, null);
}
