using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The rules of a calendar, one example each.</summary>
public sealed class CalendarExamples
{
    private static readonly BusinessCalendar Paris = BusinessCalendar
        .In("Europe/Paris")
        .Open("mon-fri", "09:00-12:00", "13:00-18:00")
        .Holidays("fr", "2026-12-24")
        .Build();

    [Fact]
    public void Four_hours_from_late_Friday_end_on_Monday() =>
        Assert.Equal(Local(2026, 11, 23, 11, 30), Paris.Add(Local(2026, 11, 20, 16, 30), Duration.FromHours(4)));

    [Fact]
    public void Open_time_up_to_closing_ends_at_closing_not_at_the_next_opening() =>
        Assert.Equal(Local(2026, 11, 20, 18, 0), Paris.Add(Local(2026, 11, 20, 16, 0), Duration.FromHours(2)));

    [Fact]
    public void The_closing_instant_is_closed_and_the_opening_instant_is_open()
    {
        Assert.True(Paris.IsOpen(Local(2026, 11, 20, 9, 0)));
        Assert.False(Paris.IsOpen(Local(2026, 11, 20, 12, 0)));
    }

    [Fact]
    public void A_turn_at_the_very_instant_has_happened()
    {
        var (opening, closing) = (Local(2026, 11, 20, 9, 0), Local(2026, 11, 20, 12, 0));
        Assert.Equal(Local(2026, 11, 20, 13, 0), Paris.NextOpening(opening));
        Assert.Equal(opening, Paris.NextOpening(opening - Duration.Epsilon));
        Assert.Equal(Local(2026, 11, 20, 18, 0), Paris.NextClosing(closing));
        Assert.Equal(closing, Paris.PreviousClosing(closing));
        Assert.Equal(Local(2026, 11, 19, 18, 0), Paris.PreviousClosing(closing - Duration.Epsilon));
    }

    [Fact]
    public void A_night_shift_belongs_to_the_day_it_starts_so_a_holiday_cancels_all_of_it_and_spares_the_tail_before()
    {
        var nights = BusinessCalendar.In("Europe/Paris").Open("mon-sun", "22:00-02:00").Holidays("2026-11-11").Build();
        Assert.True(nights.IsOpen(Local(2026, 11, 11, 1, 0)));
        Assert.False(nights.IsOpen(Local(2026, 11, 11, 23, 0)));
        Assert.False(nights.IsOpen(Local(2026, 11, 12, 1, 0)));
        Assert.True(nights.IsOpen(Local(2026, 11, 12, 23, 0)));
    }

    [Fact]
    public void A_part_day_closure_is_cut_out_of_the_tail_of_the_night_before_too()
    {
        var nights = BusinessCalendar
            .In("Europe/Paris")
            .Open("mon-sun", "22:00-02:00")
            .Closed(new LocalDate(2026, 11, 11), "00:30-01:00")
            .Build();
        Assert.Equal(Duration.FromMinutes(210), nights.Between(Local(2026, 11, 10, 12, 0), Local(2026, 11, 11, 12, 0)));
    }

    [Fact]
    public void An_opening_adds_to_the_day_or_replaces_it_and_holds_on_a_holiday_but_not_against_a_closure()
    {
        BusinessCalendarBuilder Office() =>
            BusinessCalendar.In("UTC").Open("mon-fri", "09:00-18:00").Holidays("2026-12-25");
        var saturday = new LocalDate(2026, 12, 5);
        Assert.Equal(Hours(4), OpenOn(Office().OpenOn(saturday, "09:00-13:00"), saturday));
        var friday = new LocalDate(2026, 12, 4);
        Assert.Equal(Hours(11), OpenOn(Office().OpenOn(friday, "17:00-20:00"), friday));
        Assert.Equal(Hours(3), OpenOn(Office().OpenInsteadOn(friday, "17:00-20:00"), friday));
        var holiday = new LocalDate(2026, 12, 25);
        Assert.Equal(Hours(2), OpenOn(Office().OpenOn(holiday, "10:00-12:00"), holiday));
        Assert.Equal(Hours(0), OpenOn(Office().OpenOn(holiday, "10:00-12:00").Closed(holiday), holiday));
    }

    [Fact]
    public void Overlapping_and_touching_hours_are_counted_once()
    {
        var calendar = BusinessCalendar
            .In("UTC")
            .Open("mon-fri", "09:00-12:00", "12:00-14:00", "11:00-13:00")
            .Open("mon", "10:00-15:00")
            .Build();
        Assert.Equal(
            [new Interval(Instant.FromUtc(2026, 11, 23, 9, 0), Instant.FromUtc(2026, 11, 23, 15, 0))],
            calendar.Intervals(Instant.FromUtc(2026, 11, 23, 0, 0), Instant.FromUtc(2026, 11, 24, 0, 0))
        );
    }

    [Fact]
    public void An_hour_that_comes_twice_is_open_twice_and_one_that_is_skipped_is_not_open()
    {
        var nights = BusinessCalendar.In("Europe/Paris").Open("sun", "01:00-04:00").Build();
        Assert.Equal(Hours(4), OpenOn(nights, new LocalDate(2026, 10, 25)));
        Assert.Equal(Hours(2), OpenOn(nights, new LocalDate(2026, 3, 29)));
    }

    [Fact]
    public void A_date_that_the_zone_skipped_has_no_business_day()
    {
        var apia = BusinessCalendar.In("Pacific/Apia").Open("mon-sun", "09:00-17:00").Build();
        var thursday = new LocalDateTime(2011, 12, 29, 10, 0).InZoneStrictly(apia.TimeZone).ToInstant();
        var moved = apia.AddBusinessDays(thursday, 1, BusinessDayRule.SameLocalTime);
        Assert.Equal(new LocalDate(2011, 12, 31), moved.InZone(apia.TimeZone).Date);
        Assert.Equal(Hours(8), apia.Between(thursday, moved));
    }

    [Fact]
    public void Business_days_land_on_the_same_local_time_or_on_the_end_of_the_day()
    {
        var friday = Local(2026, 11, 20, 10, 0);
        Assert.Equal(Local(2026, 11, 23, 10, 0), Paris.AddBusinessDays(friday, 1, BusinessDayRule.SameLocalTime));
        Assert.Equal(Local(2026, 11, 23, 18, 0), Paris.AddBusinessDays(friday, 1, BusinessDayRule.EndOfDay));
        Assert.Equal(Local(2026, 11, 20, 18, 0), Paris.AddBusinessDays(friday, 0, BusinessDayRule.EndOfDay));
        Assert.Equal(Local(2026, 11, 19, 10, 0), Paris.AddBusinessDays(friday, -1, BusinessDayRule.SameLocalTime));
        var evening = Local(2026, 11, 20, 20, 0);
        Assert.Equal(Local(2026, 11, 23, 18, 0), Paris.AddBusinessDays(evening, 0, BusinessDayRule.EndOfDay));
    }

    [Fact]
    public void The_tail_of_a_night_shift_counts_from_the_day_the_shift_started()
    {
        var nights = BusinessCalendar.In("Europe/Paris").Open("mon-fri", "22:00-02:00").Build();
        var tail = Local(2026, 11, 21, 1, 0); // Saturday, of Friday's shift
        Assert.Equal(Local(2026, 11, 21, 2, 0), nights.AddBusinessDays(tail, 0, BusinessDayRule.EndOfDay));
        Assert.Equal(Local(2026, 11, 24, 2, 0), nights.AddBusinessDays(tail, 1, BusinessDayRule.EndOfDay));
        Assert.Equal(Local(2026, 11, 24, 1, 0), nights.AddBusinessDays(tail, 1, BusinessDayRule.SameLocalTime));
    }

    [Fact]
    public void Follow_the_sun_is_the_union_of_three_offices_and_its_Monday_ends_in_the_last_of_them()
    {
        BusinessCalendar Office(string zone) => BusinessCalendar.In(zone).Open("mon-fri", "09:00-17:00").Build();
        var desk = Office("Europe/Paris").Union(Office("Asia/Tokyo"), Office("America/New_York"));
        Assert.True(desk.IsOpen(Instant.FromUtc(2026, 11, 23, 1, 0)));
        Assert.False(desk.IsOpen(Instant.FromUtc(2026, 11, 23, 23, 0)));
        Assert.Equal(
            Instant.FromUtc(2026, 11, 23, 22, 0),
            desk.AddBusinessDays(Local(2026, 11, 21, 12, 0), 1, BusinessDayRule.EndOfDay)
        );
        Assert.Equal(desk.ToJson(), BusinessCalendar.Parse(desk.ToJson()).ToJson());
    }

    [Fact]
    public void An_explanation_reads_as_text_in_the_calendar_s_own_zone() =>
        Assert.Equal(
            """
            2026-11-23 Mon 09:30:00 +01 (Europe/Paris)
              2026-11-20 Fri 16:30:00 +01 to 2026-11-20 Fri 18:00:00 +01
              2026-11-23 Mon 09:00:00 +01 to 2026-11-23 Mon 09:30:00 +01
            """,
            Paris.ExplainAdd(Local(2026, 11, 20, 16, 30), Duration.FromHours(2)).ToString(),
            ignoreLineEndingDifferences: true
        );

    [Fact]
    public void A_full_calendar_is_written_back_as_it_was_read()
    {
        const string json =
            """{"timeZone":"Europe/Paris","hours":{"mon-fri":["09:00-12:00","13:00-18:00"],"sat":["22:00-02:00"]}"""
            + ""","holidays":["fr","2026-12-24","12-24/01-02","02-29",{"name":"Pont","date":"2026-05-15/2026-05-16"},"""
            + """{"weekday":"mon","onOrBefore":"05-24"},{"weekday":"fri","onOrAfter":"11-01"},{"orthodoxEaster":1,"observed":"nextMonday"},"""
            + """{"easter":-2,"since":1990,"until":2100,"every":2,"except":["2026-04-03"]},{"yearly":"06-01","days":3}]"""
            + ""","closures":["2026-08-01/2026-08-15",{"date":"2026-12-31","hours":["14:00-24:00"]}]"""
            + ""","openings":[{"date":"2026-12-05","hours":["09:00-13:00"]},{"date":"2026-12-12","hours":["09:00-13:00"],"instead":true}]}""";
        Assert.Equal(json, BusinessCalendar.Parse(json).ToJson());
        const string always = """{"timeZone":"UTC","hours":"24/7"}""";
        Assert.Equal(always, BusinessCalendar.Parse(always).ToJson());
    }

    [Fact]
    public void Hours_are_made_from_local_times_as_from_text()
    {
        Assert.Equal(HoursRange.Parse("22:00-02:00"), HoursRange.Between(new(22, 0), new(2, 0)));
        Assert.Equal(HoursRange.WholeDay, HoursRange.Between(LocalTime.Midnight, LocalTime.Midnight));
        Assert.True(HoursRange.Parse("22:00-02:00").IsOvernight);
        var fault = Assert.Throws<BusinessCalendarException>(() => HoursRange.Between(new(9, 0, 1), new(10, 0)));
        Assert.Equal("calendar.hours_unreadable", fault.Code);
    }

    private static Duration OpenOn(BusinessCalendarBuilder builder, LocalDate date) => OpenOn(builder.Build(), date);

    private static Duration OpenOn(BusinessCalendar calendar, LocalDate date) =>
        calendar.Between(
            calendar.TimeZone.AtStartOfDay(date).ToInstant(),
            calendar.TimeZone.AtStartOfDay(date.PlusDays(1)).ToInstant()
        );

    private static Duration Hours(int hours) => Duration.FromHours(hours);

    private static Instant Local(int year, int month, int day, int hour, int minute) =>
        new LocalDateTime(year, month, day, hour, minute)
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Paris"])
            .ToInstant();
}
