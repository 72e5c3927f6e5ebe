using NodaTime;
using SupportKit.Privacy;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>People outside the desk accept the terms of use before they do anything else.</summary>
internal static class TermsAcceptances
{
    /// <summary>Whether the command has to wait until the terms are accepted.</summary>
    public static bool IsOwed(TicketDraft draft, TicketCommand command, Role role) =>
        role is Role.Requester or Role.Participant
        && draft.Terms is { Terms: { } terms, Accepted: null }
        && !HasAccepted(draft.Ticket, command.By, terms.Version)
        // Whoever wants no part in it need not accept anything.
        && command is not (TicketCommand.AcceptTerms or TicketCommand.DeclineInvitation or TicketCommand.ContinueIn);

    /// <summary>Records what the person accepted elsewhere, so that this ticket shows under which terms they wrote.</summary>
    public static void TakeOver(TicketDraft draft, TicketCommand command, Role role)
    {
        if (
            role is Role.Requester or Role.Participant
            && draft.Terms is { Terms: not null, Accepted: { } accepted }
            && !HasAccepted(draft.Ticket, command.By, accepted.Version)
            && command is not TicketCommand.DeclineInvitation
        )
            draft.Record(
                new TicketEvent.TermsAccepted(
                    command.By.Id,
                    accepted.Version,
                    Instant.Min(accepted.At.InMicroseconds(), draft.Now)
                )
            );
    }

    public static Decision Decide(Given given)
    {
        var (draft, accept) = (given.Draft, (TicketCommand.AcceptTerms)given.Command);
        if (draft.Terms.Terms?.Version != accept.Version)
            return draft.Refuse(
                SupportKitErrors.TermsVersionUnknown,
                ("current", draft.Terms.Terms?.Version ?? "–"),
                ("given", accept.Version)
            );
        if (!HasAccepted(draft.Ticket, accept.By, accept.Version))
            draft.Record(new TicketEvent.TermsAccepted(accept.By.Id, accept.Version, draft.Now));
        return draft.Complete();
    }

    private static bool HasAccepted(Ticket ticket, Actor by, string version) =>
        ticket.AcceptedTerms.Contains(new TermsAcceptance(by.Id, version));
}

/// <summary>The terms of use that are in force, whatever version of the policy a ticket goes by. Immutable.</summary>
/// <param name="Terms">The terms; null when there are none.</param>
/// <param name="Accepted">What the person who acts accepted of them, on another ticket or with the host; null for nothing, and where nobody looked.</param>
internal sealed record TermsInForce(TermsOfUse? Terms, AcceptedTerms? Accepted);
