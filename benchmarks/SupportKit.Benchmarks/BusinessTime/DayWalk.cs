using NodaTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>The baseline most people write: look at one local day after the other.</summary>
internal sealed class DayWalk(DateTimeZone zone, (LocalTime Start, LocalTime End)[] hours, HashSet<LocalDate> holidays)
{
    internal Instant Add(Instant start, Duration open)
    {
        var left = open;
        for (var date = start.InZone(zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var (opens, closes) in Intervals(date))
            {
                var from = Instant.Max(opens, start);
                if (from >= closes)
                    continue;
                if (closes - from >= left)
                    return from + left;
                left -= closes - from;
            }
        }
    }

    internal Instant Subtract(Instant end, Duration open)
    {
        var left = open;
        for (var date = end.InZone(zone).Date; ; date = date.PlusDays(-1))
        {
            foreach (var (opens, closes) in Intervals(date).Reverse())
            {
                var to = Instant.Min(closes, end);
                if (to <= opens)
                    continue;
                if (to - opens >= left)
                    return to - left;
                left -= to - opens;
            }
        }
    }

    internal Duration Between(Instant from, Instant to)
    {
        var sum = Duration.Zero;
        var last = to.InZone(zone).Date;
        for (var date = from.InZone(zone).Date; date <= last; date = date.PlusDays(1))
        {
            foreach (var (opens, closes) in Intervals(date))
            {
                var start = Instant.Max(opens, from);
                var end = Instant.Min(closes, to);
                if (start < end)
                    sum += end - start;
            }
        }

        return sum;
    }

    internal Instant AddBusinessDays(Instant start, int days)
    {
        var local = start.InZone(zone).LocalDateTime;
        var date = local.Date;
        while (days > 0)
        {
            date = date.PlusDays(1);
            if (IsBusinessDay(date))
                days--;
        }

        return (date + local.TimeOfDay).InZoneLeniently(zone).ToInstant();
    }

    internal bool IsOpen(Instant at)
    {
        var local = at.InZone(zone);
        return IsBusinessDay(local.Date) && hours.Any(h => local.TimeOfDay >= h.Start && local.TimeOfDay < h.End);
    }

    internal Instant NextOpening(Instant at)
    {
        for (var date = at.InZone(zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var (opens, _) in Intervals(date))
            {
                if (opens > at)
                    return opens;
            }
        }
    }

    private bool IsBusinessDay(LocalDate date) =>
        date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(date);

    private IEnumerable<(Instant Opens, Instant Closes)> Intervals(LocalDate date)
    {
        if (!IsBusinessDay(date))
            yield break;
        foreach (var (start, end) in hours)
            yield return (
                (date + start).InZoneLeniently(zone).ToInstant(),
                (date + end).InZoneLeniently(zone).ToInstant()
            );
    }
}
