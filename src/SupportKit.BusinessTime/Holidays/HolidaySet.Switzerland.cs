namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Switzerland: 1 August by article 110(3) of the Federal Constitution, and the three days that the law of every
    /// canton adds under article 20a of the Arbeitsgesetz: New Year, Ascension and Christmas. Holidays of single cantons,
    /// Good Friday among them, are not in the set.
    /// </summary>
    public static HolidaySet Switzerland { get; } =
        new(
            "ch",
            HolidayRule.Yearly(1, 1).Named("Neujahr"),
            HolidayRule.Easter(39).Named("Auffahrt"),
            HolidayRule.Yearly(8, 1).Named("Bundesfeier"),
            HolidayRule.Yearly(12, 25).Named("Weihnachten")
        );
}
