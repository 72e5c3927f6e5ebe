using System.Collections.Concurrent;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Tests.Sla;

/// <summary>
/// Open time by walking minute for minute and date for date. Of a calendar it asks nothing but whether a minute is open.
/// </summary>
internal sealed class OpenMinutes
{
    private const int Minutes = 731 * 1440;
    private static readonly Instant First = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly ConcurrentDictionary<BusinessCalendar, OpenMinutes> Known = [];
    private static readonly OpenMinutes Always = new(DateTimeZone.Utc, _ => true);

    private readonly DateTimeZone zone;
    private readonly bool[] open;
    private readonly ConcurrentDictionary<LocalDate, Instant?> ends = [];

    private OpenMinutes(DateTimeZone zone, Func<Instant, bool> isOpen) =>
        (this.zone, open) = (zone, [.. Enumerable.Range(0, Minutes).Select(minute => isOpen(At(minute)))]);

    /// <summary>The minutes of a calendar; all minutes for none.</summary>
    public static OpenMinutes Of(BusinessCalendar? calendar) =>
        calendar is null ? Always : Known.GetOrAdd(calendar, known => new OpenMinutes(known.TimeZone, known.IsOpen));

    /// <summary>The open time between two whole minutes, without the pauses.</summary>
    public Duration Between(Instant from, Instant to, List<(int From, int To)> pauses)
    {
        var (minute, last, sum) = (Of(from), Of(to), 0);
        for (; minute < last; minute++)
            sum += Runs(minute, pauses) ? 1 : 0;
        return Duration.FromMinutes(sum);
    }

    /// <summary>The instant by which so much open time has passed from a whole minute on, without the pauses.</summary>
    public Instant Walk(Instant from, Duration time, List<(int From, int To)> pauses)
    {
        var (minute, minutes) = (Of(from), (int)time.TotalMinutes);
        for (; minutes > 0; minute++)
            minutes -= Runs(minute, pauses) ? 1 : 0;
        var rest = time - Duration.FromMinutes((int)time.TotalMinutes);
        while (rest > Duration.Zero && !Runs(minute, pauses))
            minute++;
        return At(minute) + rest;
    }

    /// <summary>The instant that lies so many business days after a whole minute; from the next opening, when it is closed.</summary>
    public Instant AddDays(Instant start, int days, BusinessDayRule rule)
    {
        var minute = Of(start);
        while (!open[minute])
            minute++;
        var local = At(minute).InZone(zone).LocalDateTime;
        var date = local.Date;
        for (; days > 0; days--)
        {
            do date = date.PlusDays(1);
            while (EndOf(date) is null);
        }
        return rule == BusinessDayRule.EndOfDay
            ? EndOf(date)!.Value
            : zone.AtLeniently(date + local.TimeOfDay).ToInstant();
    }

    // When the last open minute of a date is over; null on a date without one.
    private Instant? EndOf(LocalDate date) =>
        ends.GetOrAdd(
            date,
            day =>
            {
                var minute = Of(zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
                var first = Of(zone.AtStartOfDay(day).ToInstant());
                while (minute > first)
                {
                    if (open[minute - 1])
                        return At(minute);
                    minute--;
                }
                return null;
            }
        );

    private bool Runs(int minute, List<(int From, int To)> pauses)
    {
        if (!open[minute])
            return false;
        for (var i = 0; i < pauses.Count; i++)
        {
            if (pauses[i].From <= minute && minute < pauses[i].To)
                return false;
        }
        return true;
    }

    /// <summary>The number of a whole minute.</summary>
    public static int Of(Instant at) => (int)((at.ToUnixTimeSeconds() - First.ToUnixTimeSeconds()) / 60);

    /// <summary>The minute of a number.</summary>
    public static Instant At(int minute) => First + Duration.FromMinutes(minute);
}
