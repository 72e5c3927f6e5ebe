using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Reports;

/// <summary>The tickets of one queue and priority that were opened in one month. Immutable.</summary>
/// <param name="Month">The month of the report's zone in which they were opened, such as <c>2026-03</c>.</param>
/// <param name="Queue">The queue they are in now.</param>
/// <param name="Priority">The priority they have now.</param>
/// <param name="Tickets">How many there are.</param>
/// <param name="Reopened">How many of them were reopened at least once.</param>
/// <param name="Answered">How many of them the desk has answered.</param>
/// <param name="MedianFirstAnswer">
/// The business time within which half of those that were answered had their first answer, each rounded up to whole minutes; null when none was.
/// </param>
/// <param name="P90FirstAnswer">The same for nine tenths of them.</param>
public sealed record VolumeRow(
    string Month,
    string Queue,
    string Priority,
    int Tickets,
    int Reopened,
    int Answered,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration? MedianFirstAnswer,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration? P90FirstAnswer
)
{
    /// <summary>The share of the tickets that were reopened, 0 to 1.</summary>
    public double ReopenedShare => (double)Reopened / Tickets;
}
