using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit;

/// <summary>
/// What people call a ticket, such as <c>ACME-1042</c>: short enough to be said and typed. The value is unique within a tenant, whatever
/// the prefix; numbers may be missing, and one that is greater was not always given later. Immutable.
/// </summary>
[JsonConverter(typeof(TicketNumberJsonConverter))]
public readonly record struct TicketNumber : IParsable<TicketNumber>
{
    internal const string DefaultPrefix = "T";
    private const int LongestPrefix = 10;

    /// <summary>Makes a number of its prefix and value.</summary>
    /// <param name="prefix">1 to 10 letters from A to Z or digits, the first a letter.</param>
    /// <param name="value">At least 1.</param>
    /// <exception cref="ArgumentException">The prefix or the value is not of that form.</exception>
    public TicketNumber(string prefix, long value)
    {
        if (!IsPrefix(prefix))
            throw new ArgumentException(
                "A prefix is 1 to 10 letters from A to Z or digits, the first a letter.",
                nameof(prefix)
            );
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        (Prefix, Value) = (prefix, value);
    }

    /// <summary>The prefix that the policy gave when the ticket was opened; a later policy changes no number.</summary>
    public string Prefix => field ?? DefaultPrefix;

    /// <summary>The number itself, unique within the tenant.</summary>
    public long Value { get; }

    /// <summary>Reads what people write: in either case, with a hyphen or a space between, such as <c>acme 1042</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static TicketNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var number)
            ? number
            : throw new FormatException("A ticket number is a prefix, a hyphen and a number, such as ACME-1042.");
    }

    /// <summary>Reads what people write: in either case, with a hyphen or a space between, such as <c>acme 1042</c>.</summary>
    /// <param name="text">The text; null is not a number.</param>
    /// <param name="number">The number; the default when the method returns false.</param>
    /// <returns>False when the text is not of that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TicketNumber number)
    {
        number = default;
        var between = text?.IndexOfAny(['-', ' ']) ?? -1;
        if (text is null || between < 1 || between > LongestPrefix)
            return false;
        var prefix = text[..between].ToUpperInvariant();
        if (
            !IsPrefix(prefix)
            || !long.TryParse(text.AsSpan(between + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value < 1
        )
            return false;
        number = new TicketNumber(prefix, value);
        return true;
    }

    static TicketNumber IParsable<TicketNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<TicketNumber>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out TicketNumber result
    ) => TryParse(s, out result);

    /// <summary>Prefix, hyphen and number, such as <c>ACME-1042</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{Value}");

    /// <summary>Whether a text can be a prefix.</summary>
    internal static bool IsPrefix([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LongestPrefix }
        && char.IsAsciiLetterUpper(text[0])
        && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}

/// <summary>The number of a ticket in its text form. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TicketNumberJsonConverter : JsonConverter<TicketNumber>
{
    /// <inheritdoc/>
    public override TicketNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TicketNumber.TryParse(reader.GetString(), out var number)
            ? number
            : throw new JsonException("A ticket number is a prefix, a hyphen and a number, such as ACME-1042.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TicketNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
