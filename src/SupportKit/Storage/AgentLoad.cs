using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Storage;

/// <summary>What an agent has to do. Immutable.</summary>
/// <param name="Agent">The host's id of the agent.</param>
/// <param name="OpenTickets">How many of their tickets are new or open.</param>
/// <param name="LastOpenedAt">When the latest ticket that is theirs was opened, whatever its state; null when none is.</param>
public sealed record AgentLoad(
    string Agent,
    long OpenTickets,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? LastOpenedAt
)
{
    /// <summary>Whether a ticket of this state is something to do.</summary>
    internal static bool IsOpen(StateCategory category) => category is StateCategory.New or StateCategory.Open;
}
