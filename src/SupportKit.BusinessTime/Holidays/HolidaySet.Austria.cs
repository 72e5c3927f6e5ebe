namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Austria: paragraph 7(2) of the Arbeitsruhegesetz. Good Friday is a day of personal choice since 2019 (paragraph
    /// 7a) and is not in the set.
    /// </summary>
    public static HolidaySet Austria { get; } =
        new(
            "at",
            HolidayRule.Yearly(1, 1).Named("Neujahr"),
            HolidayRule.Yearly(1, 6).Named("Heilige Drei Könige"),
            HolidayRule.Easter(1).Named("Ostermontag"),
            HolidayRule.Yearly(5, 1).Named("Staatsfeiertag"),
            HolidayRule.Easter(39).Named("Christi Himmelfahrt"),
            HolidayRule.Easter(50).Named("Pfingstmontag"),
            HolidayRule.Easter(60).Named("Fronleichnam"),
            HolidayRule.Yearly(8, 15).Named("Mariä Himmelfahrt"),
            HolidayRule.Yearly(10, 26).Named("Nationalfeiertag"),
            HolidayRule.Yearly(11, 1).Named("Allerheiligen"),
            HolidayRule.Yearly(12, 8).Named("Mariä Empfängnis"),
            HolidayRule.Yearly(12, 25).Named("Weihnachten"),
            HolidayRule.Yearly(12, 26).Named("Stephanstag")
        );
}
