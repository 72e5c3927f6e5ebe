using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Rules;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>
/// What a ticket's events amount to. Made by <see cref="TicketHistory.Evolve"/> alone and stored only so that reading
/// it needs no replay. Immutable.
/// </summary>
public sealed record Ticket
{
    [JsonConstructor]
    internal Ticket() { }

    /// <summary>Whose desk it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The ticket's id.</summary>
    public required TicketId Id { get; init; }

    /// <summary>The sequence of the last event; a write that expects another version is refused.</summary>
    public required long Version { get; init; }

    /// <summary>The host's id of the person who asked.</summary>
    public required string Requester { get; init; }

    /// <summary>What it is about.</summary>
    public required string Category { get; init; }

    /// <summary>How it came in.</summary>
    public required string Channel { get; init; }

    /// <summary>The requester's language, a two-letter code.</summary>
    public required string Language { get; init; }

    /// <summary>The requester's title.</summary>
    public required string Title { get; init; }

    /// <summary>What was known when it was opened.</summary>
    public required FactSet Facts { get; init; }

    /// <summary>The content hash of the policy it was opened under.</summary>
    public required string Policy { get; init; }

    /// <summary>The workflow's state.</summary>
    public required string State { get; init; }

    /// <summary>What the state means.</summary>
    public required StateCategory StateCategory { get; init; }

    /// <summary>How urgent it is; null only between the first events.</summary>
    public string? Priority { get; init; }

    /// <summary>Who gets it; null only between the first events.</summary>
    public string? Queue { get; init; }

    /// <summary>The queue that an escalation called in; null when there was none.</summary>
    public string? Lead { get; init; }

    /// <summary>What was promised, in the order of the promises' metrics.</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>When it was opened.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>When the last event happened.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>The exact next instant at which anything about this ticket changes by itself; null when nothing will.</summary>
    public Instant? NextWake() => Promises.Min(promise => promise.NextWake);

    /// <summary>The promise of a metric; null when there is none.</summary>
    public Promise? PromiseOf(string metric) => Promises.FirstOrDefault(promise => promise.Metric == metric);
}
