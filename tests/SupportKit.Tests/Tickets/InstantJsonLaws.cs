using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.Tests.Tickets;

/// <summary>Instants in the JSON of events, whichever way they are written: NodaTime's extended ISO form, to the letter.</summary>
public sealed class InstantJsonLaws
{
    internal static readonly Gen<Instant> Instants =
        from day in Gen.Choose(-4_371_222, 2_932_895) // the years -9998 to 9999
        from second in Gen.Choose(0, 86_399)
        from nanosecond in Gen.OneOf(
            Gen.Constant(0),
            Gen.Elements(1, 10, 99, 100, 123_456_700, 999_999_999, 500_000_000),
            Gen.Choose(0, 999_999_999)
        )
        select Instant.FromUnixTimeSeconds(day * 86_400L + second).PlusNanoseconds(nanosecond);

    [Law(1_000, 20_000)]
    internal bool An_instant_is_written_as_the_pattern_has_it_and_read_back_exactly(Instant at)
    {
        var json = TicketJson.Write(new TicketEvent.TimerWarned("close", at, "close"));
        var text = InstantPattern.ExtendedIso.Format(at);
        return json.Contains($"\"{text}\"", StringComparison.Ordinal)
            && TicketJson.ReadEvent(json) == new TicketEvent.TimerWarned("close", at, "close");
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T11:00Z")]
    [InlineData("2026-03-02T11:00:00")]
    [InlineData("2026-03-02T11:00:00+01:00")]
    [InlineData("2026-03-02T11:00:00.12345678901Z")]
    [InlineData("2026-02-30T11:00:00Z")]
    [InlineData("at once")]
    public void What_the_pattern_does_not_have_is_refused(string text)
    {
        var json = TicketJson
            .Write(new TicketEvent.TimerWarned("close", Instant.FromUtc(2026, 3, 2, 11, 0), "close"))
            .Replace("2026-03-02T11:00:00Z", text, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => TicketJson.ReadEvent(json));
    }
}
