namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Australia: the days of section 115(1)(a) of the Fair Work Act 2009 that fall alike in every State and Territory:
    /// all but the King's Birthday. When they fall on a weekend, the acts of the States give the Monday after for 1 and
    /// 26 January, and the Monday and Tuesday after Christmas, in most of them besides the day itself. 25 April stays
    /// where it falls: the States differ. With the day of mourning of 22 September 2022.
    /// </summary>
    public static HolidaySet Australia { get; } =
        new(
            "au",
            HolidayRule.Yearly(1, 1).Observed(ObservedShift.NextMonday).Named("New Year's Day"),
            HolidayRule.Yearly(1, 26).Observed(ObservedShift.NextMonday).Named("Australia Day"),
            HolidayRule.Easter(-2).Named("Good Friday"),
            HolidayRule.Easter(1).Named("Easter Monday"),
            HolidayRule.Yearly(4, 25).Named("Anzac Day"),
            HolidayRule.On(new(2022, 9, 22)).Named("National Day of Mourning"),
            HolidayRule.Yearly(12, 25).Observed(ObservedShift.TwoDaysOn).Named("Christmas Day"),
            HolidayRule.Yearly(12, 26).Observed(ObservedShift.TwoDaysOn).Named("Boxing Day")
        );
}
