namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// India: the three national holidays, which the National and Festival Holidays Acts of the States make holidays in
    /// every establishment. Festivals differ by State and by lunar calendar, and are announced each year: add them as
    /// dates.
    /// </summary>
    public static HolidaySet India { get; } =
        new(
            "in",
            HolidayRule.Yearly(1, 26).Named("Republic Day"),
            HolidayRule.Yearly(8, 15).Named("Independence Day"),
            HolidayRule.Yearly(10, 2).Named("Gandhi Jayanti")
        );
}
