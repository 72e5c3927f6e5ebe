using System.Text.Json;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Writes a ticket as it stands at one instant of its story, with its promises over the hours in which they are counted.</summary>
internal static class StudioLanes
{
    // More than a drawing can show.
    private const int MostIntervals = 600;

    public static void Write(Utf8JsonWriter writer, StudioStory story, Ticket ticket)
    {
        var policy = story.Policy;
        writer.WriteString("priority", ticket.Priority);
        writer.WriteString("queue", ticket.Queue);
        writer.WriteString("state", ticket.State);
        writer.WriteString("assignee", ticket.Assignee);
        if (ticket.ScheduledClose is { CloseAt: var closing })
            writer.At("closesAt", closing, policy);
        writer.List(
            "lanes",
            ticket.Promises,
            promise => writer.Object(null, () => Write(writer, story, promise.AsOf(story.Now)))
        );
    }

    private static void Write(Utf8JsonWriter writer, StudioStory story, SlaPromise promise)
    {
        var (policy, now) = (story.Policy, story.Now);
        var calendar = policy.Sla.CalendarOf(promise.Within);
        writer.WriteString("metric", promise.Metric);
        writer.WriteString("rule", promise.Rule);
        writer.WriteString("within", promise.Within.ToString());
        writer.WriteString("calendar", promise.Within.Calendar);
        writer.WriteString("status", Outcomes.WordOf(promise.Status));
        writer.At("startedAt", promise.StartedAt, policy);
        writer.At("due", promise.Due, policy);
        if (promise.StoppedAt is { } stopped)
            writer.At("stoppedAt", stopped, policy);
        if (promise.CompletedLateAt is { } late)
            writer.At("completedLateAt", late, policy);
        writer.WriteNumber("usedSeconds", policy.Sla.ElapsedBy(promise, now).TotalSeconds);
        writer.WriteNumber("leftSeconds", policy.Sla.LeftAt(promise, now).TotalSeconds);
        writer.List("warnings", promise.Warnings, at => writer.WriteStringValue(StudioJson.TextOf(at, policy)));
        var pauses = promise.Pauses.Select(pause => new Interval(pause.Start, pause.End));
        if (promise is { Status: PromiseStatus.Paused, StoppedAt: { } since } && since < now)
            pauses = pauses.Append(new Interval(since, now));
        writer.List("pauses", pauses, pause => Write(writer, pause, policy));
        var open = calendar is null
            ? [new Interval(story.Test.At, story.End)]
            : calendar.Intervals(story.Test.At, story.End).Take(MostIntervals);
        writer.List("open", open, interval => Write(writer, interval, policy));
    }

    private static void Write(Utf8JsonWriter writer, Interval interval, Policy policy)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(StudioJson.TextOf(interval.Start, policy));
        writer.WriteStringValue(StudioJson.TextOf(interval.End, policy));
        writer.WriteEndArray();
    }
}
