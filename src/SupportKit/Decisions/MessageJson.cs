using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Decisions;

/// <summary>The JSON form of messages that are to leave: what stores keep. Equal messages give equal bytes. Source-generated: safe to trim.</summary>
public static class MessageJson
{
    /// <summary>Writes a message as JSON, as a store keeps it.</summary>
    public static string Write(OutboundMessage message) =>
        JsonSerializer.Serialize(message, MessageJsonContext.Default.OutboundMessage);

    /// <summary>Writes a message as <see cref="Write(OutboundMessage)"/> does, as UTF-8 and without a string.</summary>
    /// <param name="writer">Where to; of its own options none is set, or the bytes are others.</param>
    /// <param name="message">The message.</param>
    public static void Write(Utf8JsonWriter writer, OutboundMessage message) =>
        JsonSerializer.Serialize(writer, message, MessageJsonContext.Default.OutboundMessage);

    /// <summary>Reads what <see cref="Write(OutboundMessage)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a message.</exception>
    public static OutboundMessage Read(string json) =>
        JsonSerializer.Deserialize(json, MessageJsonContext.Default.OutboundMessage)
        ?? throw new JsonException("A message must not be null.");
}

// The serializer's own orders by the machine's culture, which is slow and would let the bytes depend on it.
internal sealed class OrdinalValuesConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    public override ImmutableSortedDictionary<string, string> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The values of a message are an object.");
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            values[name] = reader.GetString()!;
        }
        return values.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, string> value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(OrdinalValuesConverter), typeof(EnumJsonConverter<RecipientKind>)]
)]
[JsonSerializable(typeof(OutboundMessage))]
internal sealed partial class MessageJsonContext : JsonSerializerContext;
