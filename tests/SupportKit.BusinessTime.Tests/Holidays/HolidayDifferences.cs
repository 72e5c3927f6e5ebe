using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Which of the two has the day.</summary>
internal enum Side
{
    Own,
    Other,
}

/// <summary>Days that a ready set has and a library has not, or the other way round, and why.</summary>
internal sealed record HolidayDifference(string Set, string Library, Side Has, Func<LocalDate, bool> On, string Why);

/// <summary>Every difference between the ready sets and the two libraries from 2020 to 2035, each judged by the law.</summary>
internal static class HolidayDifferences
{
    private const string Package = HolidayLibraries.PublicHoliday;
    private const string Npm = HolidayLibraries.DateHolidays;

    private static readonly HolidayDifference[] Known =
    [
        new("au", Npm, Side.Other, day => FromEaster(day) is -1 or 0, "Easter Saturday and Sunday differ by State."),
        .. ListsActualDates("au", (1, 1), (12, 25), (12, 26)),
        new("br", Package, Side.Other, day => FromEaster(day) is -48 or -47, "Carnival is a day off by custom."),
        new("br", Package, Side.Other, day => FromEaster(day) == 60, "Corpus Christi is left to the cities."),
        new("br", Package, Side.Own, day => Is(day, 11, 20), "A holiday by a law of 2023; the other has not heard."),
        new("br", Npm, Side.Other, IsSundayOfOctober, "Elections: a Sunday on which people vote is no holiday by law."),
        .. Federal("ca-ab"),
        .. Federal("ca-bc"),
        .. Federal("ca-on"),
        .. Federal("ca-qc"),
        .. CanadaDayOnSunday("ca-ab"),
        .. CanadaDayOnSunday("ca-bc"),
        .. CanadaDayOnSunday("ca-on"),
        .. CanadaDayOnSunday("ca-qc"),
        new("ca-ab", Package, Side.Other, day => FromEaster(day) == 1, "Easter Monday is optional in Alberta."),
        new("ca-ab", Package, Side.Other, IsFirstMondayOfAugust, "Heritage Day is optional in Alberta."),
        new("ca-ab", Package, Side.Other, day => Is(day, 12, 26), "Boxing Day is optional in Alberta."),
        new("ca-bc", Npm, Side.Own, day => Is(day, 9, 30), "A statutory holiday since 2023; the other has not heard."),
        new("ca-on", Npm, Side.Other, day => FromEaster(day) == 1, "Easter Monday is no public holiday in Ontario."),
        new(
            "ca-qc",
            Npm,
            Side.Own,
            day => Is(day, 6, 25),
            "24 June on a Sunday is kept the day after, by the National Holiday Act."
        ),
        new(
            "ca-qc",
            Npm,
            Side.Other,
            day => Is(day, 6, 24),
            "24 June on a Sunday is kept the day after, by the National Holiday Act."
        ),
        new(
            "ch",
            Npm,
            Side.Other,
            day => FromEaster(day) is -2 or 0 or 1 or 49 or 50,
            "Not in the law of every canton."
        ),
        new(
            "ch",
            Npm,
            Side.Other,
            day => day.Month == 9,
            "The Day of Prayer is a Sunday, and not in the law of every canton."
        ),
        new("ch", Npm, Side.Other, day => Is(day, 12, 26), "Saint Stephen's Day is not in the law of every canton."),
        new(
            "de-be",
            Package,
            Side.Own,
            day => day == new LocalDate(2020, 5, 8),
            "The other knows the one of 2025 only."
        ),
        new("de-by", Package, Side.Other, day => Is(day, 8, 15), "Kept by communities with a Catholic majority only."),
        new("dk", Package, Side.Other, day => Is(day, 5, 1), "A day off by agreement."),
        new("dk", Package, Side.Other, day => Is(day, 6, 5), "A day on which shops close, and a day off by agreement."),
        new(
            "es",
            Npm,
            Side.Other,
            day => Is(day, 12, 26),
            "The Monday after a Christmas Sunday is left to the communities."
        ),
        .. ListsActualDates("gb-eaw", (1, 1), (12, 25), (12, 26)),
        .. ListsActualDates("gb-nir", (1, 1), (3, 17), (7, 12), (12, 25), (12, 26)),
        .. ListsActualDates("gb-sct", (1, 1), (1, 2), (11, 30), (12, 25), (12, 26)),
        new(
            "gb-sct",
            Npm,
            Side.Own,
            day => day == new LocalDate(2026, 6, 15),
            "Proclaimed in February 2026; the other has not heard."
        ),
        new(
            "ie",
            Npm,
            Side.Own,
            day => day == new LocalDate(2022, 3, 18),
            "A public holiday once, by S.I. 50 of 2022."
        ),
        new("in", Npm, Side.Other, day => FromEaster(day) == -2, "A holiday of the central government's offices."),
        new(
            "in",
            Npm,
            Side.Other,
            day => Is(day, 4, 14) || Is(day, 12, 25),
            "A holiday of the central government's offices."
        ),
        new("it", Package, Side.Own, day => Is(day, 10, 4), "A holiday by a law of 2025; the other has not heard."),
        new("it", Package, Side.Other, day => FromEaster(day) == 0, "A Sunday, as all are by the law."),
        new("it", Npm, Side.Other, day => FromEaster(day) == 0, "A Sunday, as all are by the law."),
        new(
            "jp",
            Package,
            Side.Own,
            IsSunday,
            "The law gives the day after besides a holiday on a Sunday, not in its place."
        ),
        new("jp", Package, Side.Own, IsOfOlympics, "The moved days of 2020 and 2021 are not known to the other."),
        new("jp", Package, Side.Other, IsOfOlympics, "The moved days of 2020 and 2021 are not known to the other."),
        new("jp", Package, Side.Own, IsBetweenHolidays, "A day between two holidays, article 3(3)."),
        new("jp", Npm, Side.Own, day => day == new LocalDate(2032, 9, 21), "A day between two holidays, article 3(3)."),
        new("mx", Package, Side.Other, day => Is(day, 10, 1), "Each sixth year from 2024; the other has each year."),
        new("mx", Npm, Side.Own, day => Is(day, 10, 1), "1 October from 2024; the other has the old date."),
        new("mx", Npm, Side.Other, day => Is(day, 12, 1), "1 October from 2024; the other has the old date."),
        new(
            "nl",
            Npm,
            Side.Own,
            day => Is(day, 5, 5),
            "Each year by the act; each fifth is what many agreements give."
        ),
        new("nl", Npm, Side.Other, day => FromEaster(day) is 0 or 49, "Sundays, which the act does not name."),
        new(
            "nz",
            Package,
            Side.Own,
            day => day == new LocalDate(2035, 6, 29),
            "Matariki of 2035; the other's table ends before it."
        ),
        .. ListsActualDates("nz", (1, 1), (1, 2), (2, 6), (4, 25), (12, 25), (12, 26)),
        new(
            "pt",
            Package,
            Side.Other,
            day => FromEaster(day) == -47,
            "Carnival is no holiday by law; most employers give it."
        ),
        new(
            "se",
            Package,
            Side.Other,
            day => day is { Month: 6, DayOfWeek: IsoDayOfWeek.Friday },
            "Midsummer Eve is given by agreements."
        ),
        new("se", Package, Side.Other, day => Is(day, 12, 24) || Is(day, 12, 31), "Eves are given by agreements."),
        .. ListsActualDates("us", (1, 1), (6, 19), (7, 4), (11, 11), (12, 25)),
        new(
            "us",
            Npm,
            Side.Own,
            day => day is { Month: 11, Day: 10 or 12 },
            "Veterans Day moves as the others do, 5 U.S.C. 6103(b)."
        ),
    ];

    /// <summary>What is known of a set beside a library.</summary>
    internal static IEnumerable<HolidayDifference> Of(string set, string library) =>
        Known.Where(difference => difference.Set == set && difference.Library == library);

    // date-holidays lists the day itself beside the one on which it is kept, as HolidaySet.WithActualDates does.
    private static IEnumerable<HolidayDifference> ListsActualDates(string set, params (int Month, int Day)[] dates) =>
        [
            new(
                set,
                Npm,
                Side.Other,
                day => IsWeekend(day) && dates.Contains((day.Month, day.Day)),
                "Kept on another day; the other lists both."
            ),
        ];

    // PublicHoliday gives the provinces what binds federal employers, moved from every weekend.
    private static IEnumerable<HolidayDifference> Federal(string province) =>
        [
            new(province, Package, Side.Own, IsWeekend, "The holiday itself; the other has another day in its place."),
            new(
                province,
                Package,
                Side.Other,
                day => day.DayOfWeek == IsoDayOfWeek.Monday || (day is { Month: 12, Day: 26 or 27 }),
                "A day in place of a weekend's is left to the employer, or by the province's act the holiday stays."
            ),
            new(
                province,
                Package,
                Side.Other,
                day => Is(day, 9, 30) && (province != "ca-bc" || day.Year < 2023),
                "30 September binds federal employers, and those of British Columbia from 2023."
            ),
            new(
                province,
                Package,
                Side.Other,
                day => day == new LocalDate(2022, 9, 19),
                "The Queen's funeral bound federal employers."
            ),
        ];

    private static IEnumerable<HolidayDifference> CanadaDayOnSunday(string province) =>
        [
            new(
                province,
                Npm,
                Side.Own,
                day => Is(day, 7, 2),
                "1 July on a Sunday is kept the day after, by the Holidays Act."
            ),
            new(
                province,
                Npm,
                Side.Other,
                day => Is(day, 7, 1),
                "1 July on a Sunday is kept the day after, by the Holidays Act."
            ),
        ];

    private static int FromEaster(LocalDate day) =>
        Period.Between(HolidaySpecs.EasterOf(day.Year), day, PeriodUnits.Days).Days;

    private static bool Is(LocalDate day, int month, int dayOfMonth) => (day.Month, day.Day) == (month, dayOfMonth);

    private static bool IsSunday(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Sunday;

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static bool IsSundayOfOctober(LocalDate day) => day.Month == 10 && IsSunday(day);

    private static bool IsFirstMondayOfAugust(LocalDate day) =>
        day is { Month: 8, Day: <= 7, DayOfWeek: IsoDayOfWeek.Monday };

    private static bool IsOfOlympics(LocalDate day) => day is { Year: 2020 or 2021, Month: 7 or 8 or 10 };

    private static bool IsBetweenHolidays(LocalDate day) =>
        day == new LocalDate(2026, 9, 22) || day == new LocalDate(2032, 9, 21);
}
