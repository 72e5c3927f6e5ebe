using System.Collections.Frozen;
using System.Collections.Immutable;
using static SupportKit.Decisions.Situation;

namespace SupportKit.Decisions;

/// <summary>
/// The table of operations: what can be done with a ticket, by whom, and whether also when it is closed. Deciding, permissions
/// and available actions read it; a command without a row here fails a test by name.
/// </summary>
internal static class Operations
{
    private const Role Desk = Role.Agent | Role.Lead;
    private const Role Outside = Role.Requester | Role.Participant;
    private const bool OnClosed = true;

    /// <summary>Every operation, in the order in which available actions are listed.</summary>
    public static ImmutableArray<Operation> All { get; } =
    [
        // csharpier-ignore-start
        // Conversation.
        Row<TicketCommand.Open>("open", Outside | Desk, NoAttempt, given => Opening.Decide(given.Draft, (TicketCommand.Open)given.Command)),
        Row<TicketCommand.Reply>("reply", Outside | Desk, ReplyOrAsk, Replies.Decide, OnClosed),
        Row<TicketCommand.RecordCall>("record-call", Desk, at => new(at.By, at.Now, Some), Calls.Decide, OnClosed),
        Row<TicketCommand.Note>("note", Desk | Role.Integration, at => new(at.By, Some), InternalNotes.Decide, OnClosed),
        Row<TicketCommand.Acknowledge>("acknowledge", Desk, at => new(at.By), Replies.Decide, OnClosed),
        Row<TicketCommand.Fire>("fire", Outside | Desk, BareTriggers, given => given.Draft.Move(((TicketCommand.Fire)given.Command).Trigger), OnClosed),
        // What it is about, and who works on it.
        Row<TicketCommand.ChangePriority>("change-priority", Desk, at => new(at.By, at.Policy.Priority.Levels[0], Some), Reclassification.Decide),
        Row<TicketCommand.ChangeCategory>("change-category", Desk, at => new(at.By, at.Ticket.Category), Reclassification.Decide),
        Row<TicketCommand.ChangeFacts>("change-facts", Role.Requester | Desk | Role.Integration, at => new(at.By, FactSet.Empty), Reclassification.Decide),
        Row<TicketCommand.Assign>("assign", Desk | Role.System | Role.Integration, at => new(at.By, at.By.Id), Assignment.Decide),
        // Others who are brought in, and what belongs together.
        Row<TicketCommand.Escalate>("escalate", Role.Requester | Desk, at => at.Escalation(), Escalations.Decide, OnClosed),
        Row<TicketCommand.DeEscalate>("de-escalate", Role.Lead, at => new(at.By), Escalations.Decide),
        Row<TicketCommand.SetNextStep>("set-next-step", Desk, at => new(at.By, Some), Escalations.Decide),
        Row<TicketCommand.Link>("link", Desk | Role.Integration, at => new(at.By, LinkKind.Bug, Some), LinkedIssues.Decide),
        Row<TicketCommand.UpdateLinkedIssue>("update-linked-issue", Desk | Role.Integration, at => new(at.By, at.Ticket.Links.FirstOrDefault()?.Reference ?? Some, Some), LinkedIssues.Decide),
        Row<TicketCommand.RequestFurtherHelp>("request-further-help", Outside, at => new(at.By, Some), Replies.Decide, OnClosed),
        Row<TicketCommand.MergeInto>("merge-into", Desk, at => new(at.By, default, at.Ticket.Requester), MergeAndSplit.Decide, OnClosed),
        Row<TicketCommand.ReceiveMerge>("receive-merge", Desk, at => new(at.By, default, at.Ticket.Requester), MergeAndSplit.Decide),
        Row<TicketCommand.SplitOff>("split-off", Desk, at => new(at.By, default), MergeAndSplit.Decide),
        Row<TicketCommand.ContinueIn>("continue-in", Role.Requester, NoAttempt, MergeAndSplit.Decide, OnClosed),
        Row<TicketCommand.MarkSpam>("mark-spam", Desk, at => new(at.By), MergeAndSplit.Decide),
        // Who may see, have and change what.
        Row<TicketCommand.AcceptTerms>("accept-terms", Outside, at => new(at.By, at.Terms!.Terms?.Version ?? Some), TermsAcceptances.Decide, OnClosed),
        Row<TicketCommand.Share>("share", Role.Requester, at => new TicketCommand.Share(at.By, Some) { HasAccount = true }, Participants.Decide),
        Row<TicketCommand.AcceptInvitation>("accept-invitation", Role.Participant, at => new(at.By), Participants.Decide, OnClosed),
        Row<TicketCommand.DeclineInvitation>("decline-invitation", Role.Participant, at => new(at.By), Participants.Decide, OnClosed),
        Row<TicketCommand.Unshare>("unshare", Outside, at => new(at.By, at.By.Id), Participants.Decide, OnClosed),
        Row<TicketCommand.Attach>("attach", Outside | Desk, at => new(at.By, Some, Some, "text/plain", 1), Attachments.Decide),
        Row<TicketCommand.WithdrawAttachment>("withdraw-attachment", Outside, at => new(at.By, at.OwnFile?.Id ?? Some), Attachments.Decide, OnClosed),
        Row<TicketCommand.RequestApproval>("request-approval", Desk, at => new(at.By, at.AnyFile?.Id ?? Some, Some), Attachments.Decide),
        Row<TicketCommand.ApproveAttachment>("approve-attachment", Role.Requester, at => new(at.By, at.ApprovedFile?.Id ?? Some, Some), Attachments.Decide),
        Row<TicketCommand.WithdrawApproval>("withdraw-approval", Role.Requester, at => new(at.By, at.ApprovedFile?.Id ?? Some, Approved(at)), Attachments.Decide, OnClosed),
        Row<TicketCommand.Disclose>("disclose", Desk, at => new(at.By, at.ApprovedFile?.Id ?? Some, Approved(at)), Attachments.Decide),
        Row<TicketCommand.GrantAccess>("grant-access", Outside, at => new(at.By, Some, at.GrantableUntil), EnvironmentAccess.Decide),
        Row<TicketCommand.RevokeAccess>("revoke-access", Outside, at => new(at.By, at.Grants.FirstOrDefault()?.Id ?? 0), EnvironmentAccess.Decide, OnClosed),
        Row<TicketCommand.ProposeChange>("propose-change", Desk, at => new(at.By, Some, Some), ChangeApprovals.Decide),
        Row<TicketCommand.ApproveChange>("approve-change", Role.Requester, at => new(at.By, at.ApprovableChange), ChangeApprovals.Decide),
        Row<TicketCommand.MakeChange>("make-change", Desk, at => new(at.By, at.MakeableChange), ChangeApprovals.Decide),
        Row<TicketCommand.RevealSecrets>("reveal-secrets", Role.Lead, NoAttempt, SecretReveals.Decide, OnClosed),
        // What the host's systems and the desk's own workers do; nobody asks whether they may.
        Row<TicketCommand.RejectInboundMail>("reject-inbound-mail", Role.Integration, NoAttempt, Replies.Decide, OnClosed),
        Row<TicketCommand.RecordAutomaticMail>("record-automatic-mail", Role.Integration, NoAttempt, Replies.Decide, OnClosed),
        Row<TicketCommand.ImportState>("import-state", Role.Integration, NoAttempt, StateImport.Decide, OnClosed),
        Row<TicketCommand.TellSwitchEnded>("tell-switch-ended", Desk | Role.System | Role.Integration, NoAttempt, Escalations.Decide),
        Row<TicketCommand.MigratePolicy>("migrate-policy", Role.Lead | Role.System | Role.Integration, NoAttempt, PolicyMigration.Decide),
        Row<TicketCommand.ProcessDeadlines>("process-deadlines", Role.System, NoAttempt, given => DueTimers.Move(given.Draft), OnClosed),
        // csharpier-ignore-end
    ];

    private static readonly FrozenDictionary<Type, Operation> ByCommand = All.ToFrozenDictionary(row => row.Command);

    /// <summary>The row of a command.</summary>
    public static Operation Of(TicketCommand command) => ByCommand[command.GetType()];

    private static Operation Row<T>(
        string name,
        Role by,
        Func<Situation, T> attempt,
        Func<Given, Decision> decide,
        bool onClosed = false
    )
        where T : TicketCommand => new(name, typeof(T), by, onClosed, at => [(name, attempt(at))], decide);

    private static Operation Row<T>(
        string name,
        Role by,
        Func<Situation, IEnumerable<(string, TicketCommand)>> attempts,
        Func<Given, Decision> decide,
        bool onClosed = false
    )
        where T : TicketCommand => new(name, typeof(T), by, onClosed, attempts, decide);

    private static IEnumerable<(string, TicketCommand)> NoAttempt(Situation at) => [];

    private static IEnumerable<(string, TicketCommand)> ReplyOrAsk(Situation at) =>
        [
            ("reply", new TicketCommand.Reply(at.By, Some)),
            ("ask", new TicketCommand.Reply(at.By, Some, AsksBack: true)),
            ("acknowledge-reply", new TicketCommand.Reply(at.By, Some, IsAcknowledgement: true)),
        ];

    private static IEnumerable<(string, TicketCommand)> BareTriggers(Situation at) =>
        at
            .Policy.Workflow.Triggers.Where(trigger => !Permissions.HasWords(trigger))
            .Select(trigger => ($"fire {trigger}", (TicketCommand)new TicketCommand.Fire(at.By, trigger)));

    private static string Approved(Situation at) =>
        at.ApprovedFile?.ApprovedFor.Select(party => party.ToString()).FirstOrDefault() ?? Some;
}
