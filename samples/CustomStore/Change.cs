using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace CustomStore;

/// <summary>One line of the journal: a ticket as it is now, what its history gained, and where messages stand.</summary>
internal sealed record Change(
    Ticket? Ticket,
    ImmutableArray<RecordedEvent> Events,
    ImmutableArray<string> Commands,
    ImmutableArray<Message> Messages
)
{
    // What SupportKit writes itself stays its text: an event of a newer version is then kept to the letter.
    private static readonly JsonSerializerOptions Form = new()
    {
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

    public static Change Of(Message message) => new(null, [], [], [message]);

    public static Change Read(string line) => JsonSerializer.Deserialize<Change>(line, Form)!;

    public string Write() => JsonSerializer.Serialize(this, Form);

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions _) =>
            read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions _) =>
            writer.WriteStringValue(write(value));
    }
}

/// <summary>A message and where it stands. Leases end with the process that gave them, so they are not kept.</summary>
internal sealed record Message(string Tenant, OutboundMessage Body, Instant CommittedAt, Instant NotBefore)
{
    public Place Place { get; init; }

    public int Attempts { get; init; }

    public string Error { get; init; } = "";

    [JsonIgnore]
    public Guid Lease { get; init; }
}

internal enum Place
{
    Waiting,
    Parked,
    Gone,
}
