namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Italy: legge 27 maggio 1949 n. 260, article 2, as amended by legge 54/1977, D.P.R. 792/1985 and legge 336/2000 (2
    /// June), and from 2026 legge 151/2025 (4 October). Sundays, Easter Sunday among them, are holidays by the same law
    /// and are left to the hours; holidays of patron saints are not in the set.
    /// </summary>
    public static HolidaySet Italy { get; } =
        new(
            "it",
            HolidayRule.Yearly(1, 1).Named("Capodanno"),
            HolidayRule.Yearly(1, 6).Named("Epifania"),
            HolidayRule.Easter(1).Named("Lunedì dell'Angelo"),
            HolidayRule.Yearly(4, 25).Named("Anniversario della Liberazione"),
            HolidayRule.Yearly(5, 1).Named("Festa del Lavoro"),
            HolidayRule.Yearly(6, 2).Since(2001).Named("Festa della Repubblica"),
            HolidayRule.Yearly(8, 15).Named("Assunzione"),
            HolidayRule.Yearly(10, 4).Since(2026).Named("San Francesco d'Assisi"),
            HolidayRule.Yearly(11, 1).Named("Ognissanti"),
            HolidayRule.Yearly(12, 8).Named("Immacolata Concezione"),
            HolidayRule.Yearly(12, 25).Named("Natale"),
            HolidayRule.Yearly(12, 26).Named("Santo Stefano")
        );
}
