namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Netherlands: article 3(1) of the Algemene termijnenwet. The King's birthday is kept on 27 April since 2014, and on
    /// the Saturday before when that is a Sunday. The law counts Good Friday as these days in its own deadlines (article
    /// 3(2)); most offices work on it, so it is not in the set. Whether 5 May is a day off each year is left by many
    /// collective agreements to every fifth.
    /// </summary>
    public static HolidaySet Netherlands { get; } =
        new(
            "nl",
            HolidayRule.Yearly(1, 1).Named("Nieuwjaarsdag"),
            HolidayRule.Easter(1).Named("Tweede paasdag"),
            HolidayRule.Yearly(4, 27).Since(2014).Observed(ObservedShift.SundayToSaturday).Named("Koningsdag"),
            HolidayRule.Yearly(5, 5).Named("Bevrijdingsdag"),
            HolidayRule.Easter(39).Named("Hemelvaartsdag"),
            HolidayRule.Easter(50).Named("Tweede pinksterdag"),
            HolidayRule.Yearly(12, 25).Named("Eerste kerstdag"),
            HolidayRule.Yearly(12, 26).Named("Tweede kerstdag")
        );
}
