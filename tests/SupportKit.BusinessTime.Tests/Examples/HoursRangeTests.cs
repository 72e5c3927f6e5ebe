using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Hours of one day, as a person writes them and as code makes them.</summary>
public class HoursRangeTests
{
    [Theory]
    [InlineData(9, 15, 12, 30, "09:15-12:30", 555, 750, false)]
    [InlineData(22, 45, 2, 10, "22:45-02:10", 1365, 1570, true)]
    [InlineData(18, 0, 0, 0, "18:00-00:00", 1080, 1440, false)]
    public void Between_two_local_times(
        int startHour,
        int startMinute,
        int endHour,
        int endMinute,
        string written,
        int start,
        int end,
        bool isOvernight
    )
    {
        var hours = HoursRange.Between(new LocalTime(startHour, startMinute), new LocalTime(endHour, endMinute));

        Assert.Equal((start, end, isOvernight), (hours.StartMinute, hours.EndMinute, hours.IsOvernight));
        Assert.Equal(hours, HoursRange.Parse(written));
    }

    [Fact]
    public void A_day_that_ends_at_midnight_is_not_overnight()
    {
        Assert.False(HoursRange.Parse("18:00-24:00").IsOvernight);
        Assert.Equal("18:00-24:00", HoursRange.Parse("18:00-24:00").ToString());
        Assert.Equal("00:00-24:00", HoursRange.WholeDay.ToString());
    }

    [Theory]
    [InlineData("24:00-08:00")]
    [InlineData("08:60-09:00")]
    [InlineData("8:00-09:00")]
    [InlineData("08.00-09:00")]
    [InlineData("08:00-24:01")]
    public void What_is_no_time_of_day_is_refused_with_the_text_itself(string text)
    {
        var error = Assert.Throws<BusinessCalendarException>(() => HoursRange.Parse(text));

        Assert.Equal(BusinessCalendarErrors.HoursUnreadable, error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("HH:mm-HH:mm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seconds_are_refused_and_named_rather_than_rounded()
    {
        var error = Assert.Throws<BusinessCalendarException>(() =>
            HoursRange.Between(new LocalTime(9, 0, 30), new LocalTime(12, 0))
        );

        Assert.Equal(BusinessCalendarErrors.HoursUnreadable, error.Code);
        Assert.Contains("09:00:30-12:00:00", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, "mon")]
    [InlineData(IsoDayOfWeek.Thursday, "thu")]
    [InlineData(IsoDayOfWeek.Sunday, "sun")]
    public void A_day_of_the_week_is_opened_by_name_or_as_a_value(IsoDayOfWeek day, string name)
    {
        var byValue = BusinessCalendar.In("UTC").Open(day, HoursRange.Parse("09:00-12:00")).Build();
        var byName = BusinessCalendar.In("UTC").Open(name, "09:00-12:00").Build();

        var week = new LocalDate(2026, 6, 1); // a Monday
        Assert.All(
            Enumerable.Range(0, 7).Select(i => week.PlusDays(i)),
            date =>
            {
                var ten = date.At(new LocalTime(10, 0)).InUtc().ToInstant();
                Assert.Equal(date.DayOfWeek == day, byValue.IsOpen(ten));
                Assert.Equal(byName.IsOpen(ten), byValue.IsOpen(ten));
            }
        );
    }

    [Fact]
    public void Hours_that_hold_nothing_are_refused()
    {
        var error = Assert.Throws<BusinessCalendarException>(() => HoursRange.Parse("09:00-09:00"));

        Assert.Equal(BusinessCalendarErrors.IntervalEmpty, error.Code);
        Assert.Contains("00:00-24:00", error.Message, StringComparison.Ordinal);
    }
}
