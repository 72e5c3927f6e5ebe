using System.Runtime.InteropServices;

namespace SupportKit.BusinessTime;

/// <summary>The algebra of sets of instants written as intervals.</summary>
internal static class SetAlgebra
{
    /// <summary>Sorts by start and merges what overlaps or touches. The day of a merged interval is its first shift's.</summary>
    internal static void Normalize(List<Shift> shifts)
    {
        if (!IsSorted(shifts))
            shifts.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        var span = CollectionsMarshal.AsSpan(shifts);
        var kept = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (kept > 0 && span[i].Start <= span[kept - 1].End)
                span[kept - 1] = span[kept - 1] with { End = Math.Max(span[kept - 1].End, span[i].End) };
            else
                span[kept++] = span[i];
        }

        CollectionsMarshal.SetCount(shifts, kept);
    }

    /// <summary>Cuts a normalized set to a range of seconds.</summary>
    internal static void Clip(List<Shift> set, long start, long end)
    {
        var span = CollectionsMarshal.AsSpan(set);
        var kept = 0;
        foreach (var shift in span)
        {
            var cut = shift with { Start = Math.Max(shift.Start, start), End = Math.Min(shift.End, end) };
            if (cut.Start < cut.End)
                span[kept++] = cut;
        }

        CollectionsMarshal.SetCount(set, kept);
    }

    /// <summary>What of each shift lies in a normalized set; each piece keeps its shift's day.</summary>
    internal static List<Shift> Intersect(List<Shift> shifts, List<Shift> set)
    {
        var pieces = new List<Shift>(shifts.Count);
        foreach (var shift in shifts)
        {
            for (var i = FirstEndingAfter(set, shift.Start); i < set.Count && set[i].Start < shift.End; i++)
            {
                pieces.Add(
                    shift with
                    {
                        Start = Math.Max(shift.Start, set[i].Start),
                        End = Math.Min(shift.End, set[i].End),
                    }
                );
            }
        }

        return pieces;
    }

    /// <summary>What of each shift lies outside a normalized set; each piece keeps its shift's day.</summary>
    internal static List<Shift> Subtract(List<Shift> shifts, List<Shift> set)
    {
        var pieces = new List<Shift>(shifts.Count);
        foreach (var shift in shifts)
        {
            var from = shift.Start;
            for (var i = FirstEndingAfter(set, from); i < set.Count && set[i].Start < shift.End; i++)
            {
                if (from < set[i].Start)
                    pieces.Add(shift with { Start = from, End = set[i].Start });
                from = set[i].End;
            }

            if (from < shift.End)
                pieces.Add(shift with { Start = from });
        }

        return pieces;
    }

    private static int FirstEndingAfter(List<Shift> set, long second)
    {
        int low = 0,
            high = set.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (set[middle].End > second)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static bool IsSorted(List<Shift> shifts)
    {
        var span = CollectionsMarshal.AsSpan(shifts);
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i].Start < span[i - 1].Start)
                return false;
        }

        return true;
    }
}
