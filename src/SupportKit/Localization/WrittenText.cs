using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Localization;

/// <summary>
/// A text that a person wrote, of any length and form: a title, a reply, a reason, the name of a file. A member of this type is
/// masked before it is recorded, hidden from readers as the policy says, and erased with its person. Immutable; compared
/// ordinally; in JSON a plain string.
/// </summary>
[JsonConverter(typeof(WrittenTextJsonConverter))]
public readonly record struct WrittenText
{
    private readonly string? text;

    private WrittenText(string? text) => this.text = text;

    /// <summary>The text as it was written; never null, and empty by default.</summary>
    public string Text => text ?? "";

    /// <summary>Whether there is nothing in it but white space.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(text);

    /// <summary>Takes a text as it was written; null gives the empty text.</summary>
    public static implicit operator WrittenText(string? text) => new(text);

    /// <summary>Whether both are the same text, compared ordinally.</summary>
    public bool Equals(WrittenText other) => Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text as it was written.</summary>
    public override string ToString() => Text;
}

/// <summary>A text that a person wrote, as a plain string. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WrittenTextJsonConverter : JsonConverter<WrittenText>
{
    /// <inheritdoc/>
    public override WrittenText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()
            : throw new JsonException("What a person wrote is a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WrittenText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
