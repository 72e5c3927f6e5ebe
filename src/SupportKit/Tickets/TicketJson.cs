using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;
using SupportKit.Redaction;
using SupportKit.Screening;

namespace SupportKit.Tickets;

/// <summary>
/// The JSON form of tickets and events: what stores keep and hosts may show. Instants are ISO 8601 in UTC, enumerations
/// are names, property order is fixed, so equal values give equal bytes. An event, or the value of an
/// enumeration, of a name unknown here is kept as it stands (<see cref="TicketEvent.Unknown"/>). Source-generated: safe to trim.
/// </summary>
public static class TicketJson
{
    private static readonly FrozenSet<string> Known = TicketJsonContext
        .Default.TicketEvent.PolymorphismOptions!.DerivedTypes.Select(type => (string)type.TypeDiscriminator!)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes an event.</summary>
    public static string Write(TicketEvent ticketEvent) =>
        ticketEvent is TicketEvent.Unknown unknown
            ? unknown.Json
            : JsonSerializer.Serialize(ticketEvent, TicketJsonContext.Default.TicketEvent);

    /// <summary>Reads what <see cref="Write(TicketEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not an event.</exception>
    public static TicketEvent ReadEvent(string json)
    {
        if (UnknownType(json) is not { } type)
            return Read(json, TicketJsonContext.Default.TicketEvent);
        using var whole = JsonDocument.Parse(json);
        return new TicketEvent.Unknown(type, json);
    }

    /// <summary>Writes a recorded event with its envelope.</summary>
    public static string Write(RecordedEvent recorded)
    {
        if (recorded.Event is not TicketEvent.Unknown unknown)
            return JsonSerializer.Serialize(recorded, TicketJsonContext.Default.RecordedEvent);
        var envelope = JsonSerializer.Serialize(
            new Envelope(recorded.Sequence, recorded.At, recorded.By, recorded.Notices),
            TicketJsonContext.Default.Envelope
        );
        return $"{envelope[..^1]},\"event\":{unknown.Json}}}";
    }

    /// <summary>Reads what <see cref="Write(RecordedEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a recorded event.</exception>
    public static RecordedEvent ReadRecordedEvent(string json)
    {
        if (UnknownType(json) is not { } type)
            return Read(json, TicketJsonContext.Default.RecordedEvent);
        using var document = JsonDocument.Parse(json);
        var envelope = document.RootElement.Deserialize(TicketJsonContext.Default.Envelope)!;
        var raw = document.RootElement.GetProperty("event").GetRawText();
        return new RecordedEvent(envelope.Sequence, envelope.At, envelope.By, new TicketEvent.Unknown(type, raw))
        {
            Notices = envelope.Notices,
        };
    }

    /// <summary>Writes a ticket.</summary>
    public static string Write(Ticket ticket) => JsonSerializer.Serialize(ticket, TicketJsonContext.Default.Ticket);

    /// <summary>Reads what <see cref="Write(Ticket)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a ticket.</exception>
    public static Ticket ReadTicket(string json) => Read(json, TicketJsonContext.Default.Ticket);

    /// <summary>The name under which a state category is stored; of a newer version's, the name that it was read by.</summary>
    public static string Write(StateCategory category) => EnumNames<StateCategory>.Write(category);

    /// <summary>Reads what <see cref="Write(StateCategory)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no name.</exception>
    public static StateCategory ReadStateCategory(string name) => EnumNames<StateCategory>.Read(name);

    private static T Read<T>(string json, JsonTypeInfo<T> form)
    {
        try
        {
            return JsonSerializer.Deserialize(json, form)
                ?? throw new JsonException($"A {typeof(T).Name} must not be null.");
        }
        catch (NotSupportedException error)
        {
            throw new JsonException("An event begins with its type.", error);
        }
        catch (ArgumentException error)
        {
            throw new JsonException(
                $"A {typeof(T).Name} names a person or a tenant that cannot be: {error.Message}",
                error
            );
        }
    }

    // The event's own name, when no event here has it: of the object itself, or of its member "event".
    private static string? UnknownType(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isEvent = reader.ValueTextEquals("event"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                return reader.GetString() is { } name && !Known.Contains(name) ? name : null;
            if (!isEvent || reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
        }
        return null;
    }
}

/// <summary>A recorded event but for what happened.</summary>
internal sealed record Envelope(long Sequence, Instant At, Actor By, ImmutableArray<Notice>? Notices);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [
        typeof(InstantJsonConverter),
        typeof(DurationJsonConverter),
        typeof(EnumJsonConverter<SecretKind>),
        typeof(EnumJsonConverter<MessageCheck>),
        typeof(EnumJsonConverter<MessageAction>),
        typeof(EnumJsonConverter<OnChange>),
        typeof(EnumJsonConverter<ActorKind>),
        typeof(EnumJsonConverter<PromiseStatus>),
        typeof(EnumJsonConverter<PromiseKind>),
        typeof(EnumJsonConverter<ClosingReason>),
        typeof(EnumJsonConverter<LinkKind>),
        typeof(EnumJsonConverter<PolicyMigrationMode>),
        typeof(EnumJsonConverter<ChangeStatus>),
        typeof(EnumJsonConverter<InvitationStatus>),
        typeof(EnumJsonConverter<StateCategory>),
    ],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TicketEvent))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(Ticket))]
internal sealed partial class TicketJsonContext : JsonSerializerContext;

internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    // From these lengths on, and up to them, the serializer's own form of an instant in UTC is the pattern's.
    private const int Seconds = 20;
    private const int Ticks = 28;

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (
            reader
                is {
                    TokenType: JsonTokenType.String,
                    HasValueSequence: false,
                    ValueSpan.Length: >= Seconds and <= Ticks
                }
            && reader.TryGetDateTime(out var utc)
            && utc.Kind == DateTimeKind.Utc
        )
            return Instant.FromDateTimeUtc(utc);
        var parsed = InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "");
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("An instant is ISO 8601 in UTC.", parsed.Exception);
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        if (value >= First && value == Instant.FromUnixTimeTicks(value.ToUnixTimeTicks()))
            writer.WriteStringValue(value.ToDateTimeUtc());
        else
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    // What a DateTime can hold; nothing lies after its end.
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
}

internal sealed class DurationJsonConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = DurationPattern.Roundtrip.Parse(reader.GetString() ?? "");
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("A duration is days, hours, minutes and seconds.", parsed.Exception);
    }

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationPattern.Roundtrip.Format(value));
}
