using System.Text.Json;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>What is written as a text is read by one parser, which takes what was written and nothing else.</summary>
public class DurationParsingTests
{
    [Theory]
    [InlineData("30m", 30)]
    [InlineData("4h", 240)]
    [InlineData("2d", 2880)]
    [InlineData("3653d", 3653 * 1440)]
    public void A_duration_is_whole_minutes_hours_or_days(string text, int minutes)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(Duration.FromMinutes(minutes), duration);
        Assert.True(DurationText.TryParse(DurationText.Write(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("30")]
    [InlineData("0m")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData(" 1h")]
    [InlineData("1w")]
    [InlineData("1bd")]
    [InlineData("3654d")]
    [InlineData("2147483647d")] // more than NodaTime can hold
    [InlineData("99999999999d")] // more than an int can hold
    public void Anything_else_is_no_duration(string? text)
    {
        Assert.False(DurationText.TryParse(text, out var duration));
        Assert.Equal(Duration.Zero, duration);
    }

    [Theory]
    [InlineData("30m")]
    [InlineData("8h in office")]
    [InlineData("1bd in office")]
    [InlineData("1bd in office, end of day")]
    [InlineData("48h in the back room")]
    public void A_promised_time_is_read_as_it_is_written(string text)
    {
        Assert.True(SlaDuration.TryParse(text, out var time));
        Assert.Equal(text, time.ToString());
        Assert.Equal(time, Parsed<SlaDuration>(text));
    }

    [Theory]
    [InlineData("1bd")] // business days of which calendar?
    [InlineData("0bd in office")]
    [InlineData("2601bd in office")]
    [InlineData("soon")]
    public void A_time_that_cannot_be_promised_is_refused(string text)
    {
        Assert.False(SlaDuration.TryParse(text, out _));
        Assert.Contains(
            text,
            Assert.Throws<FormatException>(() => SlaDuration.Parse(text)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SlaDuration>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void An_amount_is_counted_in_the_calendar_it_is_created_with()
    {
        Assert.True(SlaDuration.TryCreate("3bd", "office", BusinessDayRule.EndOfDay, out var time));
        Assert.Equal((3, "office", BusinessDayRule.EndOfDay), (time.BusinessDays, time.Calendar, time.DayRule));
        Assert.False(SlaDuration.TryCreate("3bd", null, BusinessDayRule.SameLocalTime, out _));
    }

    [Theory]
    [InlineData("75%")]
    [InlineData("12.5%")]
    [InlineData("30m before")]
    public void A_time_for_a_warning_is_read_as_it_is_written(string text)
    {
        Assert.True(SlaWarning.TryParse(text, out var warning));
        Assert.Equal(text, warning.ToString());
        Assert.Equal(warning, Parsed<SlaWarning>(text));
    }

    [Theory]
    [InlineData("0%")]
    [InlineData("100%")]
    [InlineData("75")]
    [InlineData("1bd before")]
    [InlineData("before")]
    public void Another_text_is_no_time_for_a_warning(string text)
    {
        Assert.False(SlaWarning.TryParse(text, out _));
        Assert.Contains(
            $"\"{text}\"",
            Assert.Throws<FormatException>(() => SlaWarning.Parse(text)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_text_is_no_time_for_a_warning_and_a_mistake_where_one_is_required()
    {
        Assert.False(SlaWarning.TryParse(null, out _));
        Assert.Throws<ArgumentNullException>(() => SlaWarning.Parse(null!));
    }

    // Of a promise of that many minutes, so many minutes after it is made.
    [Theory]
    [InlineData("75%", 240, 180)]
    [InlineData("12.5%", 240, 30)]
    [InlineData("30m before", 240, 210)]
    [InlineData("30m before", 31, 1)]
    [InlineData("30m before", 30, 0)]
    [InlineData("30m before", 20, 0)] // never before the promise itself
    public void A_warning_comes_after_its_share_of_the_time_or_so_long_before_the_end(
        string text,
        int whole,
        int minutes
    ) => Assert.Equal(Duration.FromMinutes(minutes), SlaWarning.Parse(text).After(Duration.FromMinutes(whole)));

    [Fact]
    public void A_share_is_counted_to_whole_microseconds_which_is_all_that_a_store_keeps() =>
        Assert.Equal(Duration.FromTicks(330), SlaWarning.Parse("33.9%").After(Duration.FromTicks(1_000)));

    [Fact]
    public void An_id_is_read_as_it_is_written()
    {
        var id = TicketId.New(Instant.FromUtc(2026, 3, 2, 9, 0));
        Assert.True(TicketId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.Equal(id, Parsed<TicketId>(id.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no-such-id")]
    [InlineData("0198c0de-0000-7000-8000-0000000000aa")]
    public void Another_text_is_no_id(string? text)
    {
        Assert.False(TicketId.TryParse(text, out var id));
        Assert.Equal(default, id);
        if (text is not null)
            Assert.Throws<FormatException>(() => TicketId.Parse(text));
    }

    private static T Parsed<T>(string text)
        where T : IParsable<T> =>
        T.TryParse(text, null, out var read) && read.Equals(T.Parse(text, null))
            ? read
            : throw new FormatException(text);
}
