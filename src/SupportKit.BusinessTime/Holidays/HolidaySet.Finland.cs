using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Finland: the feasts of the Church Act (kirkkolaki 652/2023), 1 May (laki 272/1944) and Independence Day (laki
    /// 388/1937). Easter Sunday and Pentecost are among the feasts and are in the set; Midsummer Eve and Christmas Eve,
    /// which collective agreements give, are not.
    /// </summary>
    public static HolidaySet Finland { get; } =
        new(
            "fi",
            HolidayRule.Yearly(1, 1).Named("Uudenvuodenpäivä"),
            HolidayRule.Yearly(1, 6).Named("Loppiainen"),
            HolidayRule.Easter(-2).Named("Pitkäperjantai"),
            HolidayRule.Easter(0).Named("Pääsiäispäivä"),
            HolidayRule.Easter(1).Named("Toinen pääsiäispäivä"),
            HolidayRule.Yearly(5, 1).Named("Vappu"),
            HolidayRule.Easter(39).Named("Helatorstai"),
            HolidayRule.Easter(49).Named("Helluntaipäivä"),
            HolidayRule.OnOrAfter(IsoDayOfWeek.Saturday, new AnnualDate(6, 20)).Named("Juhannuspäivä"),
            HolidayRule.OnOrAfter(IsoDayOfWeek.Saturday, new AnnualDate(10, 31)).Named("Pyhäinpäivä"),
            HolidayRule.Yearly(12, 6).Named("Itsenäisyyspäivä"),
            HolidayRule.Yearly(12, 25).Named("Joulupäivä"),
            HolidayRule.Yearly(12, 26).Named("Tapaninpäivä")
        );
}
