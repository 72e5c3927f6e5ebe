namespace SupportKit.BusinessTime.Tests;

/// <summary>The forms in which holiday files that are published write their dates.</summary>
public sealed class ICalendarFormTests
{
    [Theory]
    [InlineData("DTSTART:20260101", "2026-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101", "2026-01-01")]
    [InlineData(
        "DTSTART;VALUE=DATE;TZID=Asia/Tehran:20260101\nDTEND;VALUE=DATE;TZID=Asia/Tehran:20260103",
        "2026-01-01 2026-01-02"
    )]
    [InlineData("DTSTART:20260101\nDURATION:P2D", "2026-01-01 2026-01-02")]
    [InlineData(
        "DTSTART:20260101\nDURATION:P1W",
        "2026-01-01 2026-01-02 2026-01-03 2026-01-04 2026-01-05 2026-01-06 2026-01-07"
    )]
    [InlineData("DTSTART:20260101\nDURATION:P1DT", "2026-01-01")]
    [InlineData("DTSTART:20260101\nDURATION:PT86400S", "2026-01-01")]
    [InlineData("DTSTART:20260101\nDTEND:20260101T235900", "2026-01-01")]
    [InlineData("DTSTART:20260101T000000\nDTEND:20260102T000000", "2026-01-01")]
    [InlineData("DTSTART:20260101T000000\nDTEND:20260101T235959", "2026-01-01")]
    [InlineData(
        "DTSTART;TZID=Europe/Paris:20260101T000000\nDTEND;TZID=Europe/Paris:20260103T000000",
        "2026-01-01 2026-01-02"
    )]
    [InlineData("DTSTART:20260101T000000Z\nDTEND:20260102T000000Z", "2026-01-01")]
    [InlineData("DTSTART:20260101T000000Z", "2026-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20260101T000000\nDURATION:P1D", "2026-01-01")]
    [InlineData("DTSTART:20260101\nSTATUS:CONFIRMED\nSTATUS:CONFIRMED", "2026-01-01")]
    [InlineData("DTSTART:20260101\nRDATE:20260201T000000,20260301", "2026-01-01 2026-02-01 2026-03-01")]
    [InlineData("DTSTART:20260101\nRRULE:FREQ=YEARLY;UNTIL=20270101T000000Z;", "2026-01-01 2027-01-01")]
    [InlineData("DTSTART:20260101\nRRULE:FREQ=YEARLY;UNTIL=99991231;EXDATE=", null)]
    [InlineData("DTSTART:20280101\nRRULE:FREQ=YEARLY;UNTIL=99991231", "2028-01-01")]
    [InlineData("DTSTART:20260112\nRRULE:FREQ=MONTHLY;INTERVAL=24;BYDAY=2MO", "2026-01-12 2028-01-10")]
    [InlineData(
        "DTSTART:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=25,26,27,28,29,30,31",
        "2026-05-25 2027-05-31 2028-05-29"
    )]
    [InlineData("DTSTART:20261031\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=SA;BYMONTHDAY=30,31", "2026-10-31 2027-10-30")]
    [InlineData("DTSTART:20260501\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;COUNT=2", "2026-05-04 2027-05-03")]
    [InlineData("DTSTART:20260508\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "2027-05-03 2028-05-01")]
    [InlineData("DTSTART:20260508\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;UNTIL=20270502", "")]
    public void Dates_are_read_as_they_are_written(string lines, string? dates)
    {
        var text = Calendar($"BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
        if (dates is null)
            Assert.Throws<BusinessCalendarException>(() => ICalendarHolidays.Parse(text));
        else
            Assert.Equal(dates, Dates(text));
    }

    [Fact]
    public void Midnight_in_the_zone_that_the_calendar_names_is_a_whole_day() =>
        Assert.Equal(
            "2026-12-25 2027-12-25",
            Dates(
                Calendar(
                    """
                    X-WR-TIMEZONE:Europe/Paris
                    BEGIN:VEVENT
                    DTSTART:20261224T230000Z
                    DTEND:20261225T230000Z
                    RRULE:FREQ=YEARLY;UNTIL=20271224T230000Z
                    END:VEVENT

                    """
                )
            )
        );

    [Theory]
    [InlineData("RECURRENCE-ID;VALUE=DATE:20270704\nDTSTART;VALUE=DATE:20270705", "2026-07-04 2027-07-05 2028-07-04")]
    [InlineData(
        "RECURRENCE-ID:20270704T000000\nDTSTART:20270705\nDTEND:20270707",
        "2026-07-04 2027-07-05 2027-07-06 2028-07-04"
    )]
    [InlineData("RECURRENCE-ID:20270704\nDTSTART:20270705\nSTATUS:CANCELLED", "2026-07-04 2028-07-04")]
    public void A_moved_occurrence_takes_the_place_of_its_date(string lines, string dates) =>
        Assert.Equal(
            dates,
            Dates(
                Calendar(
                    $"""
                    BEGIN:VEVENT
                    UID:independence@example.com
                    {lines}
                    END:VEVENT
                    BEGIN:VEVENT
                    UID:independence@example.com
                    DTSTART;VALUE=DATE:20260704
                    RRULE:FREQ=YEARLY
                    END:VEVENT

                    """.ReplaceLineEndings("\n")
                )
            )
        );

    [Fact]
    public void Several_calendars_in_a_file_and_blank_lines_between_events_are_read() =>
        Assert.Equal(
            "2026-01-01 2026-01-02",
            Dates(
                "\uFEFF"
                    + Calendar("\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n \n\n")
                    + Calendar("begin:vevent\ndtstart:20260102\nend:vevent\n")
            )
        );

    private static string Calendar(string lines) => $"BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n";

    private static string Dates(string text) =>
        string.Join(
            ' ',
            ICalendarHolidays
                .Parse(text)
                .SelectMany(rule => rule.Dates(new(2026, 1, 1), new(2028, 12, 31)))
                .Order()
                .Select(date => date.ToString("uuuu-MM-dd", null))
        );
}
