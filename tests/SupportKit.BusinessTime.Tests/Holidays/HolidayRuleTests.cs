using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What each kind of holiday rule means.</summary>
public sealed class HolidayRuleTests
{
    [Fact]
    public void A_range_wraps_the_year() =>
        Assert.Equal(
            "2025-12-31 2026-01-01 2026-01-02 2026-12-24 2026-12-25",
            Dates(HolidayRule.YearlyRange(new(12, 24), new(1, 2)), new(2025, 12, 31), new(2026, 12, 25))
        );

    [Fact]
    public void The_29th_of_February_is_kept_in_leap_years_only() =>
        Assert.Equal("2024-02-29 2028-02-29", Dates(HolidayRule.Yearly(2, 29), new(2024, 1, 1), new(2030, 1, 1)));

    [Fact]
    public void A_fifth_Monday_is_kept_in_the_years_that_have_one() =>
        Assert.Equal(
            "2021-03-29 2025-03-31 2026-03-30 2027-03-29",
            Dates(HolidayRule.NthWeekday(5, IsoDayOfWeek.Monday, 3), new(2021, 1, 1), new(2027, 12, 31))
        );

    [Fact]
    public void The_last_but_one_Friday_is_counted_from_the_end() =>
        Assert.Equal(
            "2026-07-24",
            Dates(HolidayRule.NthWeekday(-2, IsoDayOfWeek.Friday, 7), new(2026, 1, 1), new(2026, 12, 31))
        );

    [Fact]
    public void A_weekday_is_found_on_or_before_and_on_or_after_a_date()
    {
        Assert.Equal(
            "2026-05-18",
            Dates(HolidayRule.OnOrBefore(IsoDayOfWeek.Monday, new(5, 24)), new(2026, 1, 1), new(2026, 12, 31))
        );
        Assert.Equal(
            "2026-05-25",
            Dates(HolidayRule.OnOrAfter(IsoDayOfWeek.Monday, new(5, 24)), new(2026, 1, 1), new(2026, 12, 31))
        );
    }

    [Theory]
    [InlineData(ObservedShift.None, "2027-12-25")]
    [InlineData(ObservedShift.NearestWeekday, "2027-12-24")]
    [InlineData(ObservedShift.NextMonday, "2027-12-27")]
    [InlineData(ObservedShift.SundayToMonday, "2027-12-25")]
    [InlineData(ObservedShift.TwoDaysOn, "2027-12-27")]
    public void A_holiday_on_a_Saturday_is_moved_as_its_rule_says(ObservedShift shift, string date) =>
        Assert.Equal(date, Dates(HolidayRule.Yearly(12, 25).Observed(shift), new(2027, 1, 1), new(2027, 12, 31)));

    [Fact]
    public void A_holiday_may_be_moved_into_the_year_before() =>
        Assert.Equal(
            "2027-12-31",
            Dates(HolidayRule.Yearly(1, 1).Observed(ObservedShift.NearestWeekday), new(2027, 12, 1), new(2028, 1, 31))
        );

    [Fact]
    public void A_holiday_may_begin_end_recur_every_few_years_and_be_left_out_once() =>
        Assert.Equal(
            "2009-01-20 2009-01-21 2017-01-20 2017-01-21",
            Dates(
                HolidayRule
                    .Yearly(1, 20)
                    .Lasting(2)
                    .Since(2009)
                    .Until(2020)
                    .Every(4)
                    .Except(new LocalDate(2013, 1, 20)),
                new(2000, 1, 1),
                new(2030, 1, 1)
            )
        );

    [Fact]
    public void A_long_holiday_reaches_into_a_range_from_far_before_it() =>
        Assert.Equal("2026-01-01", Dates(HolidayRule.Easter(366).Lasting(366), new(2026, 1, 1), new(2026, 1, 1)));

    private static string Dates(HolidayRule rule, LocalDate first, LocalDate last) =>
        string.Join(' ', rule.Dates(first, last).Select(date => date.ToString("uuuu-MM-dd", null)));
}
