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
            HolidayRule.Yearly(1, 1).Observed(ObservedShift.TwoDaysOn).Named("New Year's Day"),
            HolidayRule.Yearly(1, 2).Observed(ObservedShift.TwoDaysOn).Named("2nd January"),
            HolidayRule.Easter(-2).Named("Good Friday"),
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
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 8).Named("Summer bank holiday"),
            HolidayRule.Yearly(11, 30).Since(2007).Observed(ObservedShift.NextMonday).Named("St Andrew's Day"),
            HolidayRule.On(new(1999, 12, 31)).Named("Millennium"),
            HolidayRule.On(new(2011, 4, 29)).Named("Royal wedding"),
            HolidayRule.On(new(2022, 9, 19)).Named("State funeral of Queen Elizabeth II"),
            HolidayRule.On(new(2023, 5, 8)).Named("Coronation of King Charles III"),
            HolidayRule.On(new(2026, 6, 15)).Named("World Cup bank holiday"),
            HolidayRule.Yearly(12, 25).Observed(ObservedShift.TwoDaysOn).Named("Christmas Day"),
            HolidayRule.Yearly(12, 26).Observed(ObservedShift.TwoDaysOn).Named("Boxing Day")
        );
}
