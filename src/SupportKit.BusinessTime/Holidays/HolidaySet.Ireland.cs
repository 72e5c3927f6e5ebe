using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Ireland: the second schedule of the Organisation of Working Time Act 1997, with 1 February since 2023 (S.I. 50 of
    /// 2022): the first Monday of February, or 1 February where that is a Friday. The act moves no day that falls on a
    /// weekend: what an employee is then owed is between them and the employer. With 18 March 2022, once.
    /// </summary>
    public static HolidaySet Ireland { get; } =
        new(
            "ie",
            [
                HolidayRule.Yearly(1, 1).Named("New Year's Day"),
                HolidayRule
                    .NthWeekday(1, IsoDayOfWeek.Monday, 2)
                    .Since(2023)
                    .Except(Fridays.Select(date => date.PlusDays(3)))
                    .Named("Saint Brigid's Day"),
                .. Fridays.Select(date => HolidayRule.On(date).Named("Saint Brigid's Day")),
                HolidayRule.Yearly(3, 17).Named("Saint Patrick's Day"),
                HolidayRule.On(new(2022, 3, 18)).Named("Day of remembrance"),
                HolidayRule.Easter(1).Named("Easter Monday"),
                HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 5).Since(1994).Named("May Day"),
                HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 6).Named("June holiday"),
                HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 8).Named("August holiday"),
                HolidayRule.NthWeekday(-1, IsoDayOfWeek.Monday, 10).Named("October holiday"),
                HolidayRule.Yearly(12, 25).Named("Christmas Day"),
                HolidayRule.Yearly(12, 26).Named("Saint Stephen's Day"),
            ]
        );

    private static IEnumerable<LocalDate> Fridays =>
        Enumerable
            .Range(2023, 2200 - 2023 + 1)
            .Select(year => new LocalDate(year, 2, 1))
            .Where(date => date.DayOfWeek == IsoDayOfWeek.Friday);
}
