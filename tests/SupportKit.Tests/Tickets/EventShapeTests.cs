using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Tickets;

/// <summary>
/// The form in which events are kept. <c>event-shapes.jsonl</c> holds a line as it was written by the version that first
/// had it: lines are added, and never changed, for hosts have histories in them.
/// </summary>
public class EventShapeTests
{
    // What a version of SupportKit that does not exist yet might write: white space, order and numbers as it likes.
    private const string Newer =
        """{"type":"mood-noted", "mood":{"type":"opened","score":1.50}, "body":"Olá – \u00e9",  "event":{"type":"closed"}}""";

    private static string[] Lines { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tickets", "event-shapes.jsonl"));

    private static IEnumerable<(Type Type, string Name)> Known =>
        typeof(TicketEvent)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(known => (known.DerivedType, (string)known.TypeDiscriminator!));

    [Fact]
    public void A_line_that_was_ever_written_is_read_and_written_back_byte_for_byte() =>
        Assert.Equal(Lines, Lines.Select(line => TicketJson.Write(TicketJson.ReadEvent(line))));

    [Fact]
    public void A_line_is_read_and_written_back_in_its_place_in_a_history_too()
    {
        foreach (var line in Lines)
        {
            var recorded =
                $$"""{"sequence":7,"at":"2026-03-02T11:00:00Z","by":{"kind":"Lead","id":"dora"},"event":{{line}}}""";
            Assert.Equal(recorded, TicketJson.Write(TicketJson.ReadRecordedEvent(recorded)));
        }
    }

    [Fact]
    public void Every_event_has_a_name_and_a_line()
    {
        var types = typeof(TicketEvent)
            .GetNestedTypes()
            .Where(type => type.IsAssignableTo(typeof(TicketEvent)) && type != typeof(TicketEvent.Unknown));

        Assert.Empty(types.Except(Known.Select(known => known.Type)));
        Assert.Equal(
            Known.Select(known => known.Name).Order(StringComparer.Ordinal),
            Lines.Select(NameOf).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(Lines.Length, Lines.Distinct().Count());
    }

    [Fact]
    public void Each_line_is_read_as_the_event_of_its_name() =>
        Assert.All(
            Lines,
            line =>
                Assert.Equal(
                    Known.Single(known => known.Name == NameOf(line)).Type,
                    TicketJson.ReadEvent(line).GetType()
                )
        );

    // A member that no line holds could be renamed, and nothing would fail.
    [Fact]
    public void Every_member_of_every_event_stands_in_some_line()
    {
        var missing =
            from known in Known
            let lines = Lines
                .Where(line => NameOf(line) == known.Name)
                .Select(line => JsonDocument.Parse(line))
                .ToList()
            from member in known.Type.GetProperties()
            where member.Name != "EqualityContract"
            let name = JsonNamingPolicy.CamelCase.ConvertName(member.Name)
            where !lines.Any(line => line.RootElement.TryGetProperty(name, out _))
            select $"{known.Name}: {name}";

        Assert.Empty(missing);
    }

    [Fact]
    public void What_a_newer_version_wrote_is_kept_as_it_stands()
    {
        var read = Assert.IsType<TicketEvent.Unknown>(TicketJson.ReadEvent(Newer));

        Assert.Equal("mood-noted", read.Type);
        Assert.Equal(Newer, TicketJson.Write(read));
        Assert.Equal(read, TicketJson.ReadEvent(TicketJson.Write(read)));
    }

    [Fact]
    public void In_a_history_too()
    {
        var written =
            $$"""{"sequence":3,"at":"2026-03-02T11:00:00.123456Z","by":{"kind":"Agent","id":"bia"},"event":{{Newer}}}""";

        var read = TicketJson.ReadRecordedEvent(written);

        Assert.Equal(Newer, Assert.IsType<TicketEvent.Unknown>(read.Event).Json);
        Assert.Equal(
            (3, At("2026-03-02T11:00:00.123456Z"), TicketLifeDeskFixture.Bia),
            (read.Sequence, read.At, read.By)
        );
        Assert.Equal(written, TicketJson.Write(read));
        Assert.Equal(read, TicketJson.ReadRecordedEvent(TicketJson.Write(read)));
    }

    [Fact]
    public void A_ticket_passes_over_it_and_keeps_its_place()
    {
        var opened = Opened(TicketLifePolicies.Plain, SmallQuestion);

        var after = TicketHistory.Apply(opened, Unknown(opened));

        Assert.Equal(opened.Version + 1, after.Version);
        Assert.Equal(
            TicketJson.Write(opened),
            TicketJson.Write(after with { Version = opened.Version, UpdatedAt = opened.UpdatedAt })
        );
    }

    [Fact]
    public async Task A_desk_goes_on_with_a_ticket_that_a_newer_one_has_written_to()
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var opened = await life.OpenAsync();
        var newer = Unknown(opened);
        await life.Store.CommitAsync(
            new TicketCommit(TicketHistory.Apply(opened, newer), [newer], [], opened.Version, null),
            default
        );

        var answered = await life.DoAsync(opened, new TicketCommand.Reply(TicketLifeDeskFixture.Bia, "An answer."));

        var history = await life.Desk.GetHistoryAsync(TicketLifeDeskFixture.Key(opened), Viewer.Desk);
        Assert.Equal("answered", answered.Ticket.State);
        Assert.Equal(TicketJson.Write(answered.Ticket), TicketJson.Write(TicketHistory.Replay(history)!));
        Assert.Single(history, recorded => TicketJson.Write(recorded.Event) == Newer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"closed"}{}""")]
    [InlineData("""{"type":"mood-noted" """)]
    public void What_is_no_event_is_no_newer_one_either(string text) =>
        Assert.ThrowsAny<JsonException>(() => TicketJson.ReadEvent(text));

    private static RecordedEvent Unknown(Ticket ticket) =>
        new(ticket.Version + 1, ticket.UpdatedAt, Actor.System, TicketJson.ReadEvent(Newer));

    private static string NameOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("type").GetString()!;
    }
}
