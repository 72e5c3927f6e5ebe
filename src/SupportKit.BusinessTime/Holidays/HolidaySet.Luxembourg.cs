namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Luxembourg: article L.232-2 of the Code du travail, with 9 May since 2019. A day that falls on a Sunday is made up
    /// for by a day of the employee's choice, so nothing moves.
    /// </summary>
    public static HolidaySet Luxembourg { get; } =
        new(
            "lu",
            HolidayRule.Yearly(1, 1).Named("Jour de l'an"),
            HolidayRule.Easter(1).Named("Lundi de Pâques"),
            HolidayRule.Yearly(5, 1).Named("Fête du travail"),
            HolidayRule.Yearly(5, 9).Since(2019).Named("Journée de l'Europe"),
            HolidayRule.Easter(39).Named("Ascension"),
            HolidayRule.Easter(50).Named("Lundi de Pentecôte"),
            HolidayRule.Yearly(6, 23).Named("Fête nationale"),
            HolidayRule.Yearly(8, 15).Named("Assomption"),
            HolidayRule.Yearly(11, 1).Named("Toussaint"),
            HolidayRule.Yearly(12, 25).Named("Noël"),
            HolidayRule.Yearly(12, 26).Named("Saint-Étienne")
        );
}
