using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Canada, Ontario: the public holidays of section 1 of the Employment Standards Act, 2000 (S.O. 2000, c. 41), with 1
    /// July moved to the 2nd when it is a Sunday, by the Holidays Act (R.S.C., 1985, c. H-5). The day off for another
    /// that falls on a weekend is agreed with each employee, so no other moves.
    /// </summary>
    public static HolidaySet Ontario { get; } =
        new(
            "ca-on",
            HolidayRule.Yearly(1, 1).Named("New Year's Day"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 2).Since(2008).Named("Family Day"),
            HolidayRule.Easter(-2).Named("Good Friday"),
            HolidayRule.OnOrBefore(IsoDayOfWeek.Monday, new AnnualDate(5, 24)).Named("Victoria Day"),
            HolidayRule.Yearly(7, 1).Observed(ObservedShift.SundayToMonday).Named("Canada Day"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 9).Named("Labour Day"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 10).Named("Thanksgiving Day"),
            HolidayRule.Yearly(12, 25).Named("Christmas Day"),
            HolidayRule.Yearly(12, 26).Named("Boxing Day")
        );
}
