namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Germany, federal: the nine holidays that the holiday acts (Feiertagsgesetze) of all sixteen Länder share; of
    /// these, 3 October is set by federal law (Einigungsvertrag, article 2(2)). With 31 October 2017, the 500th
    /// Reformation Day, a holiday in every Land that year. Holidays of single Länder are not in the set.
    /// </summary>
    public static HolidaySet Germany { get; } =
        new(
            "de",
            HolidayRule.Yearly(1, 1).Named("Neujahr"),
            HolidayRule.Easter(-2).Named("Karfreitag"),
            HolidayRule.Easter(1).Named("Ostermontag"),
            HolidayRule.Yearly(5, 1).Named("Tag der Arbeit"),
            HolidayRule.Easter(39).Named("Christi Himmelfahrt"),
            HolidayRule.Easter(50).Named("Pfingstmontag"),
            HolidayRule.Yearly(10, 3).Named("Tag der Deutschen Einheit").Since(1990),
            HolidayRule.On(new(2017, 10, 31)).Named("500. Reformationstag"),
            HolidayRule.Yearly(12, 25).Named("1. Weihnachtstag"),
            HolidayRule.Yearly(12, 26).Named("2. Weihnachtstag")
        );
}
