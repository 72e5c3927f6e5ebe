using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// One thing that happened to a ticket. Immutable; once stored it is never changed. A name below stands for one shape
/// for good: members may be added, and are then optional; a shape that must change gets a new name.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(TermsAccepted), "terms-accepted")]
[JsonDerivedType(typeof(SwitchesRecorded), "switches-recorded")]
[JsonDerivedType(typeof(PrioritySet), "priority-set")]
[JsonDerivedType(typeof(PriorityChanged), "priority-changed")]
[JsonDerivedType(typeof(CategoryChanged), "category-changed")]
[JsonDerivedType(typeof(FactsChanged), "facts-changed")]
[JsonDerivedType(typeof(Routed), "routed")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(AssignmentDecided), "assignment-decided")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(AgentReplied), "agent-replied")]
[JsonDerivedType(typeof(CallRecorded), "call-recorded")]
[JsonDerivedType(typeof(RequesterReplied), "requester-replied")]
[JsonDerivedType(typeof(InternalNoteAdded), "internal-note-added")]
[JsonDerivedType(typeof(FurtherHelpRequested), "further-help-requested")]
[JsonDerivedType(typeof(InboundMailRejected), "inbound-mail-rejected")]
[JsonDerivedType(typeof(AutomaticMailReceived), "automatic-mail-received")]
[JsonDerivedType(typeof(SecretsRedacted), "secrets-redacted")]
[JsonDerivedType(typeof(SecretsRevealed), "secrets-revealed")]
[JsonDerivedType(typeof(MessageFlagged), "message-flagged")]
[JsonDerivedType(typeof(StateChanged), "state-changed")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(SolutionAccepted), "solution-accepted")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(DeEscalated), "de-escalated")]
[JsonDerivedType(typeof(NextStepSet), "next-step-set")]
[JsonDerivedType(typeof(SwitchEnded), "switch-ended")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(AnsweredByLinkedIssue), "answered-by-linked-issue")]
[JsonDerivedType(typeof(LinkedIssueUpdated), "linked-issue-updated")]
[JsonDerivedType(typeof(MergedInto), "merged-into")]
[JsonDerivedType(typeof(MergeReceived), "merge-received")]
[JsonDerivedType(typeof(SplitOff), "split-off")]
[JsonDerivedType(typeof(ContinuedIn), "continued-in")]
[JsonDerivedType(typeof(SpamMarked), "spam-marked")]
[JsonDerivedType(typeof(Shared), "shared")]
[JsonDerivedType(typeof(Unshared), "unshared")]
[JsonDerivedType(typeof(Invited), "invited")]
[JsonDerivedType(typeof(InvitationAccepted), "invitation-accepted")]
[JsonDerivedType(typeof(InvitationDeclined), "invitation-declined")]
[JsonDerivedType(typeof(AttachmentAdded), "attachment-added")]
[JsonDerivedType(typeof(AttachmentApprovalRequested), "attachment-approval-requested")]
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
[JsonDerivedType(typeof(DigestSent), "digest-sent")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
[JsonDerivedType(typeof(PolicyMigrated), "policy-migrated")]
[JsonDerivedType(typeof(PromiseMade), "promise-made")]
[JsonDerivedType(typeof(PromiseChanged), "promise-changed")]
[JsonDerivedType(typeof(PromisePaused), "promise-paused")]
[JsonDerivedType(typeof(PromiseResumed), "promise-resumed")]
[JsonDerivedType(typeof(PromiseWarned), "promise-warned")]
[JsonDerivedType(typeof(PromiseMet), "promise-met")]
[JsonDerivedType(typeof(PromiseBreached), "promise-breached")]
[JsonDerivedType(typeof(PromiseCompletedLate), "promise-completed-late")]
[JsonDerivedType(typeof(PromiseCanceled), "promise-canceled")]
[JsonDerivedType(typeof(TimerStarted), "timer-started")]
[JsonDerivedType(typeof(TimerPaused), "timer-paused")]
[JsonDerivedType(typeof(TimerResumed), "timer-resumed")]
[JsonDerivedType(typeof(TimerWarned), "timer-warned")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(TimerStopped), "timer-stopped")]
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract partial record TicketEvent
{
    // Each event answers all three beside its declaration; there is no answer for an event that forgets one.
    private TicketEvent(Outside outside, Search search, Erasure erasure) =>
        (Outside, Search, Erasure) = (outside, search, erasure);

    /// <summary>Whether people outside the desk see it.</summary>
    internal Outside Outside { get; }

    /// <summary>Whether its ticket is found by its words.</summary>
    internal Search Search { get; }

    /// <summary>What of it goes when its person is erased.</summary>
    internal Erasure Erasure { get; }

    /// <summary>
    /// The event with what the map gives in place of each member that a person wrote; the very event when nothing changes.
    /// An event overrides it that has a <see cref="WrittenText"/>, a <see cref="WrittenName"/>, or facts.
    /// </summary>
    internal virtual TicketEvent MapTexts(TextMap map) => this;
}
