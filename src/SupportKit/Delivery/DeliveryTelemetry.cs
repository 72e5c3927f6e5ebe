using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Metrics and logs of the workers; docs/observability.md lists them.</summary>
internal static class DeliveryTelemetry
{
    private const string Template = "supportkit.template";

    private static readonly Counter<long> Processed = DeskTelemetry.Meter.CreateCounter<long>(
        "supportkit.deadlines.processed",
        "{ticket}",
        "Tickets whose deadlines were processed."
    );

    private static readonly Histogram<double> Delay = DeskTelemetry.Meter.CreateHistogram<double>(
        "supportkit.deadline.delay",
        "s",
        "How long after its instant a deadline was processed."
    );

    private static readonly Counter<long> Attempted = DeskTelemetry.Meter.CreateCounter<long>(
        "supportkit.messages",
        "{message}",
        "Attempts to deliver a message, by what became of it."
    );

    private static readonly Counter<long> Unanswered = DeskTelemetry.Meter.CreateCounter<long>(
        "supportkit.messages.unanswered",
        "{message}",
        "Attempts that ended without an answer, so that the message was perhaps delivered."
    );

    private static readonly Histogram<double> Age = DeskTelemetry.Meter.CreateHistogram<double>(
        "supportkit.message.age",
        "s",
        "How long after its commit a message was delivered or a dead letter."
    );

    private static readonly Histogram<int> Attempts = DeskTelemetry.Meter.CreateHistogram<int>(
        "supportkit.message.attempts",
        "{attempt}",
        "How many attempts a message took until it was delivered or a dead letter."
    );

    private static readonly Counter<long> WorkerFailures = DeskTelemetry.Meter.CreateCounter<long>(
        "supportkit.worker.failures",
        "{failure}",
        "Failures of a worker as a whole, such as claims that the store refuses."
    );

    private static readonly Gauge<double> DeadlinesOverdue = DeskTelemetry.Meter.CreateGauge<double>(
        "supportkit.deadlines.overdue",
        "s",
        "How long the oldest deadline is overdue."
    );

    private static readonly Gauge<double> MessagesOverdue = DeskTelemetry.Meter.CreateGauge<double>(
        "supportkit.messages.overdue",
        "s",
        "How long the oldest message has waited."
    );

    private static readonly Gauge<int> DeadLetters = DeskTelemetry.Meter.CreateGauge<int>(
        "supportkit.messages.dead",
        "{message}",
        "Messages that are dead letters."
    );

    private static readonly Gauge<int> Quarantined = DeskTelemetry.Meter.CreateGauge<int>(
        "supportkit.quarantined",
        "{item}",
        "Deadlines and messages that are in quarantine."
    );

    private static readonly Gauge<double> ClockSkew = DeskTelemetry.Meter.CreateGauge<double>(
        "supportkit.clock.skew",
        "s",
        "How far this process' clock is ahead of the store's."
    );

    public static void WorkerFailed(string worker) =>
        WorkerFailures.Add(1, new KeyValuePair<string, object?>("supportkit.worker", worker));

    public static void Observed(DeskBacklog backlog)
    {
        DeadlinesOverdue.Record(backlog.Deadlines.TotalSeconds);
        MessagesOverdue.Record(backlog.Messages.TotalSeconds);
        DeadLetters.Record(backlog.DeadLetters);
        Quarantined.Record(backlog.Quarantined);
        ClockSkew.Record(backlog.ClockSkew.TotalSeconds);
    }

    public static void DeadlineProcessed(Ticket claimed, Instant now)
    {
        Processed.Add(1);
        if (claimed.NextDeadline() is { } planned)
            Delay.Record((now - planned).TotalSeconds);
    }

    public static void Settled(Activity? activity, ClaimedMessage claimed, DeliveryResult result, Instant now)
    {
        var outcome = result switch
        {
            DeliveryResult.Delivered => "delivered",
            DeliveryResult.Retry => "retried",
            DeliveryResult.DeadLettered => "dead-lettered",
            DeliveryResult.Released => "released",
            DeliveryResult.Routed => "routed",
            _ => throw new UnreachableException($"DeliveryResult.{result.GetType().Name} is not counted."),
        };
        activity?.SetTag(DeskTelemetry.Outcome, outcome);
        var tags = Tags(claimed, outcome);
        Attempted.Add(1, tags);
        if (
            result
            is DeliveryResult.Retry { PerhapsDelivered: true }
                or DeliveryResult.DeadLettered { PerhapsDelivered: true }
        )
            Unanswered.Add(1, new KeyValuePair<string, object?>(Template, claimed.Message.Template));
        if (result is DeliveryResult.Retry)
            return;
        Attempts.Record(claimed.Attempts + 1, tags);
        if (claimed.CommittedAt is { } committed)
            Age.Record((now - committed).TotalSeconds, tags);
    }

    /// <summary>This process has no text for the message.</summary>
    public static void GivenBack(ClaimedMessage claimed) => Attempted.Add(1, Tags(claimed, "given-back"));

    private static TagList Tags(ClaimedMessage claimed, string outcome) =>
        new() { { DeskTelemetry.Outcome, outcome }, { Template, claimed.Message.Template } };

    public static Activity? Deliver(ClaimedMessage claimed) =>
        DeskTelemetry
            .Activities.StartActivity("supportkit.deliver", ActivityKind.Producer)
            ?.SetTag(DeskTelemetry.Tenant, claimed.Tenant)
            .SetTag(DeskTelemetry.Ticket, claimed.Message.Ticket.ToString())
            .SetTag(Template, claimed.Message.Template)
            .SetTag("supportkit.attempt", claimed.Attempts + 1);

    public static Activity? ProcessDeadlines(int tickets) =>
        DeskTelemetry.Activities.StartActivity("supportkit.deadlines.process")?.SetTag("supportkit.tickets", tickets);
}
