using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportKit.Decisions;
using SupportKit.Tests.Json;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Tickets;

/// <summary>What is stored of a ticket, and of an event, is all of it.</summary>
public class TicketFormTests
{
    [Fact]
    public void A_form_has_the_members_of_a_ticket_in_their_order() =>
        Assert.Equal(Settable(typeof(Ticket)), Settable(typeof(TicketForm)));

    [Fact]
    public void A_ticket_comes_back_from_its_form_with_every_member()
    {
        var ticket = (Ticket)SpecimenFactory.Make(typeof(Ticket)) with { };
        foreach (var member in Members(typeof(Ticket)))
            member.SetValue(ticket, SpecimenFactory.Make(member.PropertyType));

        Assert.Equal(ticket, TicketForm.Of(ticket).ToTicket());
    }

    [Fact]
    public void A_recorded_event_comes_back_with_whom_it_told_and_the_mail_it_came_in()
    {
        var recorded = new RecordedEvent(3, Monday, Ana, new TicketEvent.Acknowledged())
        {
            Notices = [(Notice)SpecimenFactory.Make(typeof(Notice))],
            Mail = "m1@people.example",
        };

        Assert.Equal(recorded, RecordedForm.Of(recorded).ToRecorded());
        var read = TicketJson.ReadRecordedEvent(TicketJson.Write(recorded));
        Assert.Equal(recorded.Notices, read.Notices);
        Assert.Equal(recorded.Mail, read.Mail);
    }

    [Theory]
    [InlineData("tenant", "\" \"")]
    [InlineData("requester", "\"\"")]
    [InlineData("version", "\"seven\"")]
    public void What_cannot_be_a_ticket_is_refused_as_JSON_with_a_hosts_options_too(string member, string wrong)
    {
        var json = JsonSerializer.SerializeToNode(
            (Ticket)SpecimenFactory.Make(typeof(Ticket)),
            JsonSerializerOptions.Web
        )!;
        json[member] = JsonNode.Parse(wrong);
        var text = json.ToJsonString();

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Ticket>(text, JsonSerializerOptions.Web));
        Assert.Throws<JsonException>(() => TicketJson.ReadTicket(text));
        Assert.Throws<JsonException>(() => TicketJson.ReadTicket(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_ticket_has_the_same_bytes_without_a_string_in_between_and_is_read_from_them()
    {
        var ticket = (Ticket)SpecimenFactory.Make(typeof(Ticket)) with { Title = "Crème \"brûlée\" <1> 😀" };

        var bytes = Written(writer => TicketJson.Write(writer, ticket));

        Assert.Equal(TicketJson.Write(ticket), Encoding.UTF8.GetString(bytes));
        Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(TicketJson.ReadTicket(bytes)));
    }

    [Theory]
    [InlineData("""{"type":"agent-replied","body":"Crème \u0022brûlée\u0022"}""")]
    [InlineData("""{"type":"of-a-newer-version","its":[1, 2.50],"own":"Crème"}""")]
    public void A_recorded_event_has_the_same_bytes_without_a_string_in_between(string json)
    {
        var recorded = new RecordedEvent(3, Monday, Ana, TicketJson.ReadEvent(json)) { Mail = "m1@people.example" };

        var bytes = Written(writer => TicketJson.Write(writer, recorded));

        Assert.Equal(TicketJson.Write(recorded), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_message_has_the_same_bytes_without_a_string_in_between()
    {
        var message = (OutboundMessage)SpecimenFactory.Make(typeof(OutboundMessage));

        var bytes = Written(writer => MessageJson.Write(writer, message));

        Assert.Equal(MessageJson.Write(message), Encoding.UTF8.GetString(bytes));
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return stream.ToArray();
    }

    [Theory]
    [InlineData(
        """{"sequence":1,"at":"2026-03-02T11:00:00Z","by":{"kind":"Requester","id":" "},"event":{"type":"acknowledged"}}"""
    )]
    [InlineData(
        """{"sequence":1,"at":"2026-03-02T11:00:00Z","by":{"kind":"Requester","id":"ana"},"event":{"body":"Hello."}}"""
    )]
    [InlineData(
        """{"sequence":1,"at":"2026-03-02T11:00:00Z","by":{"kind":"Requester","id":"ana"},"event":{"body":"Hello.","type":"agent-replied"}}"""
    )]
    public void What_cannot_be_a_recorded_event_is_refused_as_JSON_with_a_hosts_options_too(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordedEvent>(json, JsonSerializerOptions.Web));
        Assert.Throws<JsonException>(() => TicketJson.ReadRecordedEvent(json));
    }

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(member => member.SetMethod is not null);

    private static IEnumerable<string> Settable(Type type) =>
        Members(type)
            .Select(member =>
                $"{member.PropertyType} {member.Name}"
                + (member.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "")
            );
}
