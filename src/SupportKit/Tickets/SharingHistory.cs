namespace SupportKit.Tickets;

/// <summary>Folds who is brought in, and what they say to it.</summary>
internal static class SharingHistory
{
    public static Ticket Change(Ticket ticket, RecordedEvent recorded) =>
        recorded.Event switch
        {
            TicketEvent.Shared shared => Joined(
                Added(ticket, shared.With, shared.Language, shared.TimeZone),
                recorded,
                shared
            ),
            TicketEvent.Invited invited => Answered(
                Added(ticket, invited.Person, invited.Language, invited.TimeZone),
                recorded,
                invited.Person,
                InvitationStatus.Pending
            ),
            TicketEvent.InvitationAccepted accepted => Answered(
                ticket,
                recorded,
                accepted.Person,
                InvitationStatus.Accepted
            ),
            TicketEvent.InvitationDeclined declined => Answered(
                Removed(ticket, declined.Person),
                recorded,
                declined.Person,
                InvitationStatus.Declined
            ),
            TicketEvent.Unshared unshared => Ended(Removed(ticket, unshared.With), recorded, unshared.With),
            _ => ticket, // what is folded elsewhere
        };

    private static Ticket Added(Ticket ticket, string person, string? language, string? timeZone) =>
        ticket with
        {
            Participants = ticket.Participants.Add(person),
            ParticipantLocales = language is not null
                ? ticket.ParticipantLocales.Add(new ParticipantLocale(person, language, timeZone))
                : ticket.ParticipantLocales,
        };

    private static Ticket Removed(Ticket ticket, string person) =>
        ticket with
        {
            Participants = ticket.Participants.Remove(person),
            ParticipantLocales = ticket.ParticipantLocales.RemoveAll(reader => reader.Person == person),
        };

    // Who comes with a ticket that was merged into this one was brought in there.
    private static Ticket Joined(Ticket ticket, RecordedEvent recorded, TicketEvent.Shared shared) =>
        recorded.By.Kind == ActorKind.Requester || ticket.InvitationOf(shared.With) is not null
            ? Answered(ticket, recorded, shared.With, InvitationStatus.Accepted)
            : ticket;

    // Whoever left has said that they do not want to; whoever was let go of before has said nothing, and what was said stays.
    private static Ticket Ended(Ticket ticket, RecordedEvent recorded, string person) =>
        ticket.InvitationOf(person) is not { } invitation ? ticket
        : recorded.By == Actor.Requester(person) ? Answered(ticket, recorded, person, InvitationStatus.Declined)
        : invitation.Status == InvitationStatus.Pending ? Answered(ticket, recorded, person, InvitationStatus.Withdrawn)
        : ticket;

    private static Ticket Answered(Ticket ticket, RecordedEvent recorded, string person, InvitationStatus status) =>
        ticket with
        {
            Invitations = ticket.InvitationOf(person) is { } known
                ? ticket.Invitations.Replace(known, known with { Status = status })
                : ticket.Invitations.Add(new Invitation(recorded.Sequence, person, recorded.At, status)),
        };
}
