using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Calendars that never open, never close, or are asked for times no calendar answers: an error, never a guess or an endless loop.</summary>
public sealed class HorizonTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 1, 12, 0);
    private static readonly BusinessCalendar Always = BusinessCalendar.In("UTC").AlwaysOpen().Build();

    /// <summary>Open for one hour in its life.</summary>
    private static readonly BusinessCalendar Once = BusinessCalendar
        .In("UTC")
        .OpenOn(new(2026, 6, 2), "09:00-10:00")
        .Build();

    [Fact]
    public void A_calendar_whose_holidays_cover_the_year_never_opens() =>
        Rejects(
            "calendar.openings_missing",
            () => BusinessCalendar.In("UTC").Open("mon-fri", "09:00-18:00").Holidays("01-01/12-31").Build()
        );

    [Fact]
    public void A_calendar_whose_only_hours_the_clock_skips_each_year_still_opens_on_other_days() =>
        Assert.True(BusinessCalendar.In("Europe/Paris").Open("sun", "02:15-02:45").Build().NextOpening(Now) > Now);

    [Fact]
    public void A_calendar_open_once_in_three_centuries_is_found_to_open()
    {
        Assert.Equal(Instant.FromUtc(2026, 6, 2, 9, 0), Once.NextOpening(Instant.FromUtc(1900, 1, 1, 0, 0)));
        Assert.Equal(Instant.FromUtc(2026, 6, 2, 10, 0), Once.PreviousClosing(Instant.FromUtc(2200, 12, 31, 0, 0)));
    }

    [Fact]
    public void A_calendar_that_is_always_open_neither_opens_nor_closes()
    {
        Rejects("calendar.horizon_exceeded", () => Always.NextOpening(Now));
        Rejects("calendar.horizon_exceeded", () => Always.NextClosing(Now));
        Rejects("calendar.horizon_exceeded", () => Always.PreviousClosing(Now));
    }

    [Fact]
    public void Three_centuries_of_open_time_are_exact_to_the_nanosecond()
    {
        var first = Instant.FromUtc(1900, 1, 1, 0, 0);
        var last = Instant.FromUtc(2200, 12, 31, 23, 59).PlusNanoseconds(59_999_999_999);
        Assert.Equal(last - first, Always.Between(first, last));
        Assert.Equal(first - last, Always.Between(last, first));
        Assert.Equal(last, Always.Add(first, last - first));
        Assert.Equal(first, Always.Subtract(last, last - first));
    }

    [Fact]
    public void An_answer_past_the_horizon_is_an_error()
    {
        var minute = Duration.FromMinutes(1);
        Assert.Equal(Now, Once.Subtract(Now, Duration.Zero));
        Rejects("calendar.horizon_exceeded", () => Once.Subtract(Now, minute));
        Rejects("calendar.horizon_exceeded", () => Once.Add(Now, Duration.FromHours(1) + Duration.Epsilon));
        Rejects("calendar.horizon_exceeded", () => Always.Add(Now, Duration.FromDays(70_000)));
        Rejects("calendar.horizon_exceeded", () => Always.Add(Now, Duration.MaxValue));
        Rejects("calendar.horizon_exceeded", () => Always.Subtract(Now, Duration.MaxValue));
        Rejects("calendar.horizon_exceeded", () => Always.AddBusinessDays(Now, int.MaxValue, BusinessDayRule.EndOfDay));
        Rejects(
            "calendar.horizon_exceeded",
            () => Always.AddBusinessDays(Now, int.MinValue, BusinessDayRule.SameLocalTime)
        );
        Rejects("calendar.horizon_exceeded", () => Always.Add(Instant.FromUtc(2200, 12, 31, 23, 59), minute));
    }

    [Fact]
    public void An_instant_outside_the_horizon_is_an_error()
    {
        foreach (
            var at in new[]
            {
                Instant.MinValue,
                Instant.FromUtc(1900, 1, 1, 0, 0) - Duration.Epsilon,
                Instant.FromUtc(2201, 1, 1, 0, 0),
                Instant.MaxValue,
            }
        )
        {
            Rejects("calendar.horizon_exceeded", () => Always.IsOpen(at));
            Rejects("calendar.horizon_exceeded", () => Always.Between(Now, at));
            Rejects("calendar.horizon_exceeded", () => Always.Between(at, Now));
            Rejects("calendar.horizon_exceeded", () => Always.Add(at, Duration.Zero));
            Rejects("calendar.horizon_exceeded", () => Always.AddBusinessDays(at, 1, BusinessDayRule.EndOfDay));
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Europe/Paris")]
    public void The_first_and_last_instants_are_answered_in_every_zone(string zone)
    {
        var calendar = BusinessCalendar.In(zone).Open("mon-sun", "08:00-20:00").Build();
        var first = Instant.FromUtc(1900, 1, 1, 0, 0);
        var last = Instant.FromUtc(2201, 1, 1, 0, 0) - Duration.Epsilon;
        foreach (var at in new[] { first, last })
        {
            var local = at.InZone(calendar.TimeZone).TimeOfDay;
            Assert.Equal(local >= new LocalTime(8, 0) && local < new LocalTime(20, 0), calendar.IsOpen(at));
        }

        Assert.Equal(first + Duration.FromDays(5), calendar.AddBusinessDays(first, 5, BusinessDayRule.SameLocalTime));
        Assert.Equal(last - Duration.FromDays(5), calendar.AddBusinessDays(last, -5, BusinessDayRule.SameLocalTime));
    }

    [Fact]
    public void Negative_open_time_is_an_error()
    {
        Rejects("calendar.duration_negative", () => Always.Add(Now, -Duration.Epsilon));
        Rejects("calendar.duration_negative", () => Always.Subtract(Now, Duration.MinValue));
    }

    [Fact]
    public void Intervals_that_end_before_they_start_are_an_error() =>
        Rejects("calendar.interval_empty", () => Always.Intervals(Now, Now - Duration.Epsilon));

    private static void Rejects(string code, Func<object> ask) =>
        Assert.Equal(code, Assert.Throws<BusinessCalendarException>(ask).Code);
}
