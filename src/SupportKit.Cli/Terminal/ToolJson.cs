using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Writes the JSON of an answer: indented, with letters as letters.</summary>
internal static class ToolJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text that <paramref name="write"/> makes, with a line break at its end.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>An object as a member or item.</summary>
    public static void Object(this Utf8JsonWriter writer, string? name, Action write)
    {
        if (name is not null)
            writer.WritePropertyName(name);
        writer.WriteStartObject();
        write();
        writer.WriteEndObject();
    }

    /// <summary>A list as a member.</summary>
    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    /// <summary>Known facts as an object.</summary>
    public static void Facts(this Utf8JsonWriter writer, string name, FactSet facts)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, facts, FactJson.Default.FactSet);
    }
}

/// <summary>The generated JSON of facts.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(FactSet))]
internal sealed partial class FactJson : System.Text.Json.Serialization.JsonSerializerContext;
