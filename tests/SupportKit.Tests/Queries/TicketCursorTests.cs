using NodaTime;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Queries;

/// <summary>A page's place goes to a browser and comes back as a token.</summary>
public class TicketCursorTests
{
    public static TheoryData<TicketCursor> Places =>
        [
            new TicketCursor(0, null, Monday, Id),
            new TicketCursor(3, Monday + Duration.FromTicks(7), Monday, Id),
            new TicketCursor(int.MaxValue, Instant.MaxValue, Instant.MinValue, default),
            TicketCursor.OpenedFrom(Monday),
        ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_token_gives_the_place_it_was_made_of_and_needs_no_escaping(TicketCursor place)
    {
        var token = place.ToString();

        var back = TicketCursor.Parse(token);

        Assert.Equal(token, Uri.EscapeDataString(token));
        Assert.Equal(token, back.ToString());
        Assert.Equal((place.Rank, place.Ticket), (back.Rank, back.Ticket));
        Assert.Equal(place.Due?.ToUnixTimeTicks(), back.Due?.ToUnixTimeTicks());
        Assert.Equal(place.OpenedAt.ToUnixTimeTicks(), back.OpenedAt.ToUnixTimeTicks());
    }

    [Fact]
    public void What_is_not_a_token_is_refused()
    {
        var token = new TicketCursor(0, null, Monday, Id).ToString();
        string?[] others =
        [
            null,
            "",
            "x",
            token[1..],
            token + "A",
            "_" + token[1..],
            token[..^1] + "=",
            token[..^1] + "_",
        ];

        Assert.All(others, other => Assert.False(TicketCursor.TryParse(other, out _), other));
        Assert.Throws<FormatException>(() => TicketCursor.Parse("x"));
    }
}
