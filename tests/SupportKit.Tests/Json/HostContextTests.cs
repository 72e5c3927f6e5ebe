using System.Collections.Immutable;
using System.Text.Json;
using HostContext;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Tests.Json;

/// <summary>A host that is published ahead of time has a JSON context of its own, generated from its source: it writes what reflection writes.</summary>
public class HostContextTests
{
    private static readonly Type[] Sent =
    [
        typeof(Ticket),
        typeof(TicketPage),
        typeof(RecordedEvent),
        typeof(ImmutableArray<RecordedEvent>),
        typeof(OpenRequest),
        typeof(TicketId),
        typeof(TicketNumber),
        typeof(TicketKey),
        typeof(TicketCursor),
        typeof(SlaPromise),
        typeof(FactSet),
        typeof(FactValue),
        typeof(LocalizedText),
        typeof(WrittenText),
        typeof(DeskBacklog),
        typeof(DeadLetter),
        typeof(ConversationMessage),
        typeof(ConversationPromise),
        typeof(TicketCommand.Reply),
        typeof(TicketCommand.RecordCall),
    ];

    public static TheoryData<string> Names => [.. Sent.Select(type => type.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_hosts_context_writes_is_the_same_and_is_read(string name)
    {
        var type = Sent.Single(one => one.ToString() == name);
        var value = SpecimenFactory.Make(type);

        var json = JsonSerializer.Serialize(value, type, HostJsonContext.Default);
        var back = JsonSerializer.Deserialize(json, type, HostJsonContext.Default);

        Assert.Equal(JsonSerializer.Serialize(value, type, JsonSerializerOptions.Web), json);
        Assert.Equal(SpecimenFactory.AllOf(value), SpecimenFactory.AllOf(back));
    }

    public static TheoryData<string> WrittenOnly => ["Conversation", "Refusal", "Explanation", "Notification"];

    [Theory]
    [MemberData(nameof(WrittenOnly))]
    public void What_is_written_only_is_written_the_same(string name)
    {
        var (value, type) = name switch
        {
            "Conversation" => (WebJsonTests.Read(), typeof(Conversation)),
            "Refusal" => (WebJsonTests.NotPermitted, typeof(Refusal)),
            "Explanation" => (WebJsonTests.Explained(), typeof(Explanation)),
            _ => ((object)WebJsonTests.Told(), typeof(Notification)),
        };

        var json = JsonSerializer.Serialize(value, type, HostJsonContext.Default);

        Assert.Equal(JsonSerializer.Serialize(value, type, JsonSerializerOptions.Web), json);
    }
}
