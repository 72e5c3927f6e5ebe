using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Sweden: lag (1989:253) om allmänna helgdagar, with 6 June since 2005 in place of Whit Monday. Easter Sunday and
    /// Pentecost are named by it and are in the set; the eves, which collective agreements give, are not.
    /// </summary>
    public static HolidaySet Sweden { get; } =
        new(
            "se",
            HolidayRule.Yearly(1, 1).Named("Nyårsdagen"),
            HolidayRule.Yearly(1, 6).Named("Trettondedag jul"),
            HolidayRule.Easter(-2).Named("Långfredagen"),
            HolidayRule.Easter(0).Named("Påskdagen"),
            HolidayRule.Easter(1).Named("Annandag påsk"),
            HolidayRule.Yearly(5, 1).Named("Första maj"),
            HolidayRule.Easter(39).Named("Kristi himmelsfärdsdag"),
            HolidayRule.Easter(49).Named("Pingstdagen"),
            HolidayRule.Easter(50).Until(2004).Named("Annandag pingst"),
            HolidayRule.Yearly(6, 6).Since(2005).Named("Sveriges nationaldag"),
            HolidayRule.OnOrAfter(IsoDayOfWeek.Saturday, new AnnualDate(6, 20)).Named("Midsommardagen"),
            HolidayRule.OnOrAfter(IsoDayOfWeek.Saturday, new AnnualDate(10, 31)).Named("Alla helgons dag"),
            HolidayRule.Yearly(12, 25).Named("Juldagen"),
            HolidayRule.Yearly(12, 26).Named("Annandag jul")
        );
}
