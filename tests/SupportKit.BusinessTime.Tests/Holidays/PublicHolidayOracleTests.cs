using NodaTime;
using PublicHoliday;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The ready sets, beside those of another library that shares no code with them, from 2020 to 2035.</summary>
public sealed class PublicHolidayOracleTests
{
    private static readonly Dictionary<string, PublicHolidayBase> Others = new()
    {
        ["fr"] = new FrancePublicHoliday(),
        ["be"] = new BelgiumPublicHoliday(),
        ["de"] = new GermanPublicHoliday(),
        ["pt"] = new PortugalPublicHoliday(),
        ["br"] = new BrazilPublicHoliday(),
        ["ca-qc"] = new CanadaPublicHoliday("QC"),
        ["us"] = new USAPublicHoliday(),
        ["gb-eaw"] = new UKBankHoliday(),
    };

    // What one of the two has and the other has not, and why.
    private static readonly Difference[] Known =
    [
        new("pt", Side.Other, day => day == Easter(day, -47), "Carnival is no holiday by law; most employers give it."),
        new(
            "br",
            Side.Other,
            day => day == Easter(day, -48) || day == Easter(day, -47),
            "Carnival is a day off by custom."
        ),
        new("br", Side.Other, day => day == Easter(day, 60), "Corpus Christi is left to the cities."),
        new(
            "br",
            Side.Own,
            day => day.Year >= 2024 && Is(day, 11, 20),
            "A holiday by a law of 2023; the other has not heard."
        ),
        new("ca-qc", Side.Other, IsReconciliation, "30 September binds federal employers only."),
        new("ca-qc", Side.Other, IsMoved, "Quebec moves 24 June and 1 July from a Sunday only, and the others never."),
        new("ca-qc", Side.Own, IsOfWeekend, "The same holidays on the days on which they fall."),
        new(
            "ca-qc",
            Side.Other,
            day => day == new LocalDate(2022, 9, 19),
            "The Queen's funeral bound federal employers."
        ),
    ];

    public static TheoryData<string> Sets => [.. HolidaySet.All.Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_has_the_dates_of_the_other_library_but_for_what_is_known(string set)
    {
        var (first, last) = (new LocalDate(2020, 1, 1), new LocalDate(2035, 12, 31));
        var own = HolidaySet.Find(set)!.Dates(first, last).ToHashSet();
        var other = Enumerable
            .Range(first.Year, 17) // New Year's Day of 2036 may be kept in 2035
            .SelectMany(year => Others[set].PublicHolidays(year))
            .Select(LocalDate.FromDateTime)
            .Where(day => first <= day && day <= last)
            .ToHashSet();

        var known = Known.Where(difference => difference.Set == set).ToList();
        Assert.Equal([], Unexplained(own.Except(other), Side.Own));
        Assert.Equal([], Unexplained(other.Except(own), Side.Other));
        // A line of the table that explains nothing any more is to go.
        Assert.All(
            known,
            line => Assert.Contains(line.Has == Side.Own ? own.Except(other) : other.Except(own), day => line.On(day))
        );

        IEnumerable<LocalDate> Unexplained(IEnumerable<LocalDate> days, Side has) =>
            days.Where(day => !known.Exists(difference => difference.Has == has && difference.On(day)));
    }

    private static LocalDate Easter(LocalDate day, int days) => HolidaySpecs.EasterOf(day.Year).PlusDays(days);

    private static bool Is(LocalDate day, int month, int dayOfMonth) => (day.Month, day.Day) == (month, dayOfMonth);

    private static bool IsReconciliation(LocalDate day) =>
        day.Year >= 2021 && (Is(day, 9, 30) || (IsMonday(day) && Days(day, 1, 2).Any(before => Is(before, 9, 30))));

    private static bool IsMoved(LocalDate day) => IsMonday(day) && Days(day, 1, 2).Any(IsOfWeekend);

    private static bool IsOfWeekend(LocalDate day) =>
        day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
        && (Is(day, 6, 24) || Is(day, 7, 1) || Is(day, 12, 25) || Is(day, 1, 1));

    private static bool IsMonday(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Monday;

    private static IEnumerable<LocalDate> Days(LocalDate day, params int[] before) =>
        before.Select(days => day.PlusDays(-days));

    /// <summary>Which of the two has the day.</summary>
    private enum Side
    {
        Own,
        Other,
    }

    private sealed record Difference(string Set, Side Has, Func<LocalDate, bool> On, string Why);
}
