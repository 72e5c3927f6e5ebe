using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Several schedules made one. The days are the first one's: what is intersected or subtracted keeps its day, and a
/// union gives each date the shifts that any of its parts starts on that date, so a support desk's Monday runs from
/// the first office's morning to the last one's evening.
/// </summary>
internal abstract class Composition(ImmutableArray<Schedule> parts) : Schedule
{
    internal override DateTimeZone Zone => Parts[0].Zone;

    internal override IEnumerable<HolidayRule> HolidayRules => Parts.SelectMany(part => part.HolidayRules);

    /// <summary>The JSON property that holds the parts.</summary>
    internal abstract string Word { get; }

    internal ImmutableArray<Schedule> Parts { get; } = parts;

    internal sealed class Union(ImmutableArray<Schedule> parts) : Composition(parts)
    {
        internal override string Word => "union";

        internal override List<Shift> Shifts(int firstDay, int endDay)
        {
            var shifts = new List<Shift>();
            foreach (var part in Parts)
                shifts.AddRange(part.Shifts(firstDay, endDay));
            shifts.Sort(static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Start.CompareTo(b.Start));
            return shifts;
        }
    }

    internal sealed class Intersection(ImmutableArray<Schedule> parts) : Composition(parts)
    {
        internal override string Word => "intersection";

        internal override List<Shift> Shifts(int firstDay, int endDay)
        {
            var shifts = Parts[0].Shifts(firstDay, endDay);
            foreach (var part in Parts.AsSpan()[1..])
                shifts = SetAlgebra.Intersect(shifts, part.OpenSet(firstDay - Reach, endDay + Reach));
            return shifts;
        }
    }

    internal sealed class Subtraction(ImmutableArray<Schedule> parts) : Composition(parts)
    {
        internal override string Word => "subtraction";

        internal override List<Shift> Shifts(int firstDay, int endDay)
        {
            var shifts = Parts[0].Shifts(firstDay, endDay);
            foreach (var part in Parts.AsSpan()[1..])
                shifts = SetAlgebra.Subtract(shifts, part.OpenSet(firstDay - Reach, endDay + Reach));
            return shifts;
        }
    }
}
