using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Says why two policies bring a ticket to different outcomes, and by what rules.</summary>
internal static class FlipReason
{
    /// <summary>Why a metric ends differently; the causes that hold, the first of them first.</summary>
    public static string Of(TicketOutcome before, TicketOutcome after, string metric)
    {
        var (one, other) = (before.Deciding(metric), after.Deciding(metric));
        var causes = new List<string>();
        if (before.Replayed.Ticket?.Priority != after.Replayed.Ticket?.Priority)
            causes.Add($"priority {PriorityOf(before)} → {PriorityOf(after)}");
        if (one?.Within != other?.Within)
        {
            if (causes.Count == 0 && before.Replayed.Ticket?.Queue != after.Replayed.Ticket?.Queue)
                causes.Add($"queue {QueueOf(before)} → {QueueOf(after)}");
            causes.Add($"{PromiseOf(before, metric, one)} → {PromiseOf(after, metric, other)}");
        }
        else if (one is not null && other is not null)
        {
            if (one.Within.Calendar is { } calendar && HoursOf(before, one) != HoursOf(after, other))
                causes.Add($"calendar \"{calendar}\" has other hours, under {Named(one)} → {Named(other)}");
            if (!one.Pauses.SequenceEqual(other.Pauses))
                causes.Add($"the clock is paused at other times, under {Named(one)} → {Named(other)}");
        }
        return causes.Count > 0 ? string.Join("; ", causes) : "the workflows take the ticket through other states";
    }

    private static string PriorityOf(TicketOutcome side) =>
        Ruled(side.Replayed.Ticket?.Priority ?? "none", side.Replayed.PriorityRule);

    private static string QueueOf(TicketOutcome side) =>
        Ruled(side.Replayed.Ticket?.Queue ?? "none", side.Replayed.QueueRule);

    private static string Ruled(string what, string? rule) => rule is null ? what : $"{what} by \"{rule}\"";

    private static string PromiseOf(TicketOutcome side, string metric, SlaPromise? promise)
    {
        if (promise is null)
            return "nothing promised";
        var rule = side.Policy.Sla.TargetsOf(metric)?.Rules.FirstOrDefault(rule => rule.Id == promise.Rule);
        return $"{promise.Within} by {Named(promise)}{(rule is null ? "" : $" ({rule.When})")}";
    }

    private static string? HoursOf(TicketOutcome side, SlaPromise promise) =>
        side.Policy.Sla.CalendarOf(promise.Within)?.ToJson();

    private static string Named(SlaPromise promise) => $"\"{promise.Rule}\"";
}
