using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// United Kingdom, England and Wales: the bank holidays of the Banking and Financial Dealings Act 1971, schedule 1,
    /// those proclaimed under its section 1, and the common-law Good Friday and Christmas Day, as listed on
    /// gov.uk/bank-holidays with their substitute days. The holidays moved or added by proclamation since 1995 are
    /// included; ones still to be proclaimed are not.
    /// </summary>
    public static HolidaySet EnglandAndWales { get; } =
        new(
            "gb-eaw",
            [
                HolidayRule.Yearly(1, 1).Since(1974).Observed(ObservedShift.NextMonday).Named("New Year's Day"),
                HolidayRule.Easter(-2).Named("Good Friday"),
                HolidayRule.Easter(1).Named("Easter Monday"),
                .. InMayOfTheUnitedKingdom(),
                HolidayRule.NthWeekday(-1, IsoDayOfWeek.Monday, 8).Named("Summer bank holiday"),
                .. ProclaimedOnceInTheUnitedKingdom(),
                .. AtChristmasInTheUnitedKingdom(),
            ]
        );
}
