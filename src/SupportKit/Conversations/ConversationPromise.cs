using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit.Conversations;

/// <summary>
/// A promise and how far it is. All times are counted as its clock counts them: open time of the promise's calendar, or elapsed time where
/// it has none. For a promise that has its verdict they are as they were when that fell. Immutable.
/// </summary>
/// <param name="Promise">The promise.</param>
/// <param name="Elapsed">The time that is used.</param>
/// <param name="Remaining">The time that is left; zero when none is.</param>
/// <param name="Paused">The time in which its clock stood still, a pause that still goes on included.</param>
public sealed record ConversationPromise(
    SlaPromise Promise,
    [property: JsonConverter(typeof(HoursJsonConverter))] Duration Elapsed,
    [property: JsonConverter(typeof(HoursJsonConverter))] Duration Remaining,
    [property: JsonConverter(typeof(HoursJsonConverter))] Duration Paused
)
{
    /// <summary>The share of the time since it was made in which its clock stood still, from 0 to 1; 0 when no time has passed.</summary>
    public double PausedShare => Elapsed + Paused is var all && all > Duration.Zero ? Paused / all : 0;
}
