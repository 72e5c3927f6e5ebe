using System.Collections.Immutable;
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
[JsonDerivedType(typeof(Requeued), "requeued")]
[JsonDerivedType(typeof(Reserved), "reserved")]
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

    public sealed record Committed(ImmutableArray<TicketCommit> Commits) : Entry;

    /// <summary>Messages to a destination were claimed; which, follows from all lines before.</summary>
    public sealed record Claimed(Instant Now, string Destination) : Entry;

    public sealed record Settled(string Tenant, string Message, string Destination) : Entry
    {
        public Instant At { get; init; }

        public string? Error { get; init; }

        /// <summary>Why it is a dead letter; null when it is none.</summary>
        public string? Code { get; init; }

        public bool PerhapsDelivered { get; init; }

        public bool KeepsOrder { get; init; }

        /// <summary>Where it was routed to; null when it was not.</summary>
        public string[]? To { get; init; }

        public static Settled Of(ClaimedMessage claimed, DeliveryResult result)
        {
            var settled = new Settled(claimed.Tenant, claimed.Message.Id, claimed.Destination);
            return result switch
            {
                DeliveryResult.Retry(var at, var error, var perhaps) => settled with
                {
                    At = at,
                    Error = error,
                    PerhapsDelivered = perhaps,
                },
                DeliveryResult.DeadLettered(var error, var code, var perhaps) { KeepsOrder: var keeps } => settled with
                {
                    Error = error,
                    Code = code,
                    PerhapsDelivered = perhaps,
                    KeepsOrder = keeps,
                },
                DeliveryResult.Routed(var destinations) => settled with { To = [.. destinations] },
                DeliveryResult.Delivered(var at) => settled with { At = at },
                _ => throw new ArgumentOutOfRangeException(nameof(result)),
            };
        }

        public DeliveryResult ToResult() =>
            To is not null ? new DeliveryResult.Routed([.. To])
            : Error is null ? new DeliveryResult.Delivered(At)
            : Code is null ? new DeliveryResult.Retry(At, Error, PerhapsDelivered)
            : new DeliveryResult.DeadLettered(Error, Code, PerhapsDelivered) { KeepsOrder = KeepsOrder };
    }

    public sealed record Requeued(DeadLetterFilter Filter, Instant Now) : Entry;

    public sealed record Reserved(string Tenant, int Count) : Entry;

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions _) =>
            read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions _) =>
            writer.WriteStringValue(write(value));
    }
}
