using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SupportKit.Decisions;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit.Tests.Tickets;

/// <summary>
/// What a newer version writes into an enumeration stays what it is, as an event of a newer version does: whoever reads it,
/// and writes it back, changes nothing.
/// </summary>
public class StoredEnumTests
{
    private const string Newer = "FromALaterVersion";

    // Every enumeration that a ticket, an event or a message holds, however deep.
    private static ImmutableSortedSet<Type> Stored { get; } =
        Reached([
                typeof(TicketForm),
                typeof(RecordedForm),
                typeof(OutboundMessage),
                .. typeof(TicketEvent)
                    .GetNestedTypes()
                    .Where(type => type.IsAssignableTo(typeof(TicketEvent)) && type != typeof(TicketEvent.Unknown)),
            ])
            .Where(type => type.IsEnum)
            .ToImmutableSortedSet(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.FullName, b.FullName)));

    [Fact]
    public void A_value_that_this_version_does_not_know_is_read_kept_and_written_back_as_it_was()
    {
        Assert.InRange(Stored.Count, 12, 100);
        foreach (var type in Stored)
        {
            var options =
                type == typeof(RecipientKind) ? MessageJsonContext.Default.Options : TicketJsonContext.Default.Options;
            var form = options.GetTypeInfo(type);

            var value = JsonSerializer.Deserialize($"\"{Newer}\"", form)!;
            Assert.False(Enum.IsDefined(type, value), $"{type.Name} has a value that it knows for one it does not.");
            Assert.Equal($"\"{Newer}\"", JsonSerializer.Serialize(value, form));
            Assert.Equal(value, JsonSerializer.Deserialize($"\"{Newer}\"", form));
            Assert.NotEqual(value, JsonSerializer.Deserialize("\"Another\"", form));
            foreach (var known in Enum.GetValues(type))
                Assert.Equal($"\"{known}\"", JsonSerializer.Serialize(known, form));
        }
    }

    [Fact]
    public void It_is_kept_wherever_it_stands_in_an_event()
    {
        var names = Stored.SelectMany(Enum.GetNames).ToHashSet(StringComparer.Ordinal);
        var replaced = 0;
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tickets", "event-shapes.jsonl")))
        {
            foreach (var newer in WithEach(line, text => names.Contains(text)))
            {
                replaced++;
                Assert.Equal(newer, TicketJson.Write(TicketJson.ReadEvent(newer)));
            }
        }
        Assert.InRange(replaced, 10, 10_000);
    }

    [Fact]
    public void It_is_kept_in_a_message()
    {
        const string message =
            """{"id":"m1","ticket":"01900000000070008000000000000001","sequence":3,"to":{"kind":"FromALaterVersion","id":"ana"},"template":"agent-replied","language":"en","values":{}}""";

        Assert.Equal(message, MessageJson.Write(MessageJson.Read(message)));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"not a name\"")]
    [InlineData("\"ANameOfMoreThanSixtyFourLettersIsNoneThatAnyVersionWouldEverWriteX\"")]
    [InlineData("7")]
    [InlineData("{}")]
    public void What_no_version_writes_is_not_a_value(string json) =>
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize(json, TicketJsonContext.Default.Options.GetTypeInfo(typeof(ClosingReason)))
        );

    [Fact]
    public void A_damaged_database_cannot_fill_the_memory_with_names()
    {
        var options = new JsonSerializerOptions { Converters = { new EnumJsonConverter<Shade>() } };
        for (var i = 0; i < 1000; i++)
            Assert.Equal($"\"Hue{i}\"", Again($"\"Hue{i}\""));

        Assert.Throws<JsonException>(() => Again("\"Hue1000\""));
        Assert.Equal("\"Hue999\"", Again("\"Hue999\"")); // what was met before is read as ever
        Assert.Equal("\"Dark\"", Again("\"Dark\""));

        string Again(string json) =>
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Shade>(json, options), options);
    }

    private enum Shade
    {
        Light,
        Dark,
    }

    // The line with each of its texts replaced, one at a time, that is meant.
    private static IEnumerable<string> WithEach(string line, Func<string, bool> meant)
    {
        for (var place = 0; ; place++)
        {
            var node = JsonNode.Parse(line)!;
            var texts = Texts(node).Where(text => meant(text.GetValue<string>())).ToList();
            if (place >= texts.Count)
                yield break;
            var old = JsonEncodedText.Encode(texts[place].GetValue<string>()).ToString();
            var at = texts.Take(place).Count(text => text.GetValue<string>() == texts[place].GetValue<string>());
            var from = -1;
            for (var i = 0; i <= at; i++)
                from = line.IndexOf($"\"{old}\"", from + 1, StringComparison.Ordinal);
            yield return $"{line[..from]}\"{Newer}\"{line[(from + old.Length + 2)..]}";
        }
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Texts(member.Value)),
            JsonArray items => items.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
            _ => [],
        };

    private static HashSet<Type> Reached(IEnumerable<Type> from)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(from);
        while (open.TryPop(out var type))
        {
            foreach (var argument in type.GetGenericArguments())
                open.Push(argument);
            if (type.Assembly != typeof(Ticket).Assembly || HasOwnForm(type) || !seen.Add(type) || type.IsEnum)
                continue;
            foreach (
                var property in type.GetProperties(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly
                    )
                    .Where(property => !HasNone(property))
            )
                open.Push(property.PropertyType);
        }
        return seen;

        static bool HasOwnForm(Type type) => !type.IsEnum && type.IsDefined(typeof(JsonConverterAttribute));
        static bool HasNone(PropertyInfo property) => property.IsDefined(typeof(JsonIgnoreAttribute));
    }
}
