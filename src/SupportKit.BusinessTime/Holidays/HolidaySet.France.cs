namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// France: the eleven legal holidays of article L3133-1 of the Code du travail. Alsace-Moselle and overseas
    /// departments have more.
    /// </summary>
    public static HolidaySet France { get; } =
        new(
            "fr",
            HolidayRule.Yearly(1, 1).Named("Jour de l'an"),
            HolidayRule.Easter(1).Named("Lundi de Pâques"),
            HolidayRule.Yearly(5, 1).Named("Fête du Travail"),
            HolidayRule.Yearly(5, 8).Named("Victoire 1945"),
            HolidayRule.Easter(39).Named("Ascension"),
            HolidayRule.Easter(50).Named("Lundi de Pentecôte"),
            HolidayRule.Yearly(7, 14).Named("Fête nationale"),
            HolidayRule.Yearly(8, 15).Named("Assomption"),
            HolidayRule.Yearly(11, 1).Named("Toussaint"),
            HolidayRule.Yearly(11, 11).Named("Armistice 1918"),
            HolidayRule.Yearly(12, 25).Named("Noël")
        );
}
