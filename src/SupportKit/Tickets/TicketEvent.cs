using System.Text.Json.Serialization;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>
/// One thing that happened to a ticket. Immutable; once stored it is never changed. A name below stands for one shape
/// for good: members may be added, and are then optional; a shape that must change gets a new name.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(TermsAccepted), "terms-accepted")]
[JsonDerivedType(typeof(BusyPeriodPinned), "busy-period-pinned")]
[JsonDerivedType(typeof(PrioritySet), "priority-set")]
[JsonDerivedType(typeof(PriorityChanged), "priority-changed")]
[JsonDerivedType(typeof(CategoryChanged), "category-changed")]
[JsonDerivedType(typeof(FactsChanged), "facts-changed")]
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(AgentReplied), "agent-replied")]
[JsonDerivedType(typeof(RequesterReplied), "requester-replied")]
[JsonDerivedType(typeof(InternalNoted), "internal-noted")]
[JsonDerivedType(typeof(HelpRequestedAgain), "help-requested-again")]
[JsonDerivedType(typeof(MailTurnedBack), "mail-turned-back")]
[JsonDerivedType(typeof(SecretsMasked), "secrets-masked")]
[JsonDerivedType(typeof(ConductNoted), "conduct-noted")]
[JsonDerivedType(typeof(StateChanged), "state-changed")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(ClosingPlanned), "closing-planned")]
[JsonDerivedType(typeof(ClosingWarned), "closing-warned")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(DeEscalated), "de-escalated")]
[JsonDerivedType(typeof(NextStepSet), "next-step-set")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(AnsweredByLink), "answered-by-link")]
[JsonDerivedType(typeof(LinkNews), "link-news")]
[JsonDerivedType(typeof(MergedInto), "merged-into")]
[JsonDerivedType(typeof(Absorbed), "absorbed")]
[JsonDerivedType(typeof(SplitOff), "split-off")]
[JsonDerivedType(typeof(SpamMarked), "spam-marked")]
[JsonDerivedType(typeof(Shared), "shared")]
[JsonDerivedType(typeof(Unshared), "unshared")]
[JsonDerivedType(typeof(AttachmentAdded), "attachment-added")]
[JsonDerivedType(typeof(AttachmentApproved), "attachment-approved")]
[JsonDerivedType(typeof(AttachmentApprovalWithdrawn), "attachment-approval-withdrawn")]
[JsonDerivedType(typeof(AttachmentDisclosed), "attachment-disclosed")]
[JsonDerivedType(typeof(AttachmentWithdrawn), "attachment-withdrawn")]
[JsonDerivedType(typeof(AccessGranted), "access-granted")]
[JsonDerivedType(typeof(AccessRevoked), "access-revoked")]
[JsonDerivedType(typeof(AccessExpired), "access-expired")]
[JsonDerivedType(typeof(ChangeProposed), "change-proposed")]
[JsonDerivedType(typeof(ChangeApproved), "change-approved")]
[JsonDerivedType(typeof(ChangeMade), "change-made")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
[JsonDerivedType(typeof(PolicyMoved), "policy-moved")]
[JsonDerivedType(typeof(PromiseMade), "promise-made")]
[JsonDerivedType(typeof(PromiseChanged), "promise-changed")]
[JsonDerivedType(typeof(PromisePaused), "promise-paused")]
[JsonDerivedType(typeof(PromiseResumed), "promise-resumed")]
[JsonDerivedType(typeof(PromiseWarned), "promise-warned")]
[JsonDerivedType(typeof(PromiseMet), "promise-met")]
[JsonDerivedType(typeof(PromiseBreached), "promise-breached")]
[JsonDerivedType(typeof(PromiseFulfilled), "promise-fulfilled")]
[JsonDerivedType(typeof(PromiseWithdrawn), "promise-withdrawn")]
public abstract partial record TicketEvent
{
    private TicketEvent() { }

    /// <summary>An event that a newer version of SupportKit wrote: kept and written back as it is, and otherwise passed over.</summary>
    /// <param name="Type">Its name.</param>
    /// <param name="Json">The whole event, as it was found.</param>
    public sealed record Unknown(string Type, string Json) : TicketEvent;
}

/// <summary>An event in its place in a ticket's history. Immutable.</summary>
/// <param name="Sequence">1 for the first event, then without a gap; the ticket's version after it.</param>
/// <param name="At">When it was decided, in whole microseconds; never before the event before it.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Event">What happened.</param>
public sealed record RecordedEvent(long Sequence, Instant At, Actor By, TicketEvent Event);
