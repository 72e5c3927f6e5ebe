using System.Buffers;
using System.Text;
using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Writes what was read.</summary>
internal static class NodeJson
{
    /// <summary>The value as minified JSON: without comments, so that equal content gives equal bytes.</summary>
    public static byte[] Write(SourceNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(node, writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(SourceNode node, Utf8JsonWriter writer)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in node.Members)
                {
                    writer.WritePropertyName(name);
                    Write(value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Encoding.UTF8.GetBytes(node.Text));
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteBooleanValue(node.Kind == JsonValueKind.True);
                break;
        }
    }
}
