using System.Collections.Immutable;
using NodaTime;
using SupportKit.Policies;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// What is told at once, and what waits: the first notice of a kind to a reader leaves, and those that follow within the window
/// leave together, as one message, at its end. What answers something that came from outside may be one machine's answer to
/// another's, so its windows double, and after a few there is none until a person of the desk acts.
/// </summary>
internal static class Digests
{
    /// <summary>So many messages of a kind answer what comes from outside before a person of the desk has acted.</summary>
    public const int MostAnswers = 8;

    /// <summary>Sends the digests whose time has come: for each reader one, with all that waits for them.</summary>
    public static void ApplyDue(TicketDraft draft)
    {
        foreach (var window in draft.Ticket.NoticeWindows)
        {
            if (window.Deadline() <= draft.Now)
            {
                SendDue(draft, draft.Ticket.NoticeWindows);
                return;
            }
        }
    }

    private static void SendDue(TicketDraft draft, ImmutableArray<NoticeWindow> windows)
    {
        // By the windows' ends and not by the worker's clock, so that a worker that comes late does the same in the same order.
        var due =
            from window in windows
                .Where(window => window.Held > 0)
                .OrderBy(window => window.To.Queue ?? window.To.Agent ?? window.To.Person, StringComparer.Ordinal)
                .ThenBy(window => window.To.Person is null)
                .ThenBy(window => window.Kind, StringComparer.Ordinal)
            group window by window.To into reader
            let end = reader.Min(window => window.Deadline())
            where end <= draft.Now
            orderby end
            select (Reader: reader, End: end.Value);
        foreach (var (reader, end) in due)
        {
            draft.Record(
                new TicketEvent.DigestSent(
                    reader.Key.Person,
                    reader.Key.Agent,
                    reader.Key.Queue,
                    [.. reader.Select(window => KeyValuePair.Create(window.Kind, window.Held))]
                ),
                [.. reader.Select(window => Next(draft.Policy, window, end))]
            );
        }
    }

    /// <summary>Decides for the events of one decision, in their order, who is told at once.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="windows">The windows before the events.</param>
    /// <param name="after">The ticket after the events.</param>
    /// <param name="events">The events, which get their notices.</param>
    /// <returns>The ticket as the events with their notices make it.</returns>
    public static Ticket Plan(
        Policy policy,
        ImmutableArray<NoticeWindow> windows,
        Ticket after,
        ImmutableArray<RecordedEvent>.Builder events
    )
    {
        // The first notices of a ticket open no window: whatever follows them is the first of its kind.
        if (events.Count == 0 || events[0].Event is TicketEvent.Opened)
            return after;
        var all = events.ToImmutable();
        for (var i = 0; i < events.Count; i++)
        {
            var recorded = events[i];
            if (recorded.Notices is null && NoticesOf(policy, windows, after, recorded, all) is { IsEmpty: false } told)
                events[i] = recorded with { Notices = told };
            windows = NoticeHistory.Apply(windows, events[i]);
        }
        return windows == after.NoticeWindows ? after : after with { NoticeWindows = windows };
    }

    private static ImmutableArray<Notice> NoticesOf(
        Policy policy,
        ImmutableArray<NoticeWindow> windows,
        Ticket after,
        RecordedEvent recorded,
        ImmutableArray<RecordedEvent> all
    )
    {
        ImmutableArray<Notice> told = [];
        foreach (var message in Notifications.DraftsOf(policy, after, recorded, all))
        {
            if (IsImmediate(message, recorded.By))
                continue;
            var (to, kind) = (ReaderOf(message.To), message.Kind);
            var known = NoticeHistory.Find(windows, to, kind);
            if (known is not null && (known.Held > 0 || known.Until is null || known.Until > recorded.At))
            {
                told = told.Add(new Notice(to, kind, known.Until, IsHeld: true, known.Answers));
                continue;
            }
            var isAnswer = message.IsOutside && recorded.By.Kind == ActorKind.Requester;
            var answers = (known?.Answers ?? 0) + (isAnswer ? 1 : 0);
            if (answers > 0 || policy.Digest.WindowOf(message.Template) > Duration.Zero)
                told = told.Add(
                    new Notice(to, kind, EndOf(policy, kind, recorded.At, answers), IsHeld: false, answers)
                );
        }
        return told;
    }

    /// <summary>Whether the event tells this reader of it later.</summary>
    public static bool IsHeld(RecordedEvent recorded, MessageDraft message) =>
        recorded.Notices is { } notices && HasHeld(notices, ReaderOf(message.To), message.Kind);

    private static bool HasHeld(ImmutableArray<Notice> notices, NoticeReader to, string kind)
    {
        foreach (var notice in notices)
        {
            if (notice.IsHeld && notice.Kind == kind && notice.To == to)
                return true;
        }
        return false;
    }

    /// <summary>Who reads what the event tells.</summary>
    public static Recipient RecipientOf(TicketEvent.DigestSent digest) =>
        digest.Person is { } person ? new(RecipientKind.Requester, person)
        : digest.Agent is { } agent ? new(RecipientKind.Agent, agent)
        : new(RecipientKind.Queue, digest.Queue ?? "");

    // Nobody outside waits for what a person of the desk says or does; only what follows from it by rule may wait.
    private static bool IsImmediate(MessageDraft message, Actor by) =>
        DigestRules.NeverHeld.Contains(message.Template)
        || message.IsOutside
            && by.Kind is ActorKind.Agent or ActorKind.Lead
            && !DigestRules.FollowsByRule.Contains(message.Template);

    private static NoticeReader ReaderOf(Recipient to) =>
        to.Kind switch
        {
            RecipientKind.Requester => new(to.Id, null, null),
            RecipientKind.Agent => new(null, to.Id, null),
            RecipientKind.Queue => new(null, null, to.Id),
        };

    // The digest is the notice that begins the next window.
    private static Notice Next(Policy policy, NoticeWindow window, Instant end)
    {
        var answers = window.Answers == 0 ? 0 : Math.Min(window.Answers + 1, MostAnswers);
        return new Notice(window.To, window.Kind, EndOf(policy, window.Kind, end, answers), IsHeld: false, answers);
    }

    private static Instant? EndOf(Policy policy, string kind, Instant at, int answers) =>
        answers >= MostAnswers
            ? null
            : at + (policy.Digest.WindowOf(kind.Split('/')[0]) * (1 << Math.Max(0, answers - 1)));
}
