using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Screening;

namespace SupportKit.Tickets;

/// <summary>Folds events into a ticket. Pure: the same events give the same ticket, byte for byte.</summary>
public static class TicketHistory
{
    /// <summary>The ticket after one more event: the only way a ticket changes.</summary>
    /// <param name="ticket">The ticket so far; null before <see cref="TicketEvent.Opened"/>.</param>
    /// <param name="recorded">The event that follows.</param>
    /// <exception cref="SupportKitException"><c>ticket.history_damaged</c>: the event cannot follow: the history is damaged.</exception>
    public static Ticket Apply(Ticket? ticket, RecordedEvent recorded)
    {
        if (recorded.Sequence != (ticket?.Version ?? 0) + 1)
            throw Damaged(ticket, recorded);
        var next = (ticket, recorded.Event) switch
        {
            (null, TicketEvent.Opened opened) => Open(opened, recorded),
            (null, _) or (_, TicketEvent.Opened) => throw Damaged(ticket, recorded),
            _ => PromiseHistory.Apply(ticket, recorded)
                ?? TimerHistory.Apply(ticket, recorded)
                ?? Change(ticket, recorded),
        };
        var signals = TicketSignals.Of(ticket, recorded.Event, recorded.By);
        return next with
        {
            Version = recorded.Sequence,
            UpdatedAt = recorded.At,
            InboundMailRejections = recorded.By.Kind is ActorKind.Agent or ActorKind.Lead
                ? 0
                : next.InboundMailRejections,
            NoticeWindows = NoticeHistory.Apply(next.NoticeWindows, recorded),
            LastMails = LastMail.Apply(next.LastMails, recorded),
            Signals = SignalTime.Note(next.Signals, signals, recorded.At),
            FirstAnsweredAt = next.FirstAnsweredAt ?? (SlaSignals.IsAnswer(signals) ? recorded.At : null),
        };
    }

    /// <summary>The ticket that a whole history amounts to; null for an empty one.</summary>
    public static Ticket? Replay(IEnumerable<RecordedEvent> history) =>
        history.Aggregate((Ticket?)null, (ticket, recorded) => Apply(ticket, recorded));

    // As workflows name it; they stand to the right.
    private const string HoldTrigger = "hold";

    private static Ticket Change(Ticket ticket, RecordedEvent recorded) =>
        recorded.Event switch
        {
            TicketEvent.TermsAccepted accepted => ticket with
            {
                AcceptedTerms = ticket.AcceptedTerms.Add(new TermsAcceptance(accepted.Person, accepted.Version)),
            },
            TicketEvent.PrioritySet set => ticket with
            {
                Facts = ticket.Facts.With(DeskFactNames.Priority, set.Priority),
                Priority = set.Priority,
                PriorityRank = set.Rank,
            },
            TicketEvent.PriorityChanged changed => ticket with
            {
                Facts = ticket.Facts.With(DeskFactNames.Priority, changed.To),
                Priority = changed.To,
                PriorityRank = changed.Rank,
                IsPriorityOverridden = true,
            },
            TicketEvent.CategoryChanged changed => ticket with
            {
                Facts = ticket.Facts.With(DeskFactNames.Category, changed.To),
                Category = changed.To,
            },
            TicketEvent.FactsChanged changed => ticket with
            {
                Facts = ticket.Facts.With(changed.Facts),
                ReplacedFacts = Replaced(ticket, changed.Facts),
            },
            TicketEvent.Routed queued => ticket with
            {
                Facts = ticket.Facts.With(DeskFactNames.Queue, queued.Queue),
                Queue = queued.Queue,
                QueueByRules = queued.Timer is null ? null : ticket.QueueByRules ?? ticket.Queue,
                Handovers = ticket.Handovers + (queued.Timer == TicketTimer.QueueHours ? 1 : 0),
            },
            TicketEvent.Assigned assigned => Given(ticket, assigned.Agent, assigned.Language, assigned.TimeZone),
            TicketEvent.AssignmentDecided decided => Given(ticket, decided.Agent, decided.Language, decided.TimeZone),
            TicketEvent.PolicyMigrated moved => ticket with { Policy = moved.To },
            TicketEvent.StateChanged changed => ticket with
            {
                State = changed.To,
                StateCategory = changed.Category,
                IsHeld = ticket.IsHeld && changed.Trigger == HoldTrigger,
            },
            TicketEvent.MessageFlagged flagged => ticket with
            {
                IsHeld = ticket.IsHeld || flagged.Findings.Any(finding => finding.Then == MessageAction.Hold),
            },
            TicketEvent.InboundMailRejected => ticket with
            {
                InboundMailRejectedAt = recorded.At,
                InboundMailRejections = ticket.InboundMailRejections + 1,
            },
            TicketEvent.Escalated escalated => ticket with { EscalatedToQueue = escalated.Queue },
            TicketEvent.DeEscalated => ticket with { EscalatedToQueue = null },
            TicketEvent.NextStepSet set => ticket with { NextStep = set.Step.Text },
            TicketEvent.Linked linked => ticket with
            {
                Links = ticket.Links.Add(new TicketLink(linked.Kind, linked.Reference)),
            },
            // Reopening a ticket means that it is not spam, and that it no longer belongs to the ticket it was merged into.
            TicketEvent.Reopened => ticket with { IsSpam = false, MergedInto = null },
            TicketEvent.SpamMarked => ticket with { IsSpam = true },
            TicketEvent.MergedInto merged => ticket with { MergedInto = merged.Ticket },
            TicketEvent.MergeReceived absorbed => ticket with
            {
                // A ticket that was reopened and merged once more is in the list already.
                MergedTickets = ticket.MergedTickets.Contains(absorbed.Ticket)
                    ? ticket.MergedTickets
                    : ticket.MergedTickets.Add(absorbed.Ticket),
            },
            TicketEvent.SplitOff split => ticket with { SplitOff = ticket.SplitOff.Add(split.Ticket) },
            TicketEvent.ContinuedIn next => ticket with { ContinuedIn = ticket.ContinuedIn.Add(next.Ticket) },
            TicketEvent.Shared or TicketEvent.Unshared => SharingHistory.Change(ticket, recorded),
            TicketEvent.Invited or TicketEvent.InvitationAccepted or TicketEvent.InvitationDeclined =>
                SharingHistory.Change(ticket, recorded),
            _ => PrivacyHistory.Change(ticket, recorded),
        };

    private static Ticket Given(Ticket ticket, string? agent, string? language, string? timeZone) =>
        ticket with
        {
            Assignee = agent,
            AssigneeLocale =
                agent is not null && language is not null ? new ParticipantLocale(agent, language, timeZone) : null,
        };

    private static ImmutableArray<FactSet> Replaced(Ticket ticket, FactSet news)
    {
        var before = FactSet.Of(ticket.Facts.Where(fact => news[fact.Key] is { } value && value != fact.Value));
        return before.Count == 0 ? ticket.ReplacedFacts : ticket.ReplacedFacts.Add(before);
    }

    private static Ticket Open(TicketEvent.Opened opened, RecordedEvent recorded) =>
        new()
        {
            Tenant = opened.Tenant,
            Id = opened.Ticket,
            Number = opened.Number,
            Version = recorded.Sequence,
            Requester = opened.Requester,
            Category = opened.Category,
            Channel = opened.Channel,
            Language = opened.Language,
            Title = opened.Title.Text,
            Facts = opened.Facts,
            Policy = opened.Policy,
            State = opened.State,
            StateCategory = opened.StateCategory,
            SplitFrom = opened.SplitFrom,
            Continues = opened.Continues,
            TimeZone = opened.TimeZone,
            Organization = opened.Organization,
            OpenedAt = recorded.At,
            UpdatedAt = recorded.At,
        };

    internal static SupportKitException Damaged(Ticket? ticket, RecordedEvent recorded) =>
        new(
            SupportKitErrors.TicketHistoryDamaged,
            $"Event {recorded.Sequence} ({recorded.Event.GetType().Name}) cannot follow version {ticket?.Version ?? 0} of ticket "
                + $"{ticket?.Id}.",
            "Restore the history from a backup; SupportKit never writes such an order."
        );
}
