using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>People outside the desk accept the terms of use before they do anything else.</summary>
internal static class TermsAcceptances
{
    /// <summary>Whether the command has to wait until the terms are accepted.</summary>
    public static bool IsOwed(TicketDraft draft, TicketCommand command, Role role) =>
        role is Role.Requester or Role.Participant
        && draft.Policy.Terms is { } terms
        && !HasAccepted(draft.Ticket, command.By, terms.Version)
        // Whoever wants no part in it need not accept anything.
        && command is not (TicketCommand.AcceptTerms or TicketCommand.DeclineInvitation);

    public static Decision Decide(Given given)
    {
        var (draft, accept) = (given.Draft, (TicketCommand.AcceptTerms)given.Command);
        if (draft.Policy.Terms?.Version != accept.Version)
            return draft.Refuse(
                SupportKitErrors.TermsVersionUnknown,
                ("current", draft.Policy.Terms?.Version ?? "–"),
                ("given", accept.Version)
            );
        if (!HasAccepted(draft.Ticket, accept.By, accept.Version))
            draft.Record(new TicketEvent.TermsAccepted(accept.By.Id, accept.Version, draft.Now));
        return draft.Complete();
    }

    private static bool HasAccepted(Ticket ticket, Actor by, string version) =>
        ticket.AcceptedTerms.Contains(new TermsAcceptance(by.Id, version));
}
