using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SupportKit.Tests.Shared;

namespace SupportKit.BusinessTime.Tests;

/// <summary>
/// On files as they are published, the reader's dates are those of Ical.Net 5.2.4, an independent reader. Where both
/// differ, and on purpose, docs/business-time.md has a table; nothing of it is generated here.
/// </summary>
public sealed class ICalendarLaws
{
    private static readonly string[] Names =
    [
        "New Year",
        "Fête\\, nationale",
        "国庆节",
        "国庆节 补班",
        "Tag (Observance)",
        "",
    ];
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>An iCalendar text such as is published.</summary>
    public sealed record PublishedFile(string Text)
    {
        public override string ToString() => Text;
    }

    public static Arbitrary<PublishedFile> PublishedFiles =>
        Files.Select(text => new PublishedFile(text)).ToArbitrary();

    [Law(100, 10_000, Arbitrary = [typeof(ICalendarLaws)])]
    public void The_dates_of_a_file_are_those_of_an_independent_reader(PublishedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        LocalDate first = new(2010, 1, 1);
        LocalDate last = new(2045, 12, 31);
        var ours = ICalendarHolidays.Parse(file.Text).SelectMany(rule => rule.Dates(first, last)).ToHashSet();
        Assert.Equal(IcalNetReader.Dates(file.Text, first, last), ours.Order());
    }

    private static Gen<string> Files =>
        from ends in Gen.Elements("\n", "\r\n")
        from many in Gen.Choose(1, 6)
        from events in Event.ArrayOf(many)
        select string.Join(
            ends,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                .. events.SelectMany(
                    (lines, i) => lines.Select(line => line.Replace("{i}", $"{i}", StringComparison.Ordinal))
                ),
                "END:VCALENDAR",
            ]
        ) + ends;

    private static Gen<string[]> Event =>
        from date in Date
        from clock in Gen.Elements(
            ("", ""),
            (";VALUE=DATE", ""),
            (";VALUE=DATE", ""),
            ("", "T000000"),
            (";TZID=Asia/Tokyo", "T000000"),
            ("", "T000000Z")
        )
        from span in Span(date, clock)
        from recurrence in Recurrence(date)
        from exceptions in Some("EXDATE", date, clock)
        from extras in Some("RDATE", date, clock)
        from change in Change(date, clock)
        from name in Gen.Elements(Names)
        from status in Gen.Elements("CONFIRMED", "CONFIRMED", "TENTATIVE", "CANCELLED")
        select (string[])
            [
                "BEGIN:VEVENT",
                "UID:{i}@example.com",
                $"SUMMARY:{name}",
                $"STATUS:{status}",
                .. span,
                .. recurrence,
                .. exceptions,
                .. extras,
                "END:VEVENT",
                .. recurrence.Length == 0 ? [] : change,
            ];

    private static Gen<LocalDate> Date =>
        Gen.OneOf(
            Gen.Choose(0, 9000).Select(days => new LocalDate(2012, 1, 1).PlusDays(days)),
            Gen.Elements(new LocalDate(2020, 2, 29), new LocalDate(2021, 12, 31), new LocalDate(2024, 1, 1))
        );

    private static Gen<string[]> Span(LocalDate date, (string, string) clock) =>
        from days in Gen.Choose(1, 9)
        from form in Gen.Choose(0, 5)
        let start = Line("DTSTART", clock, date)
        select form switch
        {
            0 => (string[])[start],
            1 => [start, Line("DTEND", clock, date)],
            2 => [start, $"DURATION:P{days}D"],
            3 => [start, $"DURATION:P{days}W"],
            _ => [start, Line("DTEND", clock, date.PlusDays(days))],
        };

    private static Gen<string[]> Recurrence(LocalDate date) =>
        from form in Gen.Choose(0, 8)
        from every in Gen.Elements(1, 1, 1, 2, 4)
        from day in Gen.Elements(Days)
        from month in Gen.Elements(date.Month, date.Month, 5)
        // Ical.Net throws for a rule that never falls, such as a fifth Thursday of February in 2022, 2026…
        from nth in Gen.Elements(-1, 1, 2, 3, 4, date.Month == 2 || month == 2 ? 4 : 5)
        from first in Gen.Choose(1, 22)
        from span in Gen.Choose(1, 7)
        from ending in Ending(date, weekday: form > 4)
        let yearly = $"RRULE:FREQ=YEARLY;INTERVAL={every}"
        let among = string.Join(',', Enumerable.Range(first, span))
        select form switch
        {
            0 or 1 => (string[])[],
            2 => [$"{yearly}{ending}"],
            3 => [$"{yearly};BYMONTH={date.Month}{ending}"],
            4 => [$"{yearly};BYMONTHDAY={date.Day};BYMONTH={date.Month}{ending}"],
            5 or 6 => [$"{yearly};BYMONTH={month};BYDAY={nth}{day}{ending}"],
            7 => [$"RRULE:FREQ=MONTHLY;INTERVAL={every * 12};BYDAY={nth}{day}{ending}"],
            _ => [$"{yearly};BYMONTH={month};BYDAY={day};BYMONTHDAY={among}{ending}"],
        };

    private static Gen<string> Ending(LocalDate date, bool weekday) =>
        from count in Gen.Choose(1, 12)
        from days in Gen.Choose(0, 4000)
        from form in Gen.Choose(0, 4)
        let last = date.PlusDays(days)
        // Ical.Net loses the last occurrence on a weekday when UNTIL is its date.
        let until = Text(weekday ? new LocalDate(last.Year, 12, 31) : last)
        select form switch
        {
            0 => $";COUNT={count}",
            1 => $";UNTIL={until}",
            2 => $";UNTIL={until}T000000Z",
            3 => ";WKST=SU",
            _ => "",
        };

    private static Gen<string[]> Some(string name, LocalDate date, (string, string) clock) =>
        from years in Gen.Choose(0, 6).ArrayOf(2)
        from form in Gen.Choose(0, 5)
        let dates = years.Distinct().Select(year => date.PlusYears(year)).ToArray()
        select form switch
        {
            0 => (string[])[Line(name, clock, dates)],
            1 => [.. dates.Select(one => Line(name, clock, one))],
            _ => [],
        };

    private static Gen<string[]> Change(LocalDate date, (string, string) clock) =>
        from years in Gen.Choose(0, 4)
        from days in Gen.Choose(-3, 3)
        from changed in Gen.Elements(true, false, false)
        let replaced = date.PlusYears(years)
        select !changed
            ? (string[])[]
            :
            [
                "BEGIN:VEVENT",
                "UID:{i}@example.com",
                Line("RECURRENCE-ID", clock, replaced),
                Line("DTSTART", clock, replaced.PlusDays(days)),
                "SUMMARY:Moved",
                "END:VEVENT",
            ];

    private static string Line(string name, (string Parameters, string Time) clock, params LocalDate[] dates) =>
        $"{name}{clock.Parameters}:{string.Join(',', dates.Select(date => Text(date) + clock.Time))}";

    private static string Text(LocalDate date) => date.ToString("uuuuMMdd", null);
}
