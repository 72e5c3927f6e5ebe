using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <content>
/// The holidays that all parts of the United Kingdom have in common, with the sources of the sets that take them. They are made for each set,
/// because the sets lie in files whose order of initialization is not defined.
/// </content>
public sealed partial class HolidaySet
{
    private static ImmutableArray<HolidayRule> InMayOfTheUnitedKingdom() =>
        [
            HolidayRule
                .NthWeekday(1, IsoDayOfWeek.Monday, 5)
                .Since(1978)
                .Except(new(1995, 5, 1), new(2020, 5, 4))
                .Named("Early May bank holiday"),
            HolidayRule.On(new(1995, 5, 8)).Named("VE Day, 50 years"),
            HolidayRule.On(new(2020, 5, 8)).Named("VE Day, 75 years"),
            HolidayRule
                .NthWeekday(-1, IsoDayOfWeek.Monday, 5)
                .Except(new(2002, 5, 27), new(2012, 5, 28), new(2022, 5, 30))
                .Named("Spring bank holiday"),
            HolidayRule.On(new(2002, 6, 3), new(2002, 6, 4)).Named("Golden Jubilee and Spring bank holiday"),
            HolidayRule.On(new(2012, 6, 4), new(2012, 6, 5)).Named("Spring bank holiday and Diamond Jubilee"),
            HolidayRule.On(new(2022, 6, 2), new(2022, 6, 3)).Named("Spring bank holiday and Platinum Jubilee"),
        ];

    private static ImmutableArray<HolidayRule> ProclaimedOnceInTheUnitedKingdom() =>
        [
            HolidayRule.On(new(1999, 12, 31)).Named("Millennium"),
            HolidayRule.On(new(2011, 4, 29)).Named("Royal wedding"),
            HolidayRule.On(new(2022, 9, 19)).Named("State funeral of Queen Elizabeth II"),
            HolidayRule.On(new(2023, 5, 8)).Named("Coronation of King Charles III"),
        ];

    private static ImmutableArray<HolidayRule> AtChristmasInTheUnitedKingdom() =>
        [
            HolidayRule.Yearly(12, 25).Observed(ObservedShift.TwoDaysOn).Named("Christmas Day"),
            HolidayRule.Yearly(12, 26).Observed(ObservedShift.TwoDaysOn).Named("Boxing Day"),
        ];
}
