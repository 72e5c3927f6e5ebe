using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Conversations;

/// <summary>That a ticket goes to another state by itself, unless somebody writes before. Immutable.</summary>
/// <param name="State">The policy's name of the state, as things stand now.</param>
/// <param name="StateCategory">What that state means.</param>
/// <param name="At">When it goes there, UTC.</param>
public sealed record ScheduledMove(
    string State,
    StateCategory StateCategory,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At
)
{
    /// <summary>What the policy calls the state; null when it does not say.</summary>
    public LocalizedText? Title { get; init; }
}
