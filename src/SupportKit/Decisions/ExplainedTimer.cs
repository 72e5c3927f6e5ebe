using System.Collections.Immutable;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>What a ticket will do by itself, as an explanation names it. Immutable.</summary>
/// <param name="Timer">The timer as it stands.</param>
/// <param name="TimeZone">The tz database id of the zone that its time is counted in.</param>
/// <param name="Next">The state that its trigger leads to as things stand; null when it leads nowhere, or there is none.</param>
internal sealed record ExplainedTimer(TicketTimer Timer, string TimeZone, string? Next)
{
    /// <summary>What the policy calls that state; null when it does not say.</summary>
    public LocalizedText? Title { get; init; }

    /// <summary>The timers of a ticket that are to fire, the next first; those of queues' hours are not among them.</summary>
    public static ImmutableArray<ExplainedTimer> Of(Policy policy, Ticket ticket) =>
        [
            .. ticket
                .Timers.Where(timer => timer.IsActive && timer.Name != TicketTimer.QueueHours)
                .OrderBy(timer => timer.Due)
                .Select(timer => Of(policy, ticket, timer)),
        ];

    /// <summary>What the ticket moves to next by itself; null for nothing.</summary>
    public static (string State, Instant At)? NextMoveOf(Policy policy, Ticket ticket) =>
        Of(policy, ticket).FirstOrDefault(one => one is { Next: not null, Timer.PausedAt: null }) is { } move
            ? (move.Next!, move.Timer.Due)
            : null;

    private static ExplainedTimer Of(Policy policy, Ticket ticket, TicketTimer timer)
    {
        var next = NextOf(policy, ticket, timer);
        return new ExplainedTimer(timer, ZoneOf(policy, timer), next)
        {
            Title = next is null ? null : policy.Workflow.TitleOf(next),
        };
    }

    private static string ZoneOf(Policy policy, TicketTimer timer) =>
        (timer.After is { } after ? policy.Sla.CalendarOf(after)?.TimeZone.Id : null) ?? "UTC";

    private static string? NextOf(Policy policy, Ticket ticket, TicketTimer timer) =>
        timer.Trigger is { } trigger ? policy.Workflow.StateAfter(ticket.State, trigger, ticket.Facts) : null;
}
