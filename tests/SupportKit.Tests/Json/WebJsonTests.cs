using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Tests.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Json;

/// <summary>What a host sends to its pages and takes from them loses nothing on the way, with the options that ASP.NET Core has by default.</summary>
public class WebJsonTests
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    // Each with why it is not sent to a page and back.
    private static readonly (string Why, string[] Types)[] Exempt =
    [
        (
            "It does something, or configures what does.",
            [
                "PersonalDataService",
                "SupportDesk",
                "TenantDesk",
                "SupportKitBuilder",
                "PolicyBuilder",
                "ConditionBuilder",
                "TimerBuilder",
                "TextCatalog",
                "PolicyCatalog",
                "TenantPolicy",
                "DeferredNotifications",
                "DeskHealth",
                "TimeZoneDataHealth",
                "AttachmentOptions",
                "ClockOptions",
                "RetentionOptions",
                "DeliveryOptions",
                "NotificationOptions",
                "WebhookOptions",
                "WebhookEndpoint",
                "TextOptions",
                "InMemoryTicketStore",
            ]
        ),
        (
            "It is a policy or a part of one, whose JSON is the policy's document.",
            [
                "Policy",
                "Workflow",
                "Category",
                "Channel",
                "Form",
                "IntakeForms",
                "Completeness",
                "RejectedAnswer",
                "NotificationTemplate",
                "Metric",
                "Switch",
                "Queue",
                "TermsOfUse",
                "FactDeclaration",
            ]
        ),
        (
            "It holds a policy; what is sent of it is its ticket, its refusal or its explanation.",
            ["Decision", "DeskResult"]
        ),
        (
            "It is made of texts of the policy and is written only.",
            ["Refusal", "ActionAvailability", "Conversation", "Explanation"]
        ),
        ("Who looks is said by the host, and never by a page.", ["Viewer", "TicketQuery"]),
        (
            "It passes between the desk and its store, in one process.",
            ["TicketCommit", "MessageClaim", "ClaimedMessage", "DeliveryResult", "TicketRewrite", "KeptSecrets"]
        ),
        (
            "It is for the eyes of one person, and what is sent of it is the host's to say.",
            ["RevealResult", "MaskedSecret"]
        ),
        ("Its destination is the transport's and goes nowhere else.", ["Notification"]),
        ("It names a policy to go to.", []),
    ];

    public static TheoryData<string> Data => [.. DataTypes().Select(NameOf)];

    [Theory]
    [MemberData(nameof(Data))]
    public void A_value_comes_back_as_it_was(string name)
    {
        var type = DataTypes().Single(one => NameOf(one) == name);
        var value = SpecimenFactory.Make(type);

        var json = JsonSerializer.Serialize(value, type, Web);
        var back = JsonSerializer.Deserialize(json, type, Web);

        Assert.Equal(SpecimenFactory.AllOf(value), SpecimenFactory.AllOf(back));
    }

    [Fact]
    public void Every_type_that_is_exempt_is_a_public_type() =>
        Assert.Empty(
            Exempt
                .SelectMany(row => row.Types)
                .Except(typeof(SupportDesk).Assembly.GetExportedTypes().Select(ShortName))
        );

    public static TheoryData<string> Enumerations =>
        [.. typeof(SupportDesk).Assembly.GetExportedTypes().Where(type => type.IsEnum).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void An_enumeration_is_written_by_name(string name)
    {
        var type = typeof(SupportDesk).Assembly.GetType(name)!;

        Assert.All(
            Enum.GetValues(type).Cast<object>(),
            value => Assert.Equal($"\"{value}\"", JsonSerializer.Serialize(value, type, Web))
        );
    }

    [Fact]
    public void A_conversation_and_its_refusals_are_written_whole()
    {
        var read = Read();

        var json = JsonSerializer.SerializeToElement(read, Web);

        Assert.Equal(read.Ticket.Id.ToString(), json.GetProperty("ticket").GetProperty("id").GetString());
        Assert.Equal("2026-03-02T11:00:00Z", json.GetProperty("readAt").GetString());
        Assert.Equal("36:00:01", json.GetProperty("promises")[0].GetProperty("remaining").GetString());
        Assert.True(json.GetProperty("actions")[0].GetProperty("allowed").GetBoolean());
        var refusal = json.GetProperty("actions")[1].GetProperty("refusal");
        Assert.Equal(NotPermitted.Code, refusal.GetProperty("code").GetString());
        Assert.Equal($"{read.Messages[0].Kind}", json.GetProperty("messages")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void An_explanation_is_written_as_it_writes_itself()
    {
        var explained = Explained();

        var json = JsonSerializer.SerializeToElement(new { Why = explained }, Web);

        using var itself = JsonDocument.Parse(explained.ToJson());
        Assert.True(JsonElement.DeepEquals(itself.RootElement, json.GetProperty("why")));
    }

    public static TheoryData<string> HostsOptions =>
        ["indented", "snake case", "no converter for an instant that works"];

    [Theory]
    [MemberData(nameof(HostsOptions))]
    public void Histories_and_tickets_keep_their_form_whatever_options_a_host_has(string which)
    {
        var options = which switch
        {
            "indented" => new JsonSerializerOptions { WriteIndented = true },
            "snake case" => new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
            _ => new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new NoInstants() } },
        };
        var newer = TicketJson.ReadEvent("""{"type":"mood-noted","mood":{"score":1.50}}""");
        RecordedEvent[] history =
        [
            new(1, Monday, Ana, new TicketEvent.RequesterReplied("Some words.")),
            new(2, Monday, TicketLifeDeskFixture.Tracker, newer),
        ];
        var ticket = (Ticket)SpecimenFactory.Make(typeof(Ticket));

        var back = JsonSerializer.Deserialize<RecordedEvent[]>(JsonSerializer.Serialize(history, options), options)!;
        var same = JsonSerializer.Deserialize<Ticket>(JsonSerializer.Serialize(ticket, options), options)!;

        Assert.Equal(history[0], back[0]);
        Assert.Equal("mood-noted", Assert.IsType<TicketEvent.Unknown>(back[1].Event).Type);
        Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(same));
    }

    internal static Conversation Read()
    {
        var ticket = (Ticket)SpecimenFactory.Make(typeof(Ticket));
        return new Conversation
        {
            Ticket = ticket,
            ReadAt = Monday,
            Messages = [(ConversationMessage)SpecimenFactory.Make(typeof(ConversationMessage))],
            Promises = [(ConversationPromise)SpecimenFactory.Make(typeof(ConversationPromise))],
            Actions = [new ActionAvailability("reply", null), new ActionAvailability("note", NotPermitted)],
            Participants = [Ana],
            Links = [],
            NextStep = "A call.",
            WithheldFacts = ["contact"],
        };
    }

    internal static Explanation Explained() => Open(Digibee, Incident()).Explain();

    internal static Notification Told() =>
        new("a-key", "acme", Id, (Recipient)SpecimenFactory.Make(typeof(Recipient)), "en", "A subject", "A body");

    internal static Refusal NotPermitted =>
        Refused<Refusal.CommandRefused>(
            Decider.Decide(
                TicketLifePolicies.Plain,
                Specimens.FullTicket(TicketLifePolicies.Plain, "open"),
                new TicketCommand.DeEscalate(Ana),
                FactSet.Empty,
                Monday
            )
        );

    private sealed class NoInstants : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new InvalidOperationException("The host's converter is not asked.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            throw new InvalidOperationException("The host's converter is not asked.");
    }

    private static IEnumerable<Type> DataTypes() =>
        typeof(SupportDesk)
            .Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && !type.IsInterface && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => !typeof(JsonConverter).IsAssignableFrom(type) && !IsExempt(type))
            .Where(type => !typeof(Delegate).IsAssignableFrom(type) && !typeof(Attribute).IsAssignableFrom(type));

    // A case of a closed hierarchy goes with the hierarchy.
    private static bool IsExempt(Type type) =>
        Exempt.Any(row => row.Types.Contains(ShortName(type))) || (type.DeclaringType is { } outer && IsExempt(outer));

    private static string ShortName(Type type) =>
        type.DeclaringType is { } outer ? $"{ShortName(outer)}.{type.Name}" : type.Name;

    private static string NameOf(Type type) => type.FullName!;
}
