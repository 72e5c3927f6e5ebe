using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The ready sets, beside those of two other libraries, with a judgment of each difference.</summary>
public sealed class HolidayLibrariesTests
{
    public static TheoryData<string, string> Sets =>
        new(
            from set in HolidaySet.All
            from library in new[] { HolidayLibraries.PublicHoliday, HolidayLibraries.DateHolidays }
            // PublicHoliday does not know India.
            where set.Name != "in" || library == HolidayLibraries.DateHolidays
            select (set.Name, library)
        );

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_has_the_dates_of_the_other_library_but_for_what_is_known(string set, string library)
    {
        var own = HolidaySet.Find(set)!.Dates(HolidayLibraries.First, HolidayLibraries.Last).ToHashSet();
        var other = HolidayLibraries.DaysOf(library, set)!;

        var known = HolidayDifferences.Of(set, library).ToList();
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
}
