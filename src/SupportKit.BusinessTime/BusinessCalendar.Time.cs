using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <content>From instants to table time and back.</content>
public sealed partial class BusinessCalendar
{
    private const long FirstSecond = -2_208_988_800;
    private const long EndSecond = 7_289_654_400;
    private const long EndNano = EndSecond * OpenTable.NanosPerSecond;

    /// <summary>Two days before the horizon, so that local times near its start are counted from zero up.</summary>
    private const int FirstLocalDay = (int)(FirstSecond / Horizon.SecondsPerDay) - 2;
    private const long FirstLocalNano = FirstLocalDay * NanosPerDay;

    private OpenTable TableFor(Instant at, out long time)
    {
        var (seconds, nanos) = at.ToUnixTimeSecondsAndNanoseconds();
        time = (seconds * OpenTable.NanosPerSecond) + nanos;
        return tables.Covering(DayOf(seconds, at));
    }

    /// <summary>One table must cover both instants: a table that another thread swaps in meanwhile may cover only one of them.</summary>
    private OpenTable TableFor(Instant from, Instant to, out long start, out long end)
    {
        var table = TableFor(from, out start);
        var (seconds, nanos) = to.ToUnixTimeSecondsAndNanoseconds();
        var day = DayOf(seconds, to);
        end = (seconds * OpenTable.NanosPerSecond) + nanos;
        return day >= table.FirstDay && day < table.EndDay
            ? table
            : tables.Cover(DayOf(from.ToUnixTimeSeconds(), from), day);
    }

    private static int DayOf(long seconds, Instant at)
    {
        if (seconds is < FirstSecond or >= EndSecond)
            throw Beyond(at);
        return (int)Math.Floor(seconds / 86400.0);
    }

    private static Instant At(long time) => Epoch + Duration.FromNanoseconds(time);

    private static long Amount(ref Duration open, out bool rest)
    {
        if (open < Duration.Zero)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.DurationNegative,
                "$",
                DurationPattern.Roundtrip.Format(open),
                "Open time to add or subtract is zero or more. Use Subtract instead of adding a negative amount."
            );
        }

        rest = open > Century;
        var step = rest ? Century : open;
        open -= step;
        return step.ToInt64Nanoseconds();
    }

    private static BusinessCalendarException Beyond(Instant at) =>
        CalendarFault.At(
            BusinessCalendarErrors.HorizonExceeded,
            "$",
            InstantPattern.ExtendedIso.Format(at),
            "The instant, or the answer counted from it, lies outside 1900-01-01 to 2200-12-31 UTC."
        );
}
