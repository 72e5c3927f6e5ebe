using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace CustomStore;

/// <summary>One line of the journal: something that the store was told, and did.</summary>
[JsonDerivedType(typeof(Committed), "committed")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Unparked), "unparked")]
internal abstract record Entry
{
    // What SupportKit writes itself stays its text: an event of a newer version is then kept to the letter.
    private static readonly JsonSerializerOptions Form = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new AsText<Ticket>(TicketJson.Write, TicketJson.ReadTicket),
            new AsText<RecordedEvent>(TicketJson.Write, TicketJson.ReadRecordedEvent),
            new AsText<OutboundMessage>(MessageJson.Write, MessageJson.Read),
            new AsText<Instant>(
                InstantPattern.ExtendedIso.Format,
                text => InstantPattern.ExtendedIso.Parse(text).Value
            ),
        },
    };

    private Entry() { }

    public static Entry Read(string line) => JsonSerializer.Deserialize<Entry>(line, Form)!;

    public string Write() => JsonSerializer.Serialize(this, Form);

    public sealed record Committed(TicketCommit Commit) : Entry;

    /// <summary>Messages were claimed; which, follows from all lines before.</summary>
    public sealed record Claimed(Instant Now) : Entry;

    public sealed record Settled(string Tenant, string Message, Instant At, string? Error, bool ForGood) : Entry
    {
        public static Settled Of(ClaimedMessage claimed, DeliveryResult result)
        {
            var (tenant, id) = (claimed.Tenant, claimed.Message.Id);
            return result switch
            {
                DeliveryResult.Retry retry => new Settled(tenant, id, retry.At, retry.Error, false),
                DeliveryResult.DeadLettered parked => new Settled(tenant, id, default, parked.Error, true),
                DeliveryResult.Delivered delivered => new Settled(tenant, id, delivered.At, null, false),
                _ => throw new ArgumentOutOfRangeException(nameof(result)),
            };
        }

        public DeliveryResult ToResult() =>
            Error is null ? new DeliveryResult.Delivered(At)
            : ForGood ? new DeliveryResult.DeadLettered(Error)
            : new DeliveryResult.Retry(At, Error);
    }

    public sealed record Unparked(string Tenant, string Message, Instant Now) : Entry;

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions _) =>
            read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions _) =>
            writer.WriteStringValue(write(value));
    }
}
