using System.Collections.Immutable;
using NodaTime;
using SupportKit.Conduct;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// A decision while it is being made: each event is applied at once, so that the next step sees the ticket it follows.
/// Never leaves this folder.
/// </summary>
internal sealed class TicketDraft(DecisionBasis basis, MaskedCommand masked, Ticket? ticket, RequesterPast past)
{
    private readonly ImmutableArray<RecordedEvent>.Builder events = ImmutableArray.CreateBuilder<RecordedEvent>();

    public DecisionBasis Basis => basis;

    public Ticket Ticket => ticket ?? throw new InvalidOperationException("The first event opens the ticket.");

    public Instant Now => basis.At;

    /// <summary>What the requester did before.</summary>
    public RequesterPast Past => past;

    /// <summary>What was masked in the command.</summary>
    public ImmutableArray<MaskedField> Masked => masked.Fields;

    public void Emit(TicketEvent happened)
    {
        var recorded = new RecordedEvent((ticket?.Version ?? 0) + 1, Now, masked.Command.By, happened);
        ticket = TicketHistory.Evolve(ticket, recorded);
        events.Add(recorded);
    }

    /// <summary>Moves along the workflow; false when the trigger is not permitted in this state, or on these facts.</summary>
    public bool TryMove(string trigger)
    {
        var workflow = basis.Policy.Workflow;
        var transition = workflow.Fire(Ticket.State, trigger, Ticket.Facts);
        if (transition is Transition.Moved moved)
        {
            Emit(new TicketEvent.StateChanged(Ticket.State, moved.To, workflow.CategoryOf(moved.To), trigger));
            Clocks.FollowState(this);
        }
        return transition is Transition.Moved or Transition.Ignored;
    }

    public Decision.Accepted Accept() => new(basis, Ticket, events.ToImmutable());

    public Decision.Refused Refuse(Refusal refusal) => new(basis, refusal);

    public Decision.Refused Refuse(string code, string cause) => Refuse(new Refusal.Rejected(code, cause));
}
