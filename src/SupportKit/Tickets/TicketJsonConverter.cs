using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportKit.Tickets;

/// <summary>
/// A ticket in the form in which it is stored, whatever options a host has. Public, so that a host's source-generated JSON context finds
/// it: no such context sees all that a ticket holds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TicketJsonConverter : JsonConverter<Ticket>
{
    /// <inheritdoc/>
    public override Ticket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            var form = JsonSerializer.Deserialize(ref reader, TicketJsonContext.Default.TicketForm);
            return form?.ToTicket() ?? throw new JsonException("A ticket must not be null.");
        }
        catch (Exception error) when (TicketJson.Unreadable<Ticket>(error) is { } unreadable)
        {
            throw unreadable;
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Ticket value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, TicketForm.Of(value), TicketJsonContext.Default.TicketForm);
}
