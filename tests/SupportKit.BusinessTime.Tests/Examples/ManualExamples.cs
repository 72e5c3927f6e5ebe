using NodaTime;

namespace SupportKit.BusinessTime.Tests.Examples;

/// <summary>What the manual and the guide show, with what their comments say held to be true.</summary>
public class ManualExamples
{
    [Fact]
    public void The_manuals_example_gives_what_its_comments_say()
    {
        var paris = BusinessCalendar
            .In("Europe/Paris")
            .Open("mon-fri", "09:00-12:00", "13:00-18:00")
            .Holidays("fr", "2026-12-24")
            .Closed(new LocalDate(2026, 12, 31), "14:00-24:00")
            .OpenOn(new LocalDate(2026, 12, 5), "09:00-13:00")
            .Build();

        var asked = Instant.FromUtc(2026, 11, 20, 15, 30); // Friday, 16:30 in Paris
        var due = paris.Add(asked, Duration.FromHours(4)); // Monday, 11:30
        var spent = paris.Between(asked, due); // four hours
        var tomorrow = paris.AddBusinessDays(asked, 1, BusinessDayRule.EndOfDay); // Monday, 18:00
        Console.WriteLine(paris.ExplainAdd(asked, Duration.FromHours(4))); // the intervals that were counted

        var tokyo = BusinessCalendar.Parse("""{ "timeZone": "Asia/Tokyo", "hours": { "mon-fri": ["09:00-18:00"] } }""");
        var followTheSun = paris.Union(tokyo); // a calendar like any other

        Assert.Equal(Instant.FromUtc(2026, 11, 23, 10, 30), due);
        Assert.Equal(Duration.FromHours(4), spent);
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 17, 0), tomorrow);
        Assert.True(followTheSun.IsOpen(Instant.FromUtc(2026, 11, 23, 1, 0)));
    }

    internal static void FromAFile()
    {
        var rules = ICalendarHolidays.Parse(File.ReadAllText("holidays.ics"));
        var calendar = BusinessCalendar.In("Europe/Paris").Open("mon-fri", "09:00-18:00").Holidays(rules).Build();
        _ = calendar;
    }

    internal static void FilteredFromAFile()
    {
        var options = new ICalendarOptions
        {
            Include = e => e.IsAllDay && e.Categories.Contains("Public holiday") && ICalendarOptions.IsHoliday(e),
        };
        var reading = ICalendarHolidays.Read(File.ReadAllText("holidays.ics"), options);
        foreach (var left in reading.LeftOut)
            Console.WriteLine($"line {left.Line}: {left.Start} {left.Summary}");
    }

    internal static void Composed(
        BusinessCalendar tokyo,
        BusinessCalendar paris,
        BusinessCalendar newYork,
        BusinessCalendar maintenance
    )
    {
        var followTheSun = tokyo.Union(paris, newYork);
        var withoutMaintenance = followTheSun.Except(maintenance);
        var bothOpen = paris.Intersect(newYork);
        _ = (withoutMaintenance, bothOpen);
    }
}
