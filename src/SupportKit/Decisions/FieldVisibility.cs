using System.Collections.Immutable;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Privacy;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Removes from tickets and histories what their reader may not see.</summary>
internal static class FieldVisibility
{
    /// <summary>What is withheld from a reader; null for nothing.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="outside">Whether they are outside the desk; nothing is withheld inside.</param>
    /// <param name="about">What is known of them.</param>
    /// <param name="now">When they read.</param>
    public static VisibilityRule? RulesFor(Policy policy, bool outside, FactSet about, Instant now) =>
        outside && policy.Privacy.Visibility is { } rules && !rules.VisibleIf.Holds(policy.Derive(about, now))
            ? rules
            : null;

    /// <summary>The ticket as somebody outside the desk may read it.</summary>
    public static Ticket Apply(Ticket ticket, VisibilityRule? withheld)
    {
        ticket = ticket with
        {
            Signals = ticket.Signals.RemoveAll(known => known.Signal == SlaSignals.InternalNoteAdded),
            ReplacedFacts = [],
            AssigneeLocale = null,
            InboundMailRejections = 0,
            NoticeWindows = [],
            LastMails = [],
            Timers = ticket.Timers.RemoveAll(timer => timer.Trigger is null),
            QueueByRules = null,
            Handovers = 0,
        };
        return withheld is null
            ? ticket
            : ticket with
            {
                Facts = ticket.Facts.Without(withheld.Facts),
                Title = withheld.HidesMessages ? "" : ticket.Title,
                NextStep = withheld.HidesMessages ? null : ticket.NextStep,
            };
    }

    /// <summary>The history as somebody outside the desk may read it, without internal notes.</summary>
    public static ImmutableArray<RecordedEvent> Apply(ImmutableArray<RecordedEvent> history, VisibilityRule? withheld)
    {
        // Who of the desk was told when is the desk's, and by which mail somebody wrote is theirs.
        var shown = history
            .Where(recorded => IsShown(recorded.Event, history))
            .Select(recorded =>
                recorded is { Notices: null, Mail: null } ? recorded : recorded with { Notices = null, Mail = null }
            );
        if (withheld is null)
            return [.. shown];
        var map = new WithholdingMap(withheld);
        return [.. shown.Select(recorded => recorded with { Event = recorded.Event.MapTexts(map) })];
    }

    // An event that is missing, or that a newer version wrote, may be internal, so it is treated as internal.
    private static bool IsShown(TicketEvent happened, ImmutableArray<RecordedEvent> history) =>
        happened.Outside switch
        {
            Outside.Shown => true,
            Outside.Hidden => false,
            Outside.AsNamedEvent => history.Any(recorded =>
                recorded.Sequence == ((TicketEvent.SecretsRedacted)happened).Sequence
                && recorded.Event.Outside == Outside.Shown
            ),
        };

    private sealed class WithholdingMap(VisibilityRule withheld) : TextMap
    {
        protected override WrittenText Map(string field, WrittenText text) => withheld.HidesMessages ? "" : text;

        protected override FactSet Map(FactSet facts) => facts.Without(withheld.Facts);
    }
}
