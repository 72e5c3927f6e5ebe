using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The ready sets, against the dates their governments publish.</summary>
public sealed class HolidaySetTests
{
    [Theory]
    [InlineData("fr", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("fr", 2008, "01-01 03-24 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("be", 2026, "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25")]
    [InlineData("pt", 2026, "01-01 04-03 04-05 04-25 05-01 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25")]
    [InlineData("pt", 2014, "01-01 04-18 04-20 04-25 05-01 06-10 08-15 12-08 12-25")]
    [InlineData("br", 2026, "01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25")]
    [InlineData("br", 2023, "01-01 04-07 04-21 05-01 09-07 10-12 11-02 11-15 12-25")]
    [InlineData("ca-qc", 2026, "01-01 04-03 05-18 06-24 07-01 09-07 10-12 12-25")]
    [InlineData("ca-qc", 2029, "01-01 03-30 05-21 06-25 07-02 09-03 10-08 12-25")]
    [InlineData("us", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("us", 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData("us", 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26")]
    [InlineData("gb-eaw", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")]
    [InlineData("gb-eaw", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("gb-eaw", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData("gb-eaw", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    [InlineData("gb-eaw", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(
        "jp",
        2026,
        "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23"
    )]
    [InlineData("ie", 2030, "01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26")]
    [InlineData("nl", 2025, "01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26")]
    [InlineData("gb-sct", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28")]
    [InlineData("nz", 2026, "01-01 01-02 02-06 04-03 04-06 04-27 06-01 07-10 10-26 12-25 12-28")]
    [InlineData("de", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26")]
    [InlineData("de", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26")]
    public void A_set_has_the_dates_that_were_published_for_a_year(string name, int year, string dates)
    {
        var found = HolidaySet.Find(name)!.Dates(new(year, 1, 1), new(year, 12, 31));
        Assert.Equal(dates, string.Join(' ', found.Select(date => $"{date.Month:00}-{date.Day:00}")));
    }

    [Fact]
    public void Every_set_is_found_by_its_name_and_names_each_of_its_holidays()
    {
        Assert.Equal(46, HolidaySet.All.Length);
        foreach (var set in HolidaySet.All)
        {
            Assert.Same(set, HolidaySet.Find(set.Name));
            Assert.All(set.Rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Name)));
        }

        Assert.Equal(
            HolidaySet.All.Select(set => set.Name).Order(StringComparer.Ordinal),
            HolidaySet.All.Select(set => set.Name)
        );
        Assert.Null(HolidaySet.Find("FR"));
    }

    [Theory]
    [InlineData("FR", "\"fr\"?")]
    [InlineData("gb", "\"gb-eaw\", \"gb-nir\", \"gb-sct\"?")]
    [InlineData("CA_QC", "\"ca-qc\"?")]
    [InlineData("de-xx", "\"de\", \"de-bb\"")]
    [InlineData("fr-75", "\"fr\"?")]
    [InlineData("zz", "Write one of at, au, be")]
    public void A_name_that_is_nearly_right_is_told_which_sets_there_are(string name, string told)
    {
        var refused = Assert.Throws<BusinessCalendarException>(() =>
            BusinessCalendar.In("Europe/Paris").Holidays(name)
        );

        Assert.Equal((BusinessCalendarErrors.HolidaySetUnknown, name), (refused.Code, refused.Value));
        Assert.Contains(told, refused.Explanation);
    }

    // 4 July 2026 is a Saturday, kept on Friday the 3rd.
    [Theory]
    [InlineData("""["us"]""", true, false)]
    [InlineData("""[{ "set": "us" }]""", true, false)]
    [InlineData("""[{ "set": "us", "actualDates": true }]""", false, false)]
    public void A_desk_that_is_open_at_weekends_can_keep_a_holiday_on_its_own_date_too(
        string holidays,
        bool saturday,
        bool friday
    )
    {
        var calendar = BusinessCalendar.Parse(
            $$"""{ "timeZone": "America/New_York", "hours": { "mon-sun": ["09:00-17:00"] }, "holidays": {{holidays}} }"""
        );

        Assert.Equal(friday, calendar.IsBusinessDay(new(2026, 7, 3)));
        Assert.Equal(saturday, calendar.IsBusinessDay(new(2026, 7, 4)));
        Assert.Equal(calendar.ToJson(), BusinessCalendar.Parse(calendar.ToJson()).ToJson());
        Assert.Equal(!saturday, calendar.ToJson().Contains("\"actualDates\":true", StringComparison.Ordinal));
    }

    [Fact]
    public void A_set_with_its_actual_dates_has_those_of_the_set_and_more()
    {
        var (first, last) = (new LocalDate(2020, 1, 1), new LocalDate(2035, 12, 31));
        foreach (var set in HolidaySet.All)
        {
            var both = set.WithActualDates();
            Assert.Superset(set.Dates(first, last).ToHashSet(), both.Dates(first, last).ToHashSet());
            Assert.Equal((set.Name, true), (both.Name, both.HasActualDates));
            Assert.Same(both, both.WithActualDates());
        }
        Assert.Contains(new LocalDate(2029, 6, 24), HolidaySet.Quebec.WithActualDates().Dates(first, last));
        Assert.Contains(new LocalDate(2027, 12, 25), HolidaySet.EnglandAndWales.WithActualDates().Dates(first, last));
    }

    [Fact]
    public void Western_Easter_is_the_Sunday_after_the_reckoned_full_moon_in_every_year()
    {
        for (var year = 1900; year <= 2200; year++)
            Assert.Equal(HolidaySpecs.EasterOf(year), Easter.Western(year));
    }

    [Theory]
    [InlineData("1916-04-23")]
    [InlineData("1983-05-08")]
    [InlineData("2010-04-04")]
    [InlineData("2024-05-05")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-12")]
    [InlineData("2027-05-02")]
    public void Orthodox_Easter_falls_as_the_churches_keep_it(string date)
    {
        var easter = LocalDatePattern.Iso.Parse(date).Value;
        Assert.Equal(easter, Easter.Orthodox(easter.Year));
        Assert.Equal([easter], HolidayRule.OrthodoxEaster(0).Dates(new(easter.Year, 1, 1), new(easter.Year, 12, 31)));
    }
}
