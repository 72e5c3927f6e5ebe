namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Poland: the act of 18 January 1951 on days off work (Dz.U. 1951 nr 4 poz. 28), with 6 January since 2011 and 24
    /// December since 2025. Easter Sunday and Pentecost are named by it and are in the set.
    /// </summary>
    public static HolidaySet Poland { get; } =
        new(
            "pl",
            HolidayRule.Yearly(1, 1).Named("Nowy Rok"),
            HolidayRule.Yearly(1, 6).Since(2011).Named("Święto Trzech Króli"),
            HolidayRule.Easter(0).Named("Wielkanoc"),
            HolidayRule.Easter(1).Named("Poniedziałek Wielkanocny"),
            HolidayRule.Yearly(5, 1).Named("Święto Państwowe"),
            HolidayRule.Yearly(5, 3).Named("Święto Narodowe Trzeciego Maja"),
            HolidayRule.Easter(49).Named("Zielone Świątki"),
            HolidayRule.Easter(60).Named("Boże Ciało"),
            HolidayRule.Yearly(8, 15).Named("Wniebowzięcie Najświętszej Maryi Panny"),
            HolidayRule.Yearly(11, 1).Named("Wszystkich Świętych"),
            HolidayRule.Yearly(11, 11).Named("Narodowe Święto Niepodległości"),
            HolidayRule.On(new(2018, 11, 12)).Named("100. rocznica odzyskania niepodległości"),
            HolidayRule.Yearly(12, 24).Since(2025).Named("Wigilia Bożego Narodzenia"),
            HolidayRule.Yearly(12, 25).Named("Boże Narodzenie"),
            HolidayRule.Yearly(12, 26).Named("Drugi dzień Bożego Narodzenia")
        );
}
