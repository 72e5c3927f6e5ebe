using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace SupportKit.Reading;

/// <summary>One value of a JSON text together with the place it stands at; System.Text.Json keeps no lines.</summary>
internal sealed record SourceNode(JsonTokenType Kind, string Path, int Line)
{
    /// <summary>The text of a string, or a number as it was written; empty otherwise.</summary>
    public string Text { get; init; } = "";

    public ImmutableArray<KeyValuePair<string, SourceNode>> Members { get; init; } = [];

    public ImmutableArray<SourceNode> Items { get; init; } = [];

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    public bool IsText => Kind == JsonTokenType.String;

    /// <summary>How a message calls this value.</summary>
    public string Describe() =>
        Kind switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"\"{Text}\"",
            JsonTokenType.Number => Text,
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "null",
        };

    /// <summary>The line of the deepest value whose path begins the given one.</summary>
    public int LineOf(string path) =>
        Members
            .Select(member => member.Value)
            .Concat(Items)
            .Where(child => path.StartsWith(child.Path, StringComparison.Ordinal))
            .OrderByDescending(child => child.Path.Length)
            .Select(child => (int?)child.LineOf(path))
            .FirstOrDefault()
        ?? Line;

    /// <summary>The value as minified JSON: without comments, so that equal content gives equal bytes.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                foreach (var (name, value) in Members)
                {
                    writer.WritePropertyName(name);
                    value.Write(writer);
                }
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                foreach (var item in Items)
                    item.Write(writer);
                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Text);
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(Encoding.UTF8.GetBytes(Text));
                break;
            case JsonTokenType.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteBooleanValue(Kind == JsonTokenType.True);
                break;
        }
    }
}
