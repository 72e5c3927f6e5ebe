namespace SupportKit.BusinessTime;

/// <summary>
/// The current table of a schedule, of open intervals or of business days. Readers take a snapshot without a lock;
/// a reader that needs more builds a larger table and swaps it in. Two that grow it at the same time do the work twice and are both right.
/// </summary>
internal sealed class TableCache<TTable>(Func<int, int, TTable> build)
    where TTable : Table
{
    private const int DaysPerYear = 366;
    private TTable? table;

    /// <summary>A table that covers the day, which is within the horizon.</summary>
    internal TTable Covering(int day)
    {
        var table = Volatile.Read(ref this.table);
        return table is not null && day >= table.FirstDay && day < table.EndDay ? table : Cover(day, day);
    }

    /// <summary>
    /// A table that covers both days, built anew: the current one does not. It grows by at least its own length, so
    /// that walking through the years builds few tables.
    /// </summary>
    internal TTable Cover(int day, int other)
    {
        var first = Math.Min(day, other) - DaysPerYear;
        var end = Math.Max(day, other) + DaysPerYear;
        var table = Volatile.Read(ref this.table);
        if (table is null)
            return Publish(first, end);
        var length = table.EndDay - table.FirstDay;
        first = first + DaysPerYear < table.FirstDay ? Math.Min(first, table.FirstDay - length) : table.FirstDay;
        end = end - DaysPerYear >= table.EndDay ? Math.Max(end, table.EndDay + length) : table.EndDay;
        return Publish(first, end);
    }

    /// <summary>A table that reaches twice as far forward, or nothing when the horizon is reached.</summary>
    internal TTable? Later(TTable table) =>
        table.EndDay == Horizon.EndDay ? null : Publish(table.FirstDay, (2 * table.EndDay) - table.FirstDay);

    /// <summary>A table that reaches twice as far back, or nothing when the horizon is reached.</summary>
    internal TTable? Earlier(TTable table) =>
        table.FirstDay == Horizon.FirstDay ? null : Publish((2 * table.FirstDay) - table.EndDay, table.EndDay);

    private TTable Publish(int firstDay, int endDay)
    {
        var built = build(Math.Max(firstDay, Horizon.FirstDay), Math.Min(endDay, Horizon.EndDay));
        var seen = Volatile.Read(ref this.table);
        while (seen is null || built.EndDay - built.FirstDay > seen.EndDay - seen.FirstDay)
        {
            var before = Interlocked.CompareExchange(ref this.table, built, seen);
            if (before == seen)
                break;
            seen = before;
        }

        return built;
    }
}
