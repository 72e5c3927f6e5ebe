using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Canada, Québec: section 60 of the Act respecting labour standards (CQLR c. N-1.1), with 1 July moved to the 2nd
    /// when it is a Sunday, and section 2 of the National Holiday Act (CQLR c. F-1.1), with 24 June moved to the 25th
    /// when it is a Sunday. Where the employer chooses between Good Friday and Easter Monday, the set has Good Friday.
    /// </summary>
    public static HolidaySet Quebec { get; } =
        new(
            "ca-qc",
            HolidayRule.Yearly(1, 1).Named("Jour de l'An"),
            HolidayRule.Easter(-2).Named("Vendredi saint"),
            HolidayRule.OnOrBefore(IsoDayOfWeek.Monday, new AnnualDate(5, 24)).Named("Journée nationale des patriotes"),
            HolidayRule.Yearly(6, 24).Observed(ObservedShift.SundayToMonday).Named("Fête nationale"),
            HolidayRule.Yearly(7, 1).Observed(ObservedShift.SundayToMonday).Named("Fête du Canada"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 9).Named("Fête du Travail"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 10).Named("Action de grâces"),
            HolidayRule.Yearly(12, 25).Named("Noël")
        );
}
