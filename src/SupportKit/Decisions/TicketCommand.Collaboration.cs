using System.Collections.Immutable;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>Escalation, next steps, linked issues, merging, splitting and spam.</content>
public abstract partial record TicketCommand
{
    /// <summary>Escalate: call in people beyond those assigned.</summary>
    /// <param name="By">Who asks for it: the requester, or the desk for them.</param>
    /// <param name="Reason">The id of one of the policy's reasons.</param>
    /// <param name="Channel">How it came in.</param>
    /// <param name="Details">What the policy requires it to bring.</param>
    public sealed record Escalate(Actor By, string Reason, string Channel, FactSet Details) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes(Details, out var details) ? this with { Details = details } : this;
    }

    /// <summary>End the escalation of the ticket.</summary>
    public sealed record DeEscalate(Actor By) : TicketCommand(By);

    /// <summary>Agree on what happens next: a step, or a plan of action.</summary>
    public sealed record SetNextStep(Actor By, WrittenText Step) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("step", Step, out var step) ? this with { Step = step } : this;
    }

    /// <summary>Link a bug or a change request, which counts as the answer.</summary>
    public sealed record Link(Actor By, LinkKind Kind, WrittenName Reference) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("reference", Reference, out var reference) ? this with { Reference = reference } : this;
    }

    /// <summary>Pass on news of something linked.</summary>
    public sealed record UpdateLinkedIssue(Actor By, WrittenName Reference, WrittenText Body) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("reference", Reference, out var reference) | map.Changes("body", Body, out var body)
                ? this with
                {
                    Reference = reference,
                    Body = body,
                }
                : this;
    }

    /// <summary>Ask for help all the same, though the ticket counts as answered.</summary>
    public sealed record RequestFurtherHelp(Actor By, WrittenText Body) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>Let another ticket of the same requester carry this one on.</summary>
    /// <param name="By">Who wants it.</param>
    /// <param name="Ticket">The other ticket.</param>
    /// <param name="Requester">Whose it is.</param>
    /// <param name="Number">What people call it; null when it has no number.</param>
    internal sealed record MergeInto(Actor By, TicketId Ticket, string Requester, TicketNumber? Number = null)
        : TicketCommand(By);

    /// <summary>Carry on another ticket of the same requester: the other side of <see cref="MergeInto"/>.</summary>
    /// <param name="By">Who wants it.</param>
    /// <param name="Ticket">The other ticket.</param>
    /// <param name="Requester">Whose it is.</param>
    internal sealed record ReceiveMerge(Actor By, TicketId Ticket, string Requester) : TicketCommand(By)
    {
        /// <summary>Whether the desk still owes an answer to what was written there.</summary>
        internal bool IsUnanswered { get; init; }

        /// <summary>What people call it; null when it has no number.</summary>
        internal TicketNumber? Number { get; init; }

        /// <summary>With whom it is shared.</summary>
        internal ImmutableArray<string> Participants { get; init; } = [];

        /// <summary>Those of them who have not said yet that they want to take part.</summary>
        internal ImmutableArray<string> Invited { get; init; } = [];

        /// <summary>What a ticket gives to the one that carries it on.</summary>
        internal static ReceiveMerge Of(Actor by, Ticket duplicate) =>
            new(by, duplicate.Id, duplicate.Requester)
            {
                IsUnanswered = TicketSignals.IsUnanswered(duplicate),
                Number = duplicate.Number,
                Participants = duplicate.Participants,
                Invited = [.. duplicate.Participants.Where(duplicate.IsInvitationPending)],
            };
    }

    /// <summary>Note that a part became a ticket of its own.</summary>
    internal sealed record SplitOff(Actor By, TicketId Ticket, TicketNumber? Number = null) : TicketCommand(By);

    /// <summary>Note on a closed ticket that a reply to it opened another one.</summary>
    /// <param name="By">The requester.</param>
    /// <param name="Ticket">The new ticket.</param>
    /// <param name="Number">What people call it; null when it has no number.</param>
    internal sealed record ContinueIn(Actor By, TicketId Ticket, TicketNumber? Number = null) : TicketCommand(By);

    /// <summary>Tell everybody on the ticket that what they wrote about is over.</summary>
    /// <param name="By">Who turned the switch off.</param>
    /// <param name="Switch">The policy's id of the switch.</param>
    /// <param name="Subject">The policy's id of the subject; null for none.</param>
    /// <param name="About">What people call it, as the policy in force has it.</param>
    internal sealed record TellSwitchEnded(Actor By, string Switch, string? Subject, LocalizedText About)
        : TicketCommand(By);

    /// <summary>Be shown what was masked in a message.</summary>
    /// <param name="By">Who asks.</param>
    /// <param name="Sequence">The sequence of the event that records the message.</param>
    internal sealed record RevealSecrets(Actor By, long Sequence) : TicketCommand(By)
    {
        /// <summary>Whether the secrets can be brought back; the desk looks that up.</summary>
        internal bool AreKept { get; init; }
    }

    /// <summary>Mark the ticket as spam.</summary>
    public sealed record MarkSpam(Actor By) : TicketCommand(By);
}
