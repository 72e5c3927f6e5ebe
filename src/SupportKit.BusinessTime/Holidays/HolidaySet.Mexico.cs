using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Mexico: article 74 of the Ley Federal del Trabajo: the Mondays in place of 5 February, 21 March and 20 November
    /// since 2006, and each sixth year the day on which the federal executive changes: 1 December until 2018, 1 October
    /// from 2024. Days of elections are set by electoral laws and are not in the set.
    /// </summary>
    public static HolidaySet Mexico { get; } =
        new(
            "mx",
            HolidayRule.Yearly(1, 1).Named("Año Nuevo"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 2).Since(2006).Named("Día de la Constitución"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 3).Since(2006).Named("Natalicio de Benito Juárez"),
            HolidayRule.Yearly(5, 1).Named("Día del Trabajo"),
            HolidayRule.Yearly(9, 16).Named("Día de la Independencia"),
            HolidayRule.Yearly(10, 1).Since(2024).Every(6).Named("Transmisión del Poder Ejecutivo Federal"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 11).Since(2006).Named("Día de la Revolución"),
            HolidayRule.Yearly(12, 1).Since(1934).Until(2018).Every(6).Named("Transmisión del Poder Ejecutivo Federal"),
            HolidayRule.Yearly(12, 25).Named("Navidad")
        );
}
