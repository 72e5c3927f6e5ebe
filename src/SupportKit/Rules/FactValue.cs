using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Rules;

/// <summary>What is known about one fact: a text, a yes/no, or a number. Immutable; compared by value, texts ordinally.</summary>
[JsonConverter(typeof(FactValueJsonConverter))]
public readonly record struct FactValue
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    // One reference serves all three kinds, so that a fact costs 8 bytes; numbers are rare enough to be boxed.
    private readonly object? content;

    private FactValue(object content) => this.content = content;

    /// <summary>Which of the three this is. The default value is the empty text.</summary>
    public FactValueKind Kind =>
        content switch
        {
            bool => FactValueKind.Boolean,
            decimal => FactValueKind.Number,
            _ => FactValueKind.Text,
        };

    /// <summary>The text; empty for the other kinds.</summary>
    public string Text => content as string ?? "";

    /// <summary>The number; 0 for the other kinds.</summary>
    public decimal Number => content is decimal number ? number : 0;

    /// <summary>True for the yes/no value yes; false otherwise.</summary>
    public bool IsTrue => ReferenceEquals(content, Yes);

    /// <summary>The same kind and the same content; texts ordinally.</summary>
    public bool Equals(FactValue other) =>
        ReferenceEquals(content, other.content) || (content ?? "").Equals(other.content ?? "");

    /// <inheritdoc/>
    public override int GetHashCode() => (content ?? "").GetHashCode();

    /// <summary>Makes a value of a text.</summary>
    public static implicit operator FactValue(string text) => new(text);

    /// <summary>Makes a value of yes or no.</summary>
    public static implicit operator FactValue(bool value) => new(value ? Yes : No);

    /// <summary>Makes a value of a number.</summary>
    public static implicit operator FactValue(decimal number) => new((object)number);

    /// <summary>Makes a value of a number.</summary>
    public static implicit operator FactValue(int number) => (decimal)number;

    /// <summary>The value as JSON would show it, texts without quotes; the same on every machine.</summary>
    public override string ToString() =>
        Kind switch
        {
            FactValueKind.Boolean => IsTrue ? "true" : "false",
            FactValueKind.Number => Number.ToString(CultureInfo.InvariantCulture),
            FactValueKind.Text => Text,
        };
}

/// <summary>The kinds of <see cref="FactValue"/>.</summary>
[JsonConverter(typeof(EnumJsonConverter<FactValueKind>))]
public enum FactValueKind
{
    /// <summary>A text, or one value of a closed list.</summary>
    Text,

    /// <summary>The value is yes or no.</summary>
    Boolean,

    /// <summary>The value is a decimal number.</summary>
    Number,
}

/// <summary>The value of a fact as a string, a number or a boolean. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FactValueJsonConverter : JsonConverter<FactValue>
{
    /// <inheritdoc/>
    public override FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.GetDecimal(),
            _ => throw new JsonException("A fact is a text, a number, true or false."),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FactValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case FactValueKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FactValueKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case FactValueKind.Text:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
