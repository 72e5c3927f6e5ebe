using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>What a calendar is made of: weekly hours with their exceptions, or a composition of schedules.</summary>
internal abstract class Schedule
{
    /// <summary>
    /// A shift lies within this many UTC days of the day it belongs to: it may last into the next day, and no two
    /// zones differ by more than 36 hours.
    /// </summary>
    internal const int Reach = 4;

    /// <summary>The zone whose local dates are the business days.</summary>
    internal abstract DateTimeZone Zone { get; }

    /// <summary>The rules of the holidays, those of every part.</summary>
    internal abstract IEnumerable<HolidayRule> HolidayRules { get; }

    /// <summary>The shifts of the local days from <paramref name="firstDay"/> up to <paramref name="endDay"/>, in order of day; they may overlap.</summary>
    internal abstract List<Shift> Shifts(int firstDay, int endDay);

    /// <summary>The open instants of a range of UTC days: sorted, apart from one another, cut to the range.</summary>
    internal List<Shift> OpenSet(int firstDay, int endDay)
    {
        var set = Shifts(firstDay - Reach, endDay + Reach);
        SetAlgebra.Normalize(set);
        SetAlgebra.Clip(set, (long)firstDay * Horizon.SecondsPerDay, (long)endDay * Horizon.SecondsPerDay);
        return set;
    }
}
