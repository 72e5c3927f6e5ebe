namespace SupportKit;

// Codes of commands that the desk refuses because of the ticket, the person or the policy.
public static partial class SupportKitErrors
{
    /// <summary>The ticket is closed, and by the policy takes no reply any more.</summary>
    public const string TicketReplyLate = "ticket.reply_late";

    /// <summary>The ticket is closed, and a reply to it opens another ticket; <c>SupportDesk</c> opens it, and never returns this.</summary>
    public const string TicketReplyLinked = "ticket.reply_linked";

    /// <summary>There is no such ticket, or this person may not see it.</summary>
    public const string TicketNotFound = "ticket.not_found";

    /// <summary>A ticket with this id exists already.</summary>
    public const string TicketIdInUse = "ticket.id_in_use";

    /// <summary>This role may not give this command.</summary>
    public const string TicketActorNotPermitted = "ticket.actor_not_permitted";

    /// <summary>The ticket's state does not permit this trigger.</summary>
    public const string TicketTransitionNotPermitted = "ticket.transition_not_permitted";

    /// <summary>The state permits this trigger, but its guard does not hold for this ticket.</summary>
    public const string TicketTransitionGuarded = "ticket.transition_guarded";

    /// <summary>The workflow has no such state as the one to import.</summary>
    public const string TicketStateUnknown = "ticket.state_unknown";

    /// <summary>The ticket is closed and takes nothing more.</summary>
    public const string TicketStateClosed = "ticket.state_closed";

    /// <summary>What was masked is not kept, or no longer.</summary>
    public const string TicketSecretsGone = "ticket.secrets_gone";

    /// <summary>The ticket has changed since it was read.</summary>
    public const string TicketVersionStale = "ticket.version_stale";

    /// <summary>Too many others changed the ticket at the same time.</summary>
    public const string TicketVersionContended = "ticket.version_contended";

    /// <summary>A reply, a next step, a change or an update has no text.</summary>
    public const string TicketReplyEmpty = "ticket.reply_empty";

    /// <summary>Further help is requested, but the ticket does not count as answered.</summary>
    public const string TicketAnswerMissing = "ticket.answer_missing";

    /// <summary>The other version of the policy lacks the state that the ticket is in.</summary>
    public const string PolicyStateMissing = "policy.state_missing";

    /// <summary>A calendar that a promise is counted in is not open for so long any more, so that no instant can be promised.</summary>
    public const string PolicyCalendarEnded = "policy.calendar_ended";

    /// <summary>The policy has no such priority.</summary>
    public const string PriorityLevelUnknown = "priority.level_unknown";

    /// <summary>The policy offers no escalation.</summary>
    public const string EscalationFeatureDisabled = "escalation.feature_disabled";

    /// <summary>Escalations are taken on another channel only.</summary>
    public const string EscalationChannelWrong = "escalation.channel_wrong";

    /// <summary>The policy has no such reason for an escalation.</summary>
    public const string EscalationReasonUnknown = "escalation.reason_unknown";

    /// <summary>An update is for a linked issue that the ticket is not linked to.</summary>
    public const string LinkReferenceUnknown = "link.reference_unknown";

    /// <summary>A ticket cannot be merged into itself.</summary>
    public const string MergeTicketSame = "merge.ticket_same";

    /// <summary>The ticket was merged into another one already.</summary>
    public const string MergeTicketMerged = "merge.ticket_merged";

    /// <summary>The two tickets are of different requesters, and neither may see what the other wrote.</summary>
    public const string MergeRequesterDiffers = "merge.requester_differs";

    /// <summary>The policy shares no requests.</summary>
    public const string SharingFeatureDisabled = "sharing.feature_disabled";

    /// <summary>The person to share with belongs to no account that the policy shares with.</summary>
    public const string SharingAccountUnknown = "sharing.account_unknown";

    /// <summary>The request is shared with as many people as it can be.</summary>
    public const string SharingParticipantsExceeded = "sharing.participants_exceeded";

    /// <summary>The requester, or their organization, has opened as many tickets as the policy's quota admits in the span.</summary>
    public const string QuotaTicketsExceeded = "quota.tickets_exceeded";

    /// <summary>The requester, or their organization, has as many open tickets as the policy's quota admits.</summary>
    public const string QuotaOpenExceeded = "quota.open_exceeded";

    /// <summary>The requester has brought in as many people as they may within 24 hours.</summary>
    public const string SharingInvitationsExceeded = "sharing.invitations_exceeded";

    /// <summary>The person does not want to take part in the request, and is not invited to it again.</summary>
    public const string SharingInvitationDeclined = "sharing.invitation_declined";

    /// <summary>The person has no invitation to the request that they have not answered.</summary>
    public const string SharingInvitationMissing = "sharing.invitation_missing";

    /// <summary>The request is linked with as much as it can be.</summary>
    public const string LinkReferencesExceeded = "link.references_exceeded";

    /// <summary>A call cannot have taken place then: before the ticket was opened, more than 24 hours ago, or later than now.</summary>
    public const string CallTimeInvalid = "call.time_invalid";

    /// <summary>A request comes with what was said in a call, and nobody of the desk opens it.</summary>
    public const string CallAgentMissing = "call.agent_missing";

    /// <summary>The ticket has no such file, or has it no longer.</summary>
    public const string AttachmentIdUnknown = "attachment.id_unknown";

    /// <summary>The upload took longer than half of <c>AttachmentOptions.SweepAfter</c>; nothing of it is kept.</summary>
    public const string AttachmentUploadExpired = "attachment.upload_expired";

    /// <summary>The file is larger than <c>AttachmentOptions</c> lets in; nothing of it is kept.</summary>
    public const string AttachmentSizeExceeded = "attachment.size_exceeded";

    /// <summary>The ticket has as many files as <c>AttachmentOptions</c> lets in; nothing of this one is kept.</summary>
    public const string AttachmentCountExceeded = "attachment.count_exceeded";

    /// <summary><c>AttachmentOptions</c> does not let in files of this media type; nothing of it is kept.</summary>
    public const string AttachmentTypeRefused = "attachment.type_refused";

    /// <summary>The requester has not agreed that this third party gets the file.</summary>
    public const string AttachmentApprovalMissing = "attachment.approval_missing";

    /// <summary>The policy lets nobody into an environment.</summary>
    public const string AccessFeatureDisabled = "access.feature_disabled";

    /// <summary>This person may not let the desk into the account's environment.</summary>
    public const string AccessAccountUnauthorized = "access.account_unauthorized";

    /// <summary>Access is granted for longer than the policy allows, or for no time.</summary>
    public const string AccessDurationInvalid = "access.duration_invalid";

    /// <summary>No such grant holds; it may have ended.</summary>
    public const string AccessGrantUnknown = "access.grant_unknown";

    /// <summary>No grant of access holds for this environment.</summary>
    public const string AccessGrantMissing = "access.grant_missing";

    /// <summary>The ticket has no such change.</summary>
    public const string ChangeIdUnknown = "change.id_unknown";

    /// <summary>The customer has not agreed to this change.</summary>
    public const string ChangeApprovalMissing = "change.approval_missing";
}
