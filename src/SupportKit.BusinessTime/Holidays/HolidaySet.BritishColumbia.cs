using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Canada, British Columbia: the statutory holidays of section 1 of the Employment Standards Act (RSBC 1996, c. 113),
    /// with 1 July moved to the 2nd when it is a Sunday, by the Holidays Act (R.S.C., 1985, c. H-5). Family Day was the
    /// second Monday of February from 2013 to 2018; 30 September since 2023.
    /// </summary>
    public static HolidaySet BritishColumbia { get; } =
        new(
            "ca-bc",
            HolidayRule.Yearly(1, 1).Named("New Year's Day"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 2).Since(2013).Until(2018).Named("Family Day"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 2).Since(2019).Named("Family Day"),
            HolidayRule.Easter(-2).Named("Good Friday"),
            HolidayRule.OnOrBefore(IsoDayOfWeek.Monday, new AnnualDate(5, 24)).Named("Victoria Day"),
            HolidayRule.Yearly(7, 1).Observed(ObservedShift.SundayToMonday).Named("Canada Day"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 8).Named("British Columbia Day"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 9).Named("Labour Day"),
            HolidayRule.Yearly(9, 30).Since(2023).Named("National Day for Truth and Reconciliation"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 10).Named("Thanksgiving Day"),
            HolidayRule.Yearly(11, 11).Named("Remembrance Day"),
            HolidayRule.Yearly(12, 25).Named("Christmas Day")
        );
}
