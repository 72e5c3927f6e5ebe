using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Japan: article 2 of the Act on National Holidays (Act No. 178 of 1948) as it stands since 2007, with the days of its article 3: the first
    /// day after a holiday on a Sunday that is none itself, and a day between two holidays. The equinoxes, which the National Astronomical
    /// Observatory announces each February for the year after, are worked out from 2007 to 2099 by its formula. With the moved days of 2020
    /// and 2021 (Act on Special Measures for the Olympic Games) and the days of the accession of 2019.
    /// </summary>
    public static HolidaySet Japan { get; } = new("jp", [.. Shukujitsu, .. DaysOffBetween(Shukujitsu)]);

    private const int FirstJapaneseYear = 2007;
    private const int LastEquinoxYear = 2099;

    private static HolidayRule[] Shukujitsu =>
        [
            HolidayRule.Yearly(1, 1).Named("元日"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 1).Named("成人の日"),
            HolidayRule.Yearly(2, 11).Named("建国記念の日"),
            HolidayRule.Yearly(2, 23).Since(2020).Named("天皇誕生日"),
            .. Equinoxes(3, 20.8431).Select(date => HolidayRule.On(date).Named("春分の日")),
            HolidayRule.Yearly(4, 29).Named("昭和の日"),
            HolidayRule.On(new(2019, 5, 1)).Named("天皇の即位の日"),
            HolidayRule.Yearly(5, 3).Named("憲法記念日"),
            HolidayRule.Yearly(5, 4).Named("みどりの日"),
            HolidayRule.Yearly(5, 5).Named("こどもの日"),
            HolidayRule
                .NthWeekday(3, IsoDayOfWeek.Monday, 7)
                .Except(new(2020, 7, 20), new(2021, 7, 19))
                .Named("海の日"),
            HolidayRule.On(new(2020, 7, 23)).Named("海の日"),
            HolidayRule.On(new(2021, 7, 22)).Named("海の日"),
            HolidayRule.Yearly(8, 11).Since(2016).Except(new(2020, 8, 11), new(2021, 8, 11)).Named("山の日"),
            HolidayRule.On(new(2020, 8, 10)).Named("山の日"),
            HolidayRule.On(new(2021, 8, 8)).Named("山の日"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 9).Named("敬老の日"),
            .. Equinoxes(9, 23.2488).Select(date => HolidayRule.On(date).Named("秋分の日")),
            HolidayRule
                .NthWeekday(2, IsoDayOfWeek.Monday, 10)
                .Except(new(2020, 10, 12), new(2021, 10, 11))
                .Named("スポーツの日"),
            HolidayRule.On(new(2020, 7, 24)).Named("スポーツの日"),
            HolidayRule.On(new(2021, 7, 23)).Named("スポーツの日"),
            HolidayRule.On(new(2019, 10, 22)).Named("即位礼正殿の儀の行われる日"),
            HolidayRule.Yearly(11, 3).Named("文化の日"),
            HolidayRule.Yearly(11, 23).Named("勤労感謝の日"),
            HolidayRule.Yearly(12, 23).Until(2018).Named("天皇誕生日"),
        ];

    private static IEnumerable<LocalDate> Equinoxes(int month, double day) =>
        from year in Enumerable.Range(FirstJapaneseYear, LastEquinoxYear - FirstJapaneseYear + 1)
        let since = year - 1980
        select new LocalDate(year, month, (int)(day + (0.242194 * since)) - (since / 4));

    private static IEnumerable<HolidayRule> DaysOffBetween(HolidayRule[] rules)
    {
        var (first, last) = (new LocalDate(FirstJapaneseYear, 1, 1), new LocalDate(LastEquinoxYear, 12, 31));
        var days = rules.SelectMany(rule => rule.Dates(first, last)).ToHashSet();
        foreach (var day in days.Order())
        {
            var next = day.PlusDays(1);
            if (day.DayOfWeek == IsoDayOfWeek.Sunday)
            {
                while (days.Contains(next))
                    next = next.PlusDays(1);
                yield return HolidayRule.On(next).Named("振替休日");
            }
            else if (!days.Contains(next) && days.Contains(next.PlusDays(1)) && next.DayOfWeek != IsoDayOfWeek.Sunday)
            {
                yield return HolidayRule.On(next).Named("国民の休日");
            }
        }
    }
}
