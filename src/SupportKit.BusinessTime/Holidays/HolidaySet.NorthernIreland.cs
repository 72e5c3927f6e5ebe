using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// United Kingdom, Northern Ireland: the bank holidays of the Banking and Financial Dealings Act 1971, schedule 1,
    /// those proclaimed under its section 1, 12 July among them, and the common-law Good Friday and Christmas Day, as
    /// listed on gov.uk/bank-holidays with their substitute days.
    /// </summary>
    public static HolidaySet NorthernIreland { get; } =
        new(
            "gb-nir",
            [
                HolidayRule.Yearly(1, 1).Since(1974).Observed(ObservedShift.NextMonday).Named("New Year's Day"),
                HolidayRule.Yearly(3, 17).Observed(ObservedShift.NextMonday).Named("St Patrick's Day"),
                HolidayRule.Easter(-2).Named("Good Friday"),
                HolidayRule.Easter(1).Named("Easter Monday"),
                .. InMayOfTheUnitedKingdom(),
                HolidayRule.Yearly(7, 12).Observed(ObservedShift.NextMonday).Named("Battle of the Boyne"),
                HolidayRule.NthWeekday(-1, IsoDayOfWeek.Monday, 8).Named("Summer bank holiday"),
                .. ProclaimedOnceInTheUnitedKingdom(),
                .. AtChristmasInTheUnitedKingdom(),
            ]
        );
}
