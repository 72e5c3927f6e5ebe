using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Rules;

/// <summary>What is known about one fact: a text, a yes/no, or a number. Immutable; compared by value, texts ordinally.</summary>
[JsonConverter(typeof(FactValueJsonConverter))]
public readonly record struct FactValue
{
    private readonly string? text;
    private readonly decimal number;

    private FactValue(FactValueKind kind, string? text, decimal number) =>
        (Kind, this.text, this.number) = (kind, text, number);

    /// <summary>Which of the three this is. The default value is the empty text.</summary>
    public FactValueKind Kind { get; }

    /// <summary>The text; empty for the other kinds.</summary>
    public string Text => text ?? "";

    /// <summary>The number; 0 for the other kinds.</summary>
    public decimal Number => Kind == FactValueKind.Number ? number : 0;

    /// <summary>True for the yes/no value yes; false otherwise.</summary>
    public bool IsTrue => Kind == FactValueKind.Boolean && number != 0;

    /// <summary>A text value.</summary>
    public static implicit operator FactValue(string text) => new(FactValueKind.Text, text, 0);

    /// <summary>A yes/no value.</summary>
    public static implicit operator FactValue(bool value) => new(FactValueKind.Boolean, null, value ? 1 : 0);

    /// <summary>A number.</summary>
    public static implicit operator FactValue(decimal number) => new(FactValueKind.Number, null, number);

    /// <summary>A number.</summary>
    public static implicit operator FactValue(int number) => (decimal)number;

    /// <summary>The value as JSON would show it, texts without quotes; the same on every machine.</summary>
    public override string ToString() =>
        Kind switch
        {
            FactValueKind.Boolean => IsTrue ? "true" : "false",
            FactValueKind.Number => number.ToString(CultureInfo.InvariantCulture),
            _ => Text,
        };
}

/// <summary>The kinds of <see cref="FactValue"/>.</summary>
public enum FactValueKind
{
    /// <summary>A text, or one value of a closed list.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A decimal number.</summary>
    Number,
}

internal sealed class FactValueJsonConverter : JsonConverter<FactValue>
{
    public override FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.GetDecimal(),
            _ => throw new JsonException("A fact is a text, a number, true or false."),
        };

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
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
