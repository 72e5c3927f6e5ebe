using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Canada, Alberta: the general holidays of section 25 of the Employment Standards Code (RSA 2000, c. E-9), with 1
    /// July moved to the 2nd when it is a Sunday, by the Holidays Act (R.S.C., 1985, c. H-5). The optional general
    /// holidays (Easter Monday, Heritage Day, 30 September, 26 December) are not in the set.
    /// </summary>
    public static HolidaySet Alberta { get; } =
        new(
            "ca-ab",
            HolidayRule.Yearly(1, 1).Named("New Year's Day"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 2).Since(1990).Named("Alberta Family Day"),
            HolidayRule.Easter(-2).Named("Good Friday"),
            HolidayRule.OnOrBefore(IsoDayOfWeek.Monday, new AnnualDate(5, 24)).Named("Victoria Day"),
            HolidayRule.Yearly(7, 1).Observed(ObservedShift.SundayToMonday).Named("Canada Day"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 9).Named("Labour Day"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 10).Named("Thanksgiving Day"),
            HolidayRule.Yearly(11, 11).Named("Remembrance Day"),
            HolidayRule.Yearly(12, 25).Named("Christmas Day")
        );
}
