using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Conversations;

/// <summary>How far a promise is at an instant, as its clock counts. Pure.</summary>
internal static class PromiseProgress
{
    public static ConversationPromise At(SlaRules rules, SlaPromise promise, Instant now)
    {
        var read = promise.AsOf(now);
        return new(read, rules.ElapsedBy(read, now), rules.LeftAt(read, now), PausedBy(rules, read, now));
    }

    private static Duration PausedBy(SlaRules rules, SlaPromise promise, Instant now)
    {
        var calendar = rules.CalendarOf(promise.Within);
        var paused = Duration.Zero;
        foreach (var pause in promise.Pauses)
            paused += RunningTime.Measure(calendar, pause.Start, pause.End);
        return promise is { Status: PromiseStatus.Paused, StoppedAt: { } since } && since < now
            ? paused + RunningTime.Measure(calendar, since, now)
            : paused;
    }
}
