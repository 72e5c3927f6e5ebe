using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace SupportKit;

/// <summary>Names one ticket; unique everywhere. Ids made later sort later (UUID version 7, RFC 9562).</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TicketIdJsonConverter))]
public readonly record struct TicketId(Guid Value) : IParsable<TicketId>
{
    /// <summary>A new id. Not deterministic: the shell makes it, and the decision takes it as given.</summary>
    /// <param name="now">When it is made; UTC milliseconds of it stand in the id.</param>
    public static TicketId New(Instant now) => new(Guid.CreateVersion7(now.ToDateTimeOffset()));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static TicketId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var id)
            ? id
            : throw new FormatException("A ticket id is 32 hexadecimal digits without hyphens.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text; null is not an id.</param>
    /// <param name="id">The id; the default when the method returns false.</param>
    /// <returns>False when the text is not 32 hexadecimal digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TicketId id)
    {
        var read = Guid.TryParseExact(text, "N", out var value);
        id = new TicketId(value);
        return read;
    }

    static TicketId IParsable<TicketId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<TicketId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out TicketId result
    ) => TryParse(s, out result);

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}

/// <summary>The id of a ticket in its text form. Public, so that a host's source-generated JSON context finds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TicketIdJsonConverter : JsonConverter<TicketId>
{
    /// <inheritdoc/>
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TicketId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("A ticket id is 32 hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
