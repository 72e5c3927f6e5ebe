using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SupportKit.Json;
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

    /// <summary>Writes an event as JSON, as a store keeps it.</summary>
    public static string Write(TicketEvent ticketEvent) =>
        ticketEvent is TicketEvent.Unknown unknown
            ? unknown.Json
            : JsonSerializer.Serialize(ticketEvent, TicketJsonContext.Default.TicketEvent);

    /// <summary>Reads what <see cref="Write(TicketEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not an event.</exception>
    public static TicketEvent ReadEvent(string json)
    {
        if (UnknownType(new Utf8JsonReader(Encoding.UTF8.GetBytes(json))) is not { } type)
            return Read(json, TicketJsonContext.Default.TicketEvent);
        using var whole = JsonDocument.Parse(json);
        return new TicketEvent.Unknown(type, json);
    }

    /// <summary>Writes a recorded event with its envelope.</summary>
    public static string Write(RecordedEvent recorded) =>
        JsonSerializer.Serialize(RecordedForm.Of(recorded), TicketJsonContext.Default.RecordedForm);

    /// <summary>Writes a recorded event as <see cref="Write(RecordedEvent)"/> does, as UTF-8 and without a string.</summary>
    /// <param name="writer">Where to; of its own options none is set, or the bytes are others.</param>
    /// <param name="recorded">The event with its envelope.</param>
    public static void Write(Utf8JsonWriter writer, RecordedEvent recorded) =>
        JsonSerializer.Serialize(writer, RecordedForm.Of(recorded), TicketJsonContext.Default.RecordedForm);

    /// <summary>Reads what <see cref="Write(RecordedEvent)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a recorded event.</exception>
    public static RecordedEvent ReadRecordedEvent(string json) =>
        Read(json, TicketJsonContext.Default.RecordedForm, form => form.ToRecorded());

    /// <summary>Writes a ticket as JSON, as a store keeps it.</summary>
    public static string Write(Ticket ticket) =>
        JsonSerializer.Serialize(TicketForm.Of(ticket), TicketJsonContext.Default.TicketForm);

    /// <summary>Writes a ticket as <see cref="Write(Ticket)"/> does, as UTF-8 and without a string.</summary>
    /// <param name="writer">Where to; of its own options none is set, or the bytes are others.</param>
    /// <param name="ticket">The ticket.</param>
    public static void Write(Utf8JsonWriter writer, Ticket ticket) =>
        JsonSerializer.Serialize(writer, TicketForm.Of(ticket), TicketJsonContext.Default.TicketForm);

    /// <summary>Reads what <see cref="Write(Ticket)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a ticket.</exception>
    public static Ticket ReadTicket(string json) =>
        Read(json, TicketJsonContext.Default.TicketForm, form => form.ToTicket());

    /// <summary>Reads the UTF-8 of what <see cref="Write(Ticket)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a ticket.</exception>
    public static Ticket ReadTicket(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, TicketJsonContext.Default.TicketForm)?.ToTicket()
                ?? throw new JsonException("A Ticket must not be null.");
        }
        catch (Exception error) when (Unreadable<Ticket>(error) is { } unreadable)
        {
            throw unreadable;
        }
    }

    /// <summary>The name under which a state category is stored; of a newer version's, the name that it was read by.</summary>
    public static string Write(StateCategory category) => EnumNames<StateCategory>.Write(category);

    /// <summary>Reads what <see cref="Write(StateCategory)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no name.</exception>
    public static StateCategory ReadStateCategory(string name) => EnumNames<StateCategory>.Read(name);

    private static T Read<T>(string json, JsonTypeInfo<T> form) => Read(json, form, value => value);

    private static T Read<TForm, T>(string json, JsonTypeInfo<TForm> form, Func<TForm, T> make)
    {
        try
        {
            return JsonSerializer.Deserialize(json, form) is { } value
                ? make(value)
                : throw new JsonException($"A {typeof(T).Name} must not be null.");
        }
        catch (Exception error) when (Unreadable<T>(error) is { } unreadable)
        {
            throw unreadable;
        }
    }

    // What the serializer lets through of values that no host id can have, and of an event whose type is not its first member.
    internal static JsonException? Unreadable<T>(Exception error) =>
        error switch
        {
            NotSupportedException => new JsonException("An event begins with its type.", error),
            ArgumentException => new JsonException(
                $"A {typeof(T).Name} names a person or a tenant that cannot be: {error.Message}",
                error
            ),
            _ => null,
        };

    // The name of the event that begins here, when no event of this version has it.
    internal static string? UnknownType(Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.None)
            reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                return reader.GetString() is { } name && !Known.Contains(name) ? name : null;
            reader.Skip();
        }
        return null;
    }
}

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
        typeof(EnumJsonConverter<ReminderRecipient>),
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
[JsonSerializable(typeof(RecordedForm))]
[JsonSerializable(typeof(TicketForm))]
internal sealed partial class TicketJsonContext : JsonSerializerContext;
