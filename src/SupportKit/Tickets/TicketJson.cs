using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Tickets;

/// <summary>
/// The JSON form of tickets and events: what stores keep and hosts may show. Instants are ISO 8601 in UTC, enumerations
/// are names, property order is fixed, so equal values give equal bytes. Source-generated: safe to trim.
/// </summary>
public static class TicketJson
{
    /// <summary>Writes an event.</summary>
    public static string Write(TicketEvent ticketEvent) =>
        JsonSerializer.Serialize(ticketEvent, TicketJsonContext.Default.TicketEvent);

    /// <summary>Reads what <see cref="Write(TicketEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not an event.</exception>
    public static TicketEvent ReadEvent(string json) =>
        JsonSerializer.Deserialize(json, TicketJsonContext.Default.TicketEvent)
        ?? throw new JsonException("An event is never null.");

    /// <summary>Writes a recorded event with its envelope.</summary>
    public static string Write(RecordedEvent recorded) =>
        JsonSerializer.Serialize(recorded, TicketJsonContext.Default.RecordedEvent);

    /// <summary>Reads what <see cref="Write(RecordedEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a recorded event.</exception>
    public static RecordedEvent ReadRecordedEvent(string json) =>
        JsonSerializer.Deserialize(json, TicketJsonContext.Default.RecordedEvent)
        ?? throw new JsonException("A recorded event is never null.");

    /// <summary>Writes a ticket.</summary>
    public static string Write(Ticket ticket) => JsonSerializer.Serialize(ticket, TicketJsonContext.Default.Ticket);

    /// <summary>Reads what <see cref="Write(Ticket)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a ticket.</exception>
    public static Ticket ReadTicket(string json) =>
        JsonSerializer.Deserialize(json, TicketJsonContext.Default.Ticket)
        ?? throw new JsonException("A ticket is never null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantJsonConverter)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TicketEvent))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(Ticket))]
internal sealed partial class TicketJsonContext : JsonSerializerContext;

internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "");
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("An instant is ISO 8601 in UTC.", parsed.Exception);
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
}
