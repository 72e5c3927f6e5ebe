using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Queries;

/// <summary>A cursor as its token.</summary>
internal sealed class TicketCursorJsonConverter : JsonConverter<TicketCursor>
{
    public override TicketCursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TicketCursor.TryParse(reader.GetString(), out var cursor)
            ? cursor
            : throw new JsonException("A cursor is the text that a page gave as its next.");

    public override void Write(Utf8JsonWriter writer, TicketCursor value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
