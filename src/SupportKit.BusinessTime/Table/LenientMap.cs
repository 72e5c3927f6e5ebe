using NodaTime;
using NodaTime.TimeZones;

namespace SupportKit.BusinessTime;

/// <summary>
/// From a local time to an instant, as NodaTime's lenient resolver has it (the first of two; past a gap by its length)
/// but without allocating. Local nanoseconds are the local date and time read as if it were UTC.
/// </summary>
internal static class LenientMap
{
    internal static Instant ToInstant(DateTimeZone zone, long localNanos)
    {
        var local = NodaConstants.UnixEpoch + Duration.FromNanoseconds(localNanos);
        var guess = zone.GetZoneInterval(local);
        var period = guess.HasStart ? zone.GetZoneInterval(guess.Start - Duration.Epsilon) : guess;
        while (period.HasEnd && local >= At(period, period.End))
        {
            var next = zone.GetZoneInterval(period.End);
            if (local < At(next, next.Start))
                break; // A gap: the offset before it carries the time past it.
            period = next;
        }

        return local - Duration.FromSeconds(period.WallOffset.Seconds);
    }

    private static Instant At(ZoneInterval period, Instant edge) =>
        edge + Duration.FromSeconds(period.WallOffset.Seconds);
}
