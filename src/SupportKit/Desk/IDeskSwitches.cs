using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Desk;

/// <summary>
/// Keeps what operators have turned on for a desk: an incident is published, a busy period is on. Read once for each request that is opened, so
/// a change counts from the next request on, in every process that shares what is kept. Implementations are thread-safe.
/// </summary>
public interface IDeskSwitches
{
    /// <summary>The last time of each switch and subject of a tenant, whether it is on or has ended; in any order.</summary>
    Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Turns a switch on, in place of its last time; changes nothing while it is on for that subject.</summary>
    Task StartAsync(string tenant, DeskSwitch started, CancellationToken cancellationToken);

    /// <summary>Turns a switch off that is on since <see cref="DeskSwitch.StartedAt"/>; changes nothing when it is off, or on since another instant.</summary>
    Task EndAsync(string tenant, DeskSwitch ended, CancellationToken cancellationToken);
}

/// <summary>A time in which a switch was on for the whole desk, or for a subject. Immutable.</summary>
/// <param name="Name">The policy's id of the switch.</param>
/// <param name="Subject">The policy's id of the subject, e.g. <c>updates-api</c>; null for a switch without subjects.</param>
/// <param name="StartedBy">Who turned it on.</param>
/// <param name="StartedAt">When it was turned on, UTC.</param>
public sealed record DeskSwitch(
    string Name,
    string? Subject,
    Actor StartedBy,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant StartedAt
)
{
    /// <summary>Who turned it off; null while it is on.</summary>
    public Actor? EndedBy { get; init; }

    /// <summary>When it was turned off; null while it is on.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? EndedAt { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool IsOn => EndedAt is null;
}
