using System.Collections.Immutable;
using NodaTime;
using SupportKit.Policies;
using SupportKit.Privacy;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Takes out of what is read what its reader is not shown.</summary>
internal static class Withheld
{
    /// <summary>What is withheld from a reader; null for nothing.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="outside">Whether they are outside the desk; nothing is withheld inside.</param>
    /// <param name="about">What is known of them.</param>
    /// <param name="now">When they read.</param>
    public static Withholding? For(Policy policy, bool outside, FactSet about, Instant now) =>
        outside && policy.Privacy.Withholding is { } rules && !rules.Unless.Holds(policy.Derive(about, now))
            ? rules
            : null;

    /// <summary>The ticket as somebody outside the desk may read it.</summary>
    public static Ticket From(Ticket ticket, Withholding? withheld)
    {
        ticket = ticket with
        {
            Signals = ticket.Signals.RemoveAll(known => known.Signal == ClockSignals.InternalNoted),
        };
        return withheld is null
            ? ticket
            : ticket with
            {
                Facts = ticket.Facts.Without(withheld.Facts),
                Title = withheld.Messages ? "" : ticket.Title,
                NextStep = withheld.Messages ? null : ticket.NextStep,
            };
    }

    /// <summary>The history as somebody outside the desk may read it: what it noted for itself is not in it.</summary>
    public static ImmutableArray<RecordedEvent> From(ImmutableArray<RecordedEvent> history, Withholding? withheld)
    {
        var shown = history.Where((recorded, i) => !IsInternal(recorded.Event, i > 0 ? history[i - 1].Event : null));
        return
        [
            .. withheld is null
                ? shown
                : shown.Select(recorded => recorded with { Event = From(recorded.Event, withheld) }),
        ];
    }

    // What a newer version wrote may be just that, for all this one knows.
    private static bool IsInternal(TicketEvent happened, TicketEvent? before) =>
        happened is TicketEvent.InternalNoted or TicketEvent.Unknown
        || (happened is TicketEvent.SecretsMasked && before is TicketEvent.InternalNoted);

    private static TicketEvent From(TicketEvent happened, Withholding withheld)
    {
        happened = happened switch
        {
            TicketEvent.Opened opened => opened with { Facts = opened.Facts.Without(withheld.Facts) },
            TicketEvent.FactsChanged changed => new TicketEvent.FactsChanged(changed.Facts.Without(withheld.Facts)),
            TicketEvent.Escalated escalated => escalated with { Details = escalated.Details.Without(withheld.Facts) },
            _ => happened,
        };
        if (!withheld.Messages)
            return happened;
        return happened switch
        {
            TicketEvent.Opened opened => opened with { Title = "", Body = "" },
            TicketEvent.AgentReplied reply => reply with { Body = "" },
            TicketEvent.RequesterReplied reply => reply with { Body = "" },
            TicketEvent.HelpRequestedAgain help => help with { Body = "" },
            TicketEvent.LinkNews news => news with { Body = "" },
            TicketEvent.PriorityChanged changed => changed with { Reason = "" },
            TicketEvent.NextStepSet next => next with { Step = "" },
            TicketEvent.ChangeProposed change => change with { What = "" },
            TicketEvent.AttachmentAdded file => file with { Name = "" },
            _ => happened,
        };
    }
}
