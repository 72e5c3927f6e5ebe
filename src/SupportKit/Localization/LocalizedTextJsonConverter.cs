using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Localization;

/// <summary>A text as a policy has it: a plain string for every language, or an object with a text for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LocalizedTextJsonConverter : JsonConverter<LocalizedText>
{
    /// <inheritdoc/>
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return LocalizedText.Invariant(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A text is a string, or an object with a string for each language.");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString()!;
            if (
                !reader.Read()
                || reader.TokenType != JsonTokenType.String
                || !texts.TryAdd(language, reader.GetString()!)
            )
                throw new JsonException("Each language of a text has one string.");
        }
        return texts.Count == 0
            ? throw new JsonException("A text needs at least one language.")
            : new LocalizedText(texts);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        if (value.IsForEveryLanguage)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }
        writer.WriteStartObject();
        foreach (var (language, text) in value.ByLanguage)
            writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
