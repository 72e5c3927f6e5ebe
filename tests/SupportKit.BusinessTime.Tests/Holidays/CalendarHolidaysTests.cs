using NodaTime;

namespace SupportKit.BusinessTime.Tests.Holidays;

/// <summary>The holidays of a calendar by their names, for pages that show a year.</summary>
public class CalendarHolidaysTests
{
    private static readonly LocalDate First = new(2026, 1, 1);
    private static readonly LocalDate Last = new(2026, 12, 31);

    [Fact]
    public void Holidays_come_by_date_with_their_names_and_each_date_once()
    {
        var calendar = BusinessCalendar
            .In("Europe/Paris")
            .Open("mon-fri", "09:00-18:00")
            .Holidays("fr")
            .Holidays(HolidayRule.Yearly(7, 14))
            .Build();

        var holidays = calendar.HolidaysOf(First, Last).ToList();

        Assert.Equal(holidays.Select(day => day.Key).Distinct().Order(), holidays.Select(day => day.Key));
        Assert.Contains(holidays, day => day.Key == new LocalDate(2026, 7, 14) && day.Value is not null);
        Assert.Equal(new LocalDate(2026, 1, 1), holidays[0].Key);
        Assert.Empty(calendar.HolidaysOf(new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 28)));
    }

    [Fact]
    public void A_composition_has_the_holidays_of_all_its_parts()
    {
        var paris = BusinessCalendar.In("Europe/Paris").AlwaysOpen().Holidays("fr").Build();
        var lisbon = BusinessCalendar.In("Europe/Lisbon").AlwaysOpen().Holidays("pt").Build();

        var both = paris.Union(lisbon).HolidaysOf(First, Last).Select(day => day.Key).ToList();

        Assert.Contains(new LocalDate(2026, 7, 14), both);
        Assert.Contains(new LocalDate(2026, 6, 10), both);
    }
}
