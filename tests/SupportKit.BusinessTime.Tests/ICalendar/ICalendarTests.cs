using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Holidays read from iCalendar texts.</summary>
public sealed class ICalendarTests
{
    [Fact]
    public void A_published_holiday_calendar_becomes_rules()
    {
        var rules = ICalendarHolidays.Parse(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Example//Holidays//EN
            X-WR-CALNAME;X-NOTE="a;b:c":Holidays
            BEGIN:VTIMEZONE
            TZID:Europe/Paris
            BEGIN:STANDARD
            DTSTART:19701025T030000
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:1@example.com
            DTSTART;VALUE=DATE:20200101
            DTEND;VALUE=DATE:20200102
            RRULE:FREQ=YEARLY
            EXDATE;VALUE=DATE:20230101
            SUMMARY:New Year\, first of J
             anuary
            BEGIN:VALARM
            DTSTART:20200101T000000
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20200525
            RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20220529
            SUMMARY:Memorial Day
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20201224
            DURATION:P3D
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20210704
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """
        );
        Assert.Equal(["New Year, first of January", "Memorial Day", null], rules.Select(rule => rule.Name));
        Assert.Equal(
            "2020-01-01 2020-05-25 2020-12-24 2020-12-25 2020-12-26 2021-01-01 2021-05-31 2022-01-01 2024-01-01",
            Dates(rules, 2019, 2024)
        );
    }

    [Theory]
    [InlineData("RRULE:FREQ=YEARLY;COUNT=3", "2020-02-29 2024-02-29 2028-02-29")]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2", "2020-02-29 2024-02-29")]
    [InlineData("RRULE:FREQ=YEARLY;UNTIL=20240228", "2020-02-29")]
    [InlineData("RRULE:FREQ=YEARLY;UNTIL=20240229;WKST=SU", "2020-02-29 2024-02-29")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1", "2020-02-29")]
    [InlineData("RDATE;VALUE=DATE:20210301,20220301", "2020-02-29 2021-03-01 2022-03-01")]
    [InlineData("EXDATE;VALUE=DATE:20200229", "")]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=4;UNTIL=20280229T000000Z", "2020-02-29 2024-02-29 2028-02-29")]
    public void A_recurrence_falls_as_RFC_5545_has_it(string line, string dates) =>
        Assert.Equal(dates, Dates(ICalendarHolidays.Parse(Event("DTSTART;VALUE=DATE:20200229\n" + line)), 2019, 2030));

    [Fact]
    public void Imported_holidays_are_written_to_JSON_and_read_back()
    {
        var rules = ICalendarHolidays.Parse(
            Event("DTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=-1MO;COUNT=5\nSUMMARY:Été")
        );
        var calendar = BusinessCalendar.In("UTC").Open("mon-sun", "09:00-17:00").Holidays(rules).Build();
        Assert.Equal(
            """{"timeZone":"UTC","hours":{"mon-sun":["09:00-17:00"]},"holidays":[{"name":"Été","nth":-1,"weekday":"mon","month":5,"since":2020,"until":2028,"every":2}]}""",
            calendar.ToJson()
        );
        Assert.False(BusinessCalendar.Parse(calendar.ToJson()).IsOpen(Instant.FromUtc(2022, 5, 30, 12, 0)));
    }

    [Theory]
    [InlineData("DTSTART:20200101T090000Z", "ical.event_timed", "line 3")]
    [InlineData("DTSTART;VALUE=DATE:20200230", "ical.date_invalid", "line 3")]
    [InlineData("DTSTART;VALUE=DATE:16010101", "ical.date_invalid", "line 3")]
    [InlineData("SUMMARY:no start", "ical.event_invalid", "line 2")]
    [InlineData("DTSTART:20200101\nDTSTART:20200102", "ical.event_invalid", "line 4")]
    [InlineData("DTSTART:20200102\nDTEND:20200101", "ical.event_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nDTEND:20200102\nDURATION:P1D", "ical.event_invalid", "line 5")]
    [InlineData("DTSTART:20200101\nDTEND:", "ical.date_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nDTEND:20210103", "ical.event_oversized", "line 4")]
    [InlineData("DTSTART:20200101\nDURATION:1D", "ical.date_invalid", "line 4")]
    [InlineData("DTSTART:20200101T000000\nDURATION:PT8H", "ical.event_timed", "line 3")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=MONTHLY", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;BYWEEKNO=1", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;BYDAY=1MO", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;BYMONTHDAY=1", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;COUNT=0", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;COUNT=2;UNTIL=20250101", "ical.recurrence_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;UNTIL=20190101", "ical.recurrence_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "ical.recurrence_invalid", "line 4")]
    [InlineData(
        "DTSTART:20200101\nRECURRENCE-ID;RANGE=THISANDFUTURE:20200101",
        "ical.recurrence_unsupported",
        "line 4"
    )]
    [InlineData("DTSTART:20200101\nEXRULE:FREQ=YEARLY", "ical.recurrence_unsupported", "line 4")]
    [InlineData("DTSTART:20200101\nEXDATE:2021", "ical.date_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nSUMMARY", "ical.line_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nX-NOTE;A=\"b:c", "ical.line_invalid", "line 4")]
    [InlineData("DTSTART:20200101\nEND:VTODO", "ical.text_invalid", "line 4")]
    public void What_holidays_cannot_be_made_of_is_refused_with_its_line(string lines, string code, string place)
    {
        var fault = Assert.Throws<BusinessCalendarException>(() => ICalendarHolidays.Parse(Event(lines)));
        Assert.Equal((code, place), (fault.Code, fault.Path));
    }

    [Fact]
    public void Every_fault_of_a_text_is_told_at_once()
    {
        var fault = Assert.Throws<BusinessCalendarException>(() =>
            ICalendarHolidays.Parse(
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART:20200230
                RDATE:yesterday,20200301
                END:VEVENT
                a line of nothing
                BEGIN:VEVENT
                SUMMARY:No date
                END:VEVENT
                BEGIN:VEVENT
                DTSTART:20200101
                RRULE:FREQ=YEARLY;BYEASTER=1;BYHOUR=9
                END:VEVENT
                END:VCALENDAR
                """
            )
        );

        Assert.Equal(
            [
                ("line 3", "ical.date_invalid"),
                ("line 4", "ical.date_invalid"),
                ("line 6", "ical.line_invalid"),
                ("line 7", "ical.event_invalid"),
                ("line 12", "ical.recurrence_unsupported"),
                ("line 12", "ical.recurrence_unsupported"),
            ],
            fault.Problems.Select(problem => (problem.Path, problem.Code))
        );
        Assert.All(
            fault.Problems,
            problem => Assert.Contains(problem.ToString(), fault.Message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("BEGIN:VCALENDAR", "line 1")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT", "line 2")]
    [InlineData("BEGIN:VEVENT", "line 1")]
    [InlineData("SUMMARY:x", "line 1")]
    public void A_text_that_is_not_iCalendar_is_refused(string text, string place)
    {
        var fault = Assert.Throws<BusinessCalendarException>(() => ICalendarHolidays.Parse(text));
        Assert.Equal(("ical.text_invalid", place), (fault.Code, fault.Path));
    }

    [Fact]
    public void An_iCalendar_text_without_events_has_no_holidays() =>
        Assert.Empty(ICalendarHolidays.Parse("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));

    private static string Event(string lines) => $"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n";

    private static string Dates(IEnumerable<HolidayRule> rules, int first, int last) =>
        string.Join(
            ' ',
            rules
                .SelectMany(rule => rule.Dates(new(first, 1, 1), new(last, 12, 31)))
                .Order()
                .Select(date => date.ToString("uuuu-MM-dd", null))
        );
}
