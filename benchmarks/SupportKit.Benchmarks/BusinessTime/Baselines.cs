using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>Makes the baselines for the same calendar, and refuses to time one that answers otherwise.</summary>
internal static class Baselines
{
    internal static (DayWalk Walk, BinarySearch Search) Make(BusinessCalendar calendar)
    {
        var holidays = HolidaySet.France.Dates(new(2004, 1, 1), new(2036, 12, 31)).ToHashSet();
        var hours = new[] { (new LocalTime(9, 0), new LocalTime(12, 0)), (new LocalTime(13, 0), new LocalTime(18, 0)) };
        return (
            new DayWalk(calendar.TimeZone, hours, holidays),
            new BinarySearch(calendar.Intervals(Paris.First, Paris.Last))
        );
    }

    internal static void Agree<T>(T engine, T walk, T search)
    {
        if (!Equals(engine, walk) || !Equals(engine, search))
            throw new InvalidOperationException($"Baselines differ: {engine}, {walk}, {search}.");
    }
}
