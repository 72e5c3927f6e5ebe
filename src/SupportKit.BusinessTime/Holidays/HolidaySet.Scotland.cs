using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// United Kingdom, Scotland: the bank holidays of the Banking and Financial Dealings Act 1971, schedule 1, the St
    /// Andrew's Day Bank Holiday (Scotland) Act 2007 and those proclaimed, as listed on gov.uk/bank-holidays with their
    /// substitute days. Local holidays of towns, which many employers keep in their place, are not in the set.
    /// </summary>
    public static HolidaySet Scotland { get; } =
        new(
            "gb-sct",
            [
                HolidayRule.Yearly(1, 1).Observed(ObservedShift.TwoDaysOn).Named("New Year's Day"),
                HolidayRule.Yearly(1, 2).Observed(ObservedShift.TwoDaysOn).Named("2nd January"),
                HolidayRule.Easter(-2).Named("Good Friday"),
                .. InMayOfTheUnitedKingdom(),
                HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 8).Named("Summer bank holiday"),
                HolidayRule.Yearly(11, 30).Since(2007).Observed(ObservedShift.NextMonday).Named("St Andrew's Day"),
                .. ProclaimedOnceInTheUnitedKingdom(),
                HolidayRule.On(new(2026, 6, 15)).Named("World Cup bank holiday"),
                .. AtChristmasInTheUnitedKingdom(),
            ]
        );
}
