namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Brazil, national: Lei 662/1949 as amended by Lei 10.607/2002 (1 January, 21 April, 1 May, 7 September, 2 and 15
    /// November, 25 December), Lei 6.802/1980 (12 October) and Lei 14.759/2023 (20 November, from 2024); and Good
    /// Friday, a religious holiday under Lei 9.093/1995 that the federal government's yearly ordinance lists as a
    /// national holiday. Carnival and Corpus Christi are optional days (ponto facultativo) and are not in the set.
    /// </summary>
    public static HolidaySet Brazil { get; } =
        new(
            "br",
            HolidayRule.Yearly(1, 1).Named("Confraternização Universal"),
            HolidayRule.Easter(-2).Named("Paixão de Cristo"),
            HolidayRule.Yearly(4, 21).Named("Tiradentes"),
            HolidayRule.Yearly(5, 1).Named("Dia do Trabalho"),
            HolidayRule.Yearly(9, 7).Named("Independência do Brasil"),
            HolidayRule.Yearly(10, 12).Named("Nossa Senhora Aparecida").Since(1980),
            HolidayRule.Yearly(11, 2).Named("Finados"),
            HolidayRule.Yearly(11, 15).Named("Proclamação da República"),
            HolidayRule.Yearly(11, 20).Named("Dia Nacional de Zumbi e da Consciência Negra").Since(2024),
            HolidayRule.Yearly(12, 25).Named("Natal")
        );
}
