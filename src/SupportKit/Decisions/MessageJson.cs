using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Decisions;

/// <summary>The JSON form of messages that are to leave: what stores keep. Equal messages give equal bytes. Source-generated: safe to trim.</summary>
public static class MessageJson
{
    /// <summary>Writes a message.</summary>
    public static string Write(OutboundMessage message) =>
        JsonSerializer.Serialize(message, MessageJsonContext.Default.OutboundMessage);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a message.</exception>
    public static OutboundMessage Read(string json)
    {
        var message =
            JsonSerializer.Deserialize(json, MessageJsonContext.Default.OutboundMessage)
            ?? throw new JsonException("A message is never null.");
        // The serializer orders by the machine's culture; the bytes must not depend on it.
        return message with { Values = message.Values.WithComparers(StringComparer.Ordinal) };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OutboundMessage))]
internal sealed partial class MessageJsonContext : JsonSerializerContext;
