using System.Collections.Immutable;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>How a ticket stands after a decision, and what happened in it: all that its promises follow from.</summary>
/// <param name="At">When.</param>
/// <param name="Policy">The version it goes by.</param>
/// <param name="Facts">What is known of it.</param>
/// <param name="Category">What its state means.</param>
/// <param name="IsNone">It was merged, or is spam: no request any more.</param>
/// <param name="Signals">What the metrics heard.</param>
/// <param name="Last">When each signal last came.</param>
/// <param name="Asked">The rules are asked again, because what they go by has changed.</param>
/// <param name="Forced">A move of the policy says how, whatever the metrics say.</param>
internal sealed record Situation(
    Instant At,
    Policy Policy,
    FactSet Facts,
    StateCategory Category,
    bool IsNone,
    ImmutableHashSet<string> Signals,
    ImmutableDictionary<string, Instant> Last,
    bool Asked,
    OnChange? Forced
)
{
    public bool IsOver => Category is StateCategory.Resolved or StateCategory.Closed;

    public bool Came(ImmutableArray<string> signals) => signals.Any(Signals.Contains);
}

/// <summary>Reads situations off the events of a history, but for those of its promises.</summary>
internal static class Situations
{
    public static IEnumerable<Situation> Of(SlaHistory history)
    {
        Situation? now = null;
        foreach (var moment in history.Moments)
        {
            now = now is null
                ? Begin(moment)
                : now with
                {
                    At = moment.At,
                    Policy = moment.Policy,
                    Signals = [],
                    Asked = false,
                    Forced = null,
                };
            foreach (var recorded in moment.Events)
            {
                now = After(now, recorded.Event);
                // A person who does what was asked has answered, whatever it was.
                if (recorded.By.Kind == ActorKind.Requester && IsAnswerWithoutWords(recorded.Event))
                    now = Written(now);
            }
            yield return now;
        }
    }

    private static Situation Begin(Moment moment) =>
        new(
            moment.At,
            moment.Policy,
            FactSet.Empty,
            StateCategory.New,
            false,
            [],
            ImmutableDictionary<string, Instant>.Empty,
            false,
            null
        );

    private static Situation After(Situation now, TicketEvent happened) =>
        happened switch
        {
            TicketEvent.Opened opened => Heard(now with { Facts = opened.Facts }, "opened", "new"),
            TicketEvent.Acknowledged or TicketEvent.AgentReplied { IsAcknowledgement: true } => Heard(
                now,
                "acknowledged"
            ),
            // What was said in a call counts as what was written.
            TicketEvent.AgentReplied or TicketEvent.CallRecorded => Heard(now, "agent-replied"),
            TicketEvent.AnsweredByLinkedIssue => Heard(now, "answered-by-linked-issue"),
            TicketEvent.LinkedIssueUpdated => Heard(now, "linked-issue-updated"),
            TicketEvent.InternalNoteAdded => Heard(now, "internal-note-added"),
            TicketEvent.Assigned { Agent: not null } => Heard(now, "assigned"),
            TicketEvent.Escalated => Heard(now, "escalated"),
            TicketEvent.DeEscalated => Heard(now, "de-escalated"),
            TicketEvent.Reopened => Heard(now, "reopened") with { IsNone = false },
            TicketEvent.RequesterReplied or TicketEvent.FurtherHelpRequested => Written(now),
            TicketEvent.StateChanged changed when changed.Category == now.Category => now,
            TicketEvent.StateChanged changed => Heard(
                now with
                {
                    Category = changed.Category,
                },
                SlaSignals.NameOf(changed.Category)
            ),
            TicketEvent.PrioritySet set => now with { Facts = now.Facts.With("priority", set.Priority) },
            TicketEvent.PriorityChanged changed => now with
            {
                Facts = now.Facts.With("priority", changed.To),
                Asked = true,
            },
            TicketEvent.CategoryChanged changed => now with
            {
                Facts = now.Facts.With("category", changed.To),
                Asked = true,
            },
            TicketEvent.FactsChanged changed => now with { Facts = now.Facts.With(changed.Facts), Asked = true },
            TicketEvent.Routed queued => now with { Facts = now.Facts.With("queue", queued.Queue) },
            TicketEvent.PolicyMigrated moved => now with
            {
                Asked = moved.Mode != PolicyMigrationMode.Keep,
                Forced = moved.Mode == PolicyMigrationMode.Recompute ? OnChange.Recompute : null,
            },
            TicketEvent.MergedInto or TicketEvent.SpamMarked => now with { IsNone = true },
            _ => now,
        };

    private static bool IsAnswerWithoutWords(TicketEvent happened) =>
        happened
            is TicketEvent.FactsChanged
                or TicketEvent.AttachmentAdded
                or TicketEvent.AttachmentApproved
                or TicketEvent.AccessGranted
                or TicketEvent.ChangeApproved
                or TicketEvent.Escalated;

    private static Situation Written(Situation now) =>
        new[] { "agent-replied", "answered-by-linked-issue", "resolved", "closed" }.Any(now.Last.ContainsKey)
            ? Heard(now, "requester-replied", "follow-up")
            : Heard(now, "requester-replied");

    private static Situation Heard(Situation now, params ReadOnlySpan<string> signals)
    {
        foreach (var signal in signals)
            now = now with { Signals = now.Signals.Add(signal), Last = now.Last.SetItem(signal, now.At) };
        return now;
    }
}
