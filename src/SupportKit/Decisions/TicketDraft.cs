using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Screening;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// A decision in progress: each event is applied immediately, so that the next step sees the ticket after it.
/// Clocks are updated once, at the end, whatever was decided. Internal to this folder.
/// </summary>
internal sealed class TicketDraft(DecisionBasis basis, RedactedCommand masked, Ticket? ticket, RequesterHistory past)
{
    private readonly ImmutableArray<RecordedEvent>.Builder events = ImmutableArray.CreateBuilder<RecordedEvent>();
    private readonly ImmutableArray<NoticeWindow> windows = ticket?.NoticeWindows ?? [];
    private readonly HashSet<string> signals = new(StringComparer.Ordinal);
    private int taken;
    private bool hasTakenMail;

    public DecisionBasis Basis => basis;

    public Policy Policy => basis.Policy;

    public Ticket Ticket => ticket ?? throw new InvalidOperationException("The first event opens the ticket.");

    public Instant Now => basis.At;

    /// <summary>What the requester did before.</summary>
    public RequesterHistory RequesterHistory => past;

    /// <summary>Who may get the ticket by its queue's rules; null where they were not looked for.</summary>
    public ImmutableArray<AssignmentCandidate>? Candidates { get; init; }

    /// <summary>The terms of use in force; those of the policy where nothing else is said.</summary>
    public TermsInForce Terms { get; init; } = new(basis.Policy.Terms, null);

    /// <summary>Why a name that the command brings cannot be recorded; null when each can.</summary>
    public Refusal? UnfitName => masked.UnfitName;

    /// <summary>The signals of this decision so far.</summary>
    public IReadOnlySet<string> Signals => signals;

    /// <summary>The running promises are to be looked at anew, this way; null: as each metric says.</summary>
    public Reconsideration? Reconsider { get; set; }

    /// <summary>Records that the desk told somebody together what it did not tell one by one, with whosever command that comes.</summary>
    public void Record(TicketEvent.DigestSent digest, ImmutableArray<Notice> told) =>
        Append(digest, Actor.System, told);

    /// <summary>Records what the desk does by itself, with whosever command that comes.</summary>
    public void RecordByDesk(TicketEvent happened) => Append(happened, Actor.System);

    /// <summary>The events since this was last asked.</summary>
    public ImmutableArray<RecordedEvent> TakeNews()
    {
        ImmutableArray<RecordedEvent> news = [.. events.Skip(taken)];
        taken = events.Count;
        return news;
    }

    /// <summary>Records what happened, and behind the first event that holds what a person wrote, what was masked in it.</summary>
    public void Record(TicketEvent happened)
    {
        Append(happened, masked.Command.By);
        if (!masked.Fields.IsEmpty && happened.Erasure == Erasure.Written && !HasToldRedactions())
            Append(new TicketEvent.SecretsRedacted(Ticket.Version, masked.Fields), masked.Command.By);
    }

    private bool HasToldRedactions() => events.Any(recorded => recorded.Event is TicketEvent.SecretsRedacted);

    private void Append(TicketEvent happened, Actor by, ImmutableArray<Notice>? told = null)
    {
        var recorded = new RecordedEvent((ticket?.Version ?? 0) + 1, Now, by, happened)
        {
            Notices = told,
            Mail = happened.Erasure == Erasure.Written && by == masked.Command.By ? TakeMail() : null,
        };
        signals.UnionWith(TicketSignals.Of(ticket, happened, by));
        ticket = TicketHistory.Apply(ticket, recorded);
        events.Add(recorded);
    }

    // Of the first event that holds what was written; what follows from it did not come by mail.
    private string? TakeMail()
    {
        var mail = hasTakenMail ? null : masked.Command.MailId;
        hasTakenMail = true;
        return mail;
    }

    /// <summary>Moves along the workflow; null when it went or the trigger means nothing here, else why it does not.</summary>
    public Decision.Refused? MoveOrRefuse(string trigger, ClosingReason closing = ClosingReason.Manual)
    {
        var workflow = Policy.Workflow;
        switch (workflow.Fire(Ticket.State, trigger, Ticket.Facts))
        {
            case Transition.Moved moved:
                ForceState(moved.To, trigger, closing);
                return null;
            case Transition.Ignored:
                return null;
            case Transition.Guarded guarded:
                return guarded.Said is { } said
                    ? Refuse(new Refusal.CommandRefused(SupportKitErrors.TicketTransitionGuarded, said))
                    : Refuse(SupportKitErrors.TicketTransitionGuarded, ("condition", guarded.Wanted));
            case Transition.NotPermitted:
                var permitted = string.Join(", ", workflow.PermittedIn(Ticket.State, Ticket.Facts));
                return Refuse(
                    SupportKitErrors.TicketTransitionNotPermitted,
                    ("trigger", trigger),
                    ("state", Ticket.State),
                    ("permitted", permitted.Length == 0 ? "–" : permitted)
                );
            case var other:
                throw new UnreachableException($"Transition.{other.GetType().Name} is not handled.");
        }
    }

    /// <summary>Moves along the workflow and accepts, or refuses.</summary>
    public Decision Move(string trigger) => MoveOrRefuse(trigger) ?? Complete();

    /// <summary>Has what was recorded so far start clocks, so that what follows in the same decision can stop them.</summary>
    public void StartClocks()
    {
        SlaClocks.Update(this);
        signals.Clear();
    }

    public Decision Complete()
    {
        QueueHandover.Update(this, Now);
        AutoAssignment.Apply(this, events);
        // A requester who did what was asked need not write as well. When the workflow permits no reply, the state stays.
        if (
            events.Any(recorded => TicketSignals.IsDoneByRequester(recorded.Event, recorded.By))
            && !events.Any(recorded => recorded.Event is TicketEvent.Reopened)
        )
            _ = MoveOrRefuse(Triggers.RequesterReply);
        SlaClocks.Update(this);
        AccessExpiry.Update(this);
        TimerSchedule.Update(this, Now);
        QueueHandover.Update(this, Now);
        ticket = Digests.Plan(Policy, windows, Ticket, events);
        return new Decision.Accepted(basis, Ticket, events.ToImmutable());
    }

    public Decision.Refused Refuse(Refusal refusal) => new(basis, refusal);

    /// <summary>Refuses with the texts that the catalog has for the code, and the values of their places.</summary>
    public Decision.Refused Refuse(string code, params (string Place, Phrase Value)[] values) =>
        Refuse(new Refusal.CommandRefused(code, [.. values.Select(value => (value.Place, Masked(value.Value)))]));

    // A value may repeat what the command called something, and nothing has masked that.
    private Phrase Masked(Phrase value) => Policy.Redaction.Secrets ? new MaskedPhrase(value) : value;

    /// <summary>Moves to a state whether or not the workflow leads there.</summary>
    public void ForceState(string next, string trigger, ClosingReason closing)
    {
        // What the move means is an event of its own, whatever the policy calls its states.
        var (before, after) = (Ticket.StateCategory, Policy.Workflow.CategoryOf(next));
        if (trigger == Triggers.Accept)
            Record(new TicketEvent.SolutionAccepted());
        if (after == StateCategory.Closed && before != StateCategory.Closed)
            Record(new TicketEvent.Closed(trigger == Triggers.Accept ? ClosingReason.Accepted : closing));
        else if (after == StateCategory.Resolved && before != StateCategory.Resolved)
            Record(new TicketEvent.Resolved());
        else if (IsOver(before) && !IsOver(after))
            Record(new TicketEvent.Reopened());
        Record(new TicketEvent.StateChanged(Ticket.State, next, after, trigger));
    }

    private static bool IsOver(StateCategory category) => category is StateCategory.Resolved or StateCategory.Closed;
}

/// <summary>That the rules are to be asked again what is promised.</summary>
/// <param name="How">What becomes of a running promise they see differently; null: as its metric says.</param>
/// <param name="Before">The rules by which the promises were counted so far.</param>
internal sealed record Reconsideration(OnChange? How, SlaRules Before);
