using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Localization;

/// <summary>
/// A name that a person gave and that is compared with others later: an environment, the reference of a link, a third party, a
/// media type. A command whose name is not <see cref="IsValid"/>, or holds a secret, is refused, for a masked name would be
/// another name. Immutable; compared ordinally; in JSON a plain string.
/// </summary>
[JsonConverter(typeof(WrittenNameJsonConverter))]
public readonly record struct WrittenName
{
    /// <summary>The most UTF-16 units that a name may have.</summary>
    public const int MaxLength = 100;

    private readonly string? text;

    private WrittenName(string? text) => this.text = text;

    /// <summary>The name as it was given; never null, and empty by default.</summary>
    public string Text => text ?? "";

    /// <summary>
    /// Whether a command may bring it: 1 to <see cref="MaxLength"/> UTF-16 units in one line, not only white space, without
    /// control characters and without half a surrogate pair. What was recorded is read whatever its form.
    /// </summary>
    public bool IsValid
    {
        get
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
                return false;
            for (var i = 0; i < text.Length; i++)
            {
                if (char.IsSurrogatePair(text, i))
                    i++;
                else if (IsRefused(text[i]))
                    return false;
            }
            return true;
        }
    }

    /// <summary>Takes a name as it was given, whatever its form; null gives the empty name.</summary>
    public static implicit operator WrittenName(string? text) => new(text);

    /// <summary>Whether both are the same name, compared ordinally.</summary>
    public bool Equals(WrittenName other) => Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name as it was given.</summary>
    public override string ToString() => Text;

    private static bool IsRefused(char letter) =>
        char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;
}

/// <summary>A name that a person gave, as a plain string. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WrittenNameJsonConverter : JsonConverter<WrittenName>
{
    /// <inheritdoc/>
    public override WrittenName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()
            : throw new JsonException("A name that a person gave is a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WrittenName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
