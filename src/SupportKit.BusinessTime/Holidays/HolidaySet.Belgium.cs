namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Belgium: the ten legal holidays of the Royal Decree of 18 April 1974, article 1, under the Law of 4 January 1974
    /// on public holidays. The day that replaces one on a Sunday is each employer's to fix and is not in the set.
    /// </summary>
    public static HolidaySet Belgium { get; } =
        new(
            "be",
            HolidayRule.Yearly(1, 1).Named("Nieuwjaar / Jour de l'an"),
            HolidayRule.Easter(1).Named("Paasmaandag / Lundi de Pâques"),
            HolidayRule.Yearly(5, 1).Named("Feest van de Arbeid / Fête du Travail"),
            HolidayRule.Easter(39).Named("Hemelvaart / Ascension"),
            HolidayRule.Easter(50).Named("Pinkstermaandag / Lundi de Pentecôte"),
            HolidayRule.Yearly(7, 21).Named("Nationale feestdag / Fête nationale"),
            HolidayRule.Yearly(8, 15).Named("O.L.V. Hemelvaart / Assomption"),
            HolidayRule.Yearly(11, 1).Named("Allerheiligen / Toussaint"),
            HolidayRule.Yearly(11, 11).Named("Wapenstilstand / Armistice"),
            HolidayRule.Yearly(12, 25).Named("Kerstmis / Noël")
        );
}
