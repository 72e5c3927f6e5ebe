namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Spain: the holidays of article 45 of Real Decreto 2001/1983 that no autonomous community may replace, and 6
    /// January, which each may replace and none has since 2020 (annual resolutions in the Boletín Oficial del Estado).
    /// The day off that a community gives on the Monday after a Sunday, Maundy Thursday and the holidays of communities
    /// and towns are not in the set.
    /// </summary>
    public static HolidaySet Spain { get; } =
        new(
            "es",
            HolidayRule.Yearly(1, 1).Named("Año Nuevo"),
            HolidayRule.Yearly(1, 6).Named("Epifanía del Señor"),
            HolidayRule.Easter(-2).Named("Viernes Santo"),
            HolidayRule.Yearly(5, 1).Named("Fiesta del Trabajo"),
            HolidayRule.Yearly(8, 15).Named("Asunción de la Virgen"),
            HolidayRule.Yearly(10, 12).Named("Fiesta Nacional de España"),
            HolidayRule.Yearly(11, 1).Named("Todos los Santos"),
            HolidayRule.Yearly(12, 6).Named("Día de la Constitución Española"),
            HolidayRule.Yearly(12, 8).Named("Inmaculada Concepción"),
            HolidayRule.Yearly(12, 25).Named("Natividad del Señor")
        );
}
