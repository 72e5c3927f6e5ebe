using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Json;

/// <summary>
/// The values of an enumeration by the names under which they are stored. A name that a newer version wrote stands for a value
/// of its own, which no switch knows and which is written back under the same name. Thread-safe.
/// </summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    // Unknown names get values far from those that any version declares. The bound keeps a damaged database from filling the memory.
    private const int FirstUnknown = 0x4000_0000;
    private const int MostUnknown = 1000;

    private static readonly FrozenDictionary<string, T> Known = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, T> Unknown = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<T, string> UnknownNames = new();
    private static readonly Lock Gate = new();

    /// <summary>The value that a stored name stands for.</summary>
    /// <exception cref="JsonException">The name is empty or malformed, or the process has met too many unknown names.</exception>
    public static T Read(string? name) =>
        name is null or "" ? throw new JsonException($"A {typeof(T).Name} is a name.")
        : Known.TryGetValue(name, out var known) || Unknown.TryGetValue(name, out known) ? known
        : Meet(name);

    /// <summary>The name under which a value is stored.</summary>
    public static string Write(T value) => UnknownNames.TryGetValue(value, out var name) ? name : value.ToString();

    private static T Meet(string name)
    {
        lock (Gate)
        {
            if (Unknown.TryGetValue(name, out var value))
                return value;
            if (Unknown.Count >= MostUnknown || !IsName(name))
                throw new JsonException($"A {typeof(T).Name} has a value that is not one of this version, or of any.");
            value = (T)Enum.ToObject(typeof(T), FirstUnknown + Unknown.Count);
            UnknownNames[value] = name;
            Unknown[name] = value;
            return value;
        }
    }

    private static bool IsName(string text) =>
        text.Length <= 64 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);
}

/// <summary>Keeps the values of an enumeration by name, including those of a newer version.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumJsonConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? EnumNames<T>.Read(reader.GetString())
            : throw new JsonException($"A {typeof(T).Name} is a name.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumNames<T>.Write(value));

    /// <inheritdoc/>
    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => EnumNames<T>.Read(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(EnumNames<T>.Write(value));
}
