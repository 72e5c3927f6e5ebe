using NodaTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>The calendar every figure is about, and the instants it is asked for: Paris office hours with a lunch break and holidays.</summary>
internal static class Paris
{
    internal const string Json =
        """{"timeZone":"Europe/Paris","hours":{"mon-fri":["09:00-12:00","13:00-18:00"]},"holidays":["fr"]}""";

    internal const int Questions = 1024;
    internal static readonly Instant First = Instant.FromUtc(2005, 1, 1, 0, 0);
    internal static readonly Instant Last = Instant.FromUtc(2035, 1, 1, 0, 0);

    /// <summary>Instants of 2012 to 2027 at random, so that neither branches nor caches learn them.</summary>
    internal static Instant[] Instants()
    {
        var random = new Random(20260101);
        var start = Instant.FromUtc(2012, 1, 1, 0, 0).ToUnixTimeSeconds();
        var end = Instant.FromUtc(2028, 1, 1, 0, 0).ToUnixTimeSeconds();
        return
        [
            .. Enumerable.Range(0, Questions).Select(_ => Instant.FromUnixTimeSeconds(random.NextInt64(start, end))),
        ];
    }

    /// <summary>A calendar whose table covers thirty years.</summary>
    internal static SupportKit.BusinessTime.BusinessCalendar Warm()
    {
        var calendar = SupportKit.BusinessTime.BusinessCalendar.Parse(Json);
        calendar.Between(First, Last);
        return calendar;
    }
}
