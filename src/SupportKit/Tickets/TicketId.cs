using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>Names one ticket; unique everywhere. Ids made later sort later (UUID version 7, RFC 9562).</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TicketIdJsonConverter))]
public readonly record struct TicketId(Guid Value)
{
    /// <summary>A new id. Not deterministic: the shell makes it, and the decision takes it as given.</summary>
    /// <param name="now">When it is made; UTC milliseconds of it stand in the id.</param>
    public static TicketId New(Instant now) => new(Guid.CreateVersion7(now.ToDateTimeOffset()));

    /// <summary>Reads what <see cref="ToString"/> writes; null when the text is nothing of the kind.</summary>
    public static TicketId? TryParse(string? text) =>
        Guid.TryParseExact(text, "N", out var value) ? new TicketId(value) : null;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}

internal sealed class TicketIdJsonConverter : JsonConverter<TicketId>
{
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TicketId.TryParse(reader.GetString()) ?? throw new JsonException("A ticket id is 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
