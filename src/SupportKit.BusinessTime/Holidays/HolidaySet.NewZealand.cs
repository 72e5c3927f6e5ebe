using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// New Zealand: section 44 of the Holidays Act 2003, with the days of section 45 when they fall on a weekend (25 and
    /// 26 December, 1 and 2 January) and of section 45A since 2014 (6 February, 25 April). The dates of Matariki are
    /// those of the schedule of Te Kāhui o Matariki Public Holiday Act 2022, from 2022 to 2052. Anniversary days of
    /// provinces are not in the set.
    /// </summary>
    public static HolidaySet NewZealand { get; } =
        new(
            "nz",
            [
                HolidayRule.Yearly(1, 1).Observed(ObservedShift.TwoDaysOn).Named("New Year's Day"),
                HolidayRule.Yearly(1, 2).Observed(ObservedShift.TwoDaysOn).Named("Day after New Year's Day"),
                HolidayRule.Yearly(2, 6).Until(2013).Named("Waitangi Day"),
                HolidayRule.Yearly(2, 6).Since(2014).Observed(ObservedShift.NextMonday).Named("Waitangi Day"),
                HolidayRule.Easter(-2).Named("Good Friday"),
                HolidayRule.Easter(1).Named("Easter Monday"),
                HolidayRule.Yearly(4, 25).Until(2013).Named("Anzac Day"),
                HolidayRule.Yearly(4, 25).Since(2014).Observed(ObservedShift.NextMonday).Named("Anzac Day"),
                HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 6).Named("King's Birthday"),
                .. Matariki,
                HolidayRule.On(new(2022, 9, 26)).Named("Queen Elizabeth II Memorial Day"),
                HolidayRule.NthWeekday(4, IsoDayOfWeek.Monday, 10).Named("Labour Day"),
                HolidayRule.Yearly(12, 25).Observed(ObservedShift.TwoDaysOn).Named("Christmas Day"),
                HolidayRule.Yearly(12, 26).Observed(ObservedShift.TwoDaysOn).Named("Boxing Day"),
            ]
        );

    // Made by each reading: the sets are made in no certain order.
    private static IEnumerable<HolidayRule> Matariki =>
        new LocalDate[]
        {
            new(2022, 6, 24),
            new(2023, 7, 14),
            new(2024, 6, 28),
            new(2025, 6, 20),
            new(2026, 7, 10),
            new(2027, 6, 25),
            new(2028, 7, 14),
            new(2029, 7, 6),
            new(2030, 6, 21),
            new(2031, 7, 11),
            new(2032, 7, 2),
            new(2033, 6, 24),
            new(2034, 7, 7),
            new(2035, 6, 29),
            new(2036, 7, 18),
            new(2037, 7, 10),
            new(2038, 6, 25),
            new(2039, 7, 15),
            new(2040, 7, 6),
            new(2041, 7, 19),
            new(2042, 7, 11),
            new(2043, 7, 3),
            new(2044, 6, 24),
            new(2045, 7, 7),
            new(2046, 6, 29),
            new(2047, 7, 19),
            new(2048, 7, 3),
            new(2049, 6, 25),
            new(2050, 7, 15),
            new(2051, 6, 30),
            new(2052, 6, 21),
        }.Select(date => HolidayRule.On(date).Named("Matariki"));
}
