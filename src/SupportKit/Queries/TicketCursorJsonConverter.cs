using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Queries;

/// <summary>A cursor as its token.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TicketCursorJsonConverter : JsonConverter<TicketCursor>
{
    /// <inheritdoc/>
    public override TicketCursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TicketCursor.TryParse(reader.GetString(), out var cursor)
            ? cursor
            : throw new JsonException("A cursor is the text that a page gave as its next.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TicketCursor value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
