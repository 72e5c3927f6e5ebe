using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Tickets;

/// <summary>
/// An event in the form in which it is kept, whatever options a host has: its names are part of histories. One that a newer version wrote
/// is read, and written back, as it is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TicketEventJsonConverter : JsonConverter<TicketEvent>
{
    /// <inheritdoc/>
    public override TicketEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (TicketJson.UnknownType(reader) is not { } type)
            return ReadKnown(ref reader);
        using var whole = JsonDocument.ParseValue(ref reader);
        return new TicketEvent.Unknown(type, whole.RootElement.GetRawText());
    }

    private static TicketEvent ReadKnown(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, TicketJsonContext.Default.TicketEvent)
                ?? throw new JsonException("An event must not be null.");
        }
        catch (Exception error) when (TicketJson.Unreadable<TicketEvent>(error) is { } unreadable)
        {
            throw unreadable;
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TicketEvent value, JsonSerializerOptions options)
    {
        if (value is TicketEvent.Unknown unknown)
            writer.WriteRawValue(unknown.Json);
        else
            JsonSerializer.Serialize(writer, value, TicketJsonContext.Default.TicketEvent);
    }
}
