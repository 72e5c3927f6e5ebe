using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>
/// A recorded event in the form in which histories keep it, whatever options a host has. Public, so that a host's source-generated JSON
/// context finds it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordedEventJsonConverter : JsonConverter<RecordedEvent>
{
    /// <inheritdoc/>
    public override RecordedEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, TicketJsonContext.Default.RecordedForm)?.ToRecorded()
                ?? throw new JsonException("A recorded event must not be null.");
        }
        catch (Exception error) when (TicketJson.Unreadable<RecordedEvent>(error) is { } unreadable)
        {
            throw unreadable;
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RecordedEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, RecordedForm.Of(value), TicketJsonContext.Default.RecordedForm);
}

/// <summary>A recorded event as it is stored: the same members, of which JSON sees all. See <see cref="TicketForm"/>.</summary>
internal sealed record RecordedForm(
    long Sequence,
    Instant At,
    Actor By,
    [property: JsonConverter(typeof(TicketEventJsonConverter))] TicketEvent Event,
    ImmutableArray<Notice>? Notices,
    string? Mail = null
)
{
    public static RecordedForm Of(RecordedEvent recorded) =>
        new(recorded.Sequence, recorded.At, recorded.By, recorded.Event, recorded.Notices, recorded.Mail);

    public RecordedEvent ToRecorded() => new(Sequence, At, By, Event) { Notices = Notices, Mail = Mail };
}
