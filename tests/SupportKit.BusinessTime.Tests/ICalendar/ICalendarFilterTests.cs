using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Which events of a file are holidays, by default and as the caller has it.</summary>
public sealed class ICalendarFilterTests
{
    private const string File = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:1@example.com
        DTSTART:20261001
        SUMMARY:国庆节
        DESCRIPTION:10月1日放假，10月10日上班。
        CATEGORIES:Public holiday,National
        TRANSP:TRANSPARENT
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261010T090000
        DTEND:20261010T180000
        SUMMARY:国庆节 补班
        TRANSP:OPAQUE
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261011
        SUMMARY:国庆节（班）
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261012
        SUMMARY:国庆节
        X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261025
        SUMMARY:Summer time ends
        DESCRIPTION:Observance\nTo hide observances\, change your settings
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261102
        SUMMARY:Moved
        STATUS:Cancelled
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261103
        SUMMARY:Eid (estimated)
        STATUS:TENTATIVE
        CATEGORIES:National\, perhaps
        CATEGORIES:Religious
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void Working_days_observances_and_cancelled_events_are_no_holidays()
    {
        var reading = ICalendarHolidays.Read(File, ICalendarOptions.Default);

        Assert.Equal(["国庆节", "Eid (estimated)"], reading.Rules.Select(rule => rule.Name));
        Assert.Equal([10, 16, 20, 25, 30], reading.LeftOut.Select(left => left.Line));
        Assert.Equal(reading.Rules.Length, ICalendarHolidays.Parse(File).Length);
    }

    [Fact]
    public void The_caller_decides_by_what_the_file_says_of_an_event()
    {
        var certain = new ICalendarOptions
        {
            Include = e => e.Status != "TENTATIVE" && e.IsAllDay && e.Start >= new LocalDate(2026, 10, 12),
        };

        var reading = ICalendarHolidays.Read(File, certain);

        Assert.Equal(["国庆节", "Summer time ends"], reading.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void A_filter_is_told_everything_that_it_may_judge_by()
    {
        var told = new List<ICalendarEvent>();
        ICalendarHolidays.Read(
            File,
            new ICalendarOptions
            {
                Include = e =>
                {
                    told.Add(e);
                    return false;
                },
            }
        );

        Assert.Equal(6, told.Count);
        Assert.Equal(
            (2, "1@example.com", "国庆节", "10月1日放假，10月10日上班。", true, true, new LocalDate(2026, 10, 1)),
            (
                told[0].Line,
                told[0].Uid,
                told[0].Summary,
                told[0].Description,
                told[0].IsTransparent,
                told[0].IsAllDay,
                told[0].Start
            )
        );
        Assert.Equal(["Public holiday", "National"], told[0].Categories);
        Assert.Equal(["National, perhaps", "Religious"], told[^1].Categories);
        Assert.False(told[1].IsAllDay);
        Assert.Equal("Observance\nTo hide observances, change your settings", told[4].Description);
    }

    [Fact]
    public void A_category_may_say_that_an_event_is_an_observance() =>
        Assert.False(
            ICalendarOptions.IsHoliday(new ICalendarEvent { Line = 1, Categories = ["National", "observance"] })
        );

    [Theory]
    [InlineData("Выходной день — рабочий день перенесён", true)]
    [InlineData("Рабочий день — перенос с 20 апреля", false)]
    [InlineData("Chinese New Year (Observance)", false)]
    [InlineData("Nationalization of the Oil Industries", true)]
    [InlineData("Heldengedenktag", true)]
    public void A_summary_may_say_that_people_work(string summary, bool holiday) =>
        Assert.Equal(holiday, ICalendarOptions.IsHoliday(new ICalendarEvent { Line = 1, Summary = summary }));
}
