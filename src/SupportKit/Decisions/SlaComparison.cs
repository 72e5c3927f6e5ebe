using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Policies;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Compares what was promised with what another version of the policy would promise. Changes nothing.</summary>
internal static class SlaComparison
{
    /// <summary>One entry for each promise of the history, in the order in which they were made.</summary>
    /// <param name="today">The version to compare with.</param>
    /// <param name="history">A ticket's whole history.</param>
    public static ImmutableArray<ComparedPromise> Of(Policy today, IEnumerable<RecordedEvent> history)
    {
        var events = history.ToList();
        if (TicketHistory.Replay(events) is not { } ticket)
            return [];
        var given = events.Select(recorded => recorded.Event).OfType<TicketEvent.PromiseMade>();
        var facts = FactsUnder(today, ticket);
        return [.. given.Zip(ticket.Promises, (made, stands) => Compare(today, ticket, facts, made.Promise, stands))];
    }

    /// <summary>The promises of a ticket that would be due at another instant under the tz database of today.</summary>
    /// <param name="policy">The version the ticket goes by.</param>
    /// <param name="ticket">The ticket as it stands.</param>
    public static IEnumerable<ShiftedPromise> Shifted(Policy policy, Ticket ticket) =>
        from promise in ticket.Promises
        where policy.Sla.IsOfOtherTimeZoneData(promise)
        let today = policy.Sla.Recount(promise, ticket.UpdatedAt)
        where today.Due != promise.Due
        select new ShiftedPromise(ticket.Key, promise, today.Due, policy.TimeZoneData);

    private static ComparedPromise Compare(
        Policy today,
        Ticket ticket,
        FactSet facts,
        SlaPromise given,
        SlaPromise stands
    )
    {
        var rule = today.Sla.Match(given.Metric, facts, ticket.TimeZone);
        var now = ticket.UpdatedAt;
        var anew = rule is null ? null : today.Sla.Recalculate(stands, today.Sla, rule, OnChange.Recompute, now);
        return new ComparedPromise(given, stands, anew);
    }

    // What the other version promises for the same request.
    private static FactSet FactsUnder(Policy policy, Ticket ticket)
    {
        var facts = policy.Derive(ticket.Facts, ticket.OpenedAt);
        if (!ticket.IsPriorityOverridden && policy.Priority.Rules.Match(facts) is { } priority)
            facts = facts.With(BuiltInFacts.Priority, priority.Then);
        return policy.Routing.Rules.Match(facts) is { } route ? facts.With(BuiltInFacts.Queue, route.Then) : facts;
    }
}

/// <summary>A promise, then, now and under another version of the policy. Immutable.</summary>
/// <param name="Original">As it was made: what was told to the person.</param>
/// <param name="Current">As its history has left it, its verdict included.</param>
/// <param name="UnderCurrentPolicy">What the other version would promise, with the same pauses; null when it promises nothing.</param>
public sealed record ComparedPromise(SlaPromise Original, SlaPromise Current, SlaPromise? UnderCurrentPolicy)
{
    /// <summary>
    /// Whether the two were counted with different versions of the tz database, so that a difference may come from there and not from the policy.
    /// </summary>
    public bool IsOfOtherTimeZoneData =>
        UnderCurrentPolicy?.TimeZoneData is { } data
        && Current.TimeZoneData is not null
        && Current.TimeZoneData != data;
}

/// <summary>A promise that would be due at another instant had it been counted with the tz database of today. Immutable.</summary>
/// <param name="Ticket">Its ticket.</param>
/// <param name="Promise">The promise as it stands, and as it holds until somebody has it counted anew.</param>
/// <param name="DueToday">When it would be due.</param>
/// <param name="TimeZoneDataToday">The version of the tz database in use.</param>
public sealed record ShiftedPromise(
    TicketKey Ticket,
    SlaPromise Promise,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant DueToday,
    string TimeZoneDataToday
);
