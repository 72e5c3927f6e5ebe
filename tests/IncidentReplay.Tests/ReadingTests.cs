using NodaTime;
using static IncidentReplay.Tests.MadeUpLog;

namespace IncidentReplay.Tests;

public class ReadingTests
{
    [Fact]
    public void Dates_are_day_month_year()
    {
        var first = Read(Text)[0].Rows[0];

        Assert.Equal(Instant.FromUtc(2016, 3, 31, 8, 0), first.OpenedAt);
        Assert.Equal(Instant.FromUtc(2016, 4, 1, 10, 0), Read(Text)[0].Rows[3].UpdatedAt);
    }

    [Fact]
    public void Dates_are_read_in_the_zone_that_is_given()
    {
        var saoPaulo = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
        var first = IncidentLog.Read(new StringReader(Text), "made-up.csv", saoPaulo).First().Rows[0];

        Assert.Equal(Instant.FromUtc(2016, 3, 31, 11, 0), first.OpenedAt);
    }

    [Fact]
    public void Rows_stand_in_the_order_of_their_instants_and_the_source_s_own_count_is_checked()
    {
        string[] rows = [.. Text.Split('\n')[1..6]];
        var shuffled = Assert.Single(Read(string.Join('\n', [Header, rows[3], rows[0], rows[4], rows[1], rows[2]])));

        Assert.Equal([0, 1, 2, 3, 4], shuffled.Rows.Select(row => row.ModCount));
        Assert.True(shuffled.GoesBack);
        Assert.True(shuffled.IsCounted);
        Assert.False(Read(Text).Single(incident => incident.Number == "INC6").IsCounted);
    }

    [Theory]
    [InlineData(
        "Caller 1,31/3/2016 08:00",
        "Caller 1,3/31/2016 08:00",
        "made-up.csv, line 2: opened_at is \"3/31/2016 08:00\", not day/month/year hour:minute."
    )]
    [InlineData("0,0,true,Caller 1", "0,zero,true,Caller 1", "line 2: sys_mod_count is \"zero\", not a whole number.")]
    [InlineData("0,0,true,Caller 1", "0,0,perhaps,Caller 1", "line 2: made_sla is \"perhaps\", not true or false.")]
    [InlineData(
        "Resolver 7,31/3/2016 09:30,",
        "Resolver 7;31/3/2016 09:30,",
        "line 3: 14 fields, but the header has 15."
    )]
    [InlineData("INC3,New", "INC1,New", "line 11: INC1 comes a second time.")]
    [InlineData("made_sla", "made", "line 1: there is no column made_sla.")]
    public void A_bad_row_is_named_with_its_line(string text, string replacement, string message)
    {
        var error = Assert.Throws<ReplayException>(() =>
            Read(Text.Replace(text, replacement, StringComparison.Ordinal))
        );

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
