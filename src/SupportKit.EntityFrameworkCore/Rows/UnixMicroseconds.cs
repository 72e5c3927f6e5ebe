using NodaTime;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Instants as Unix microseconds: exact on both engines, and compared as numbers.</summary>
internal static class UnixMicroseconds
{
    private const long TicksPerMicrosecond = 10;

    /// <summary>For what has happened, and for the instant a question is asked at.</summary>
    public static long Floor(Instant at) =>
        Math.DivRem(at.ToUnixTimeTicks(), TicksPerMicrosecond) switch
        {
            (var whole, < 0) => whole - 1,
            (var whole, _) => whole,
        };

    /// <summary>For what is planned: never before its instant.</summary>
    public static long Ceiling(Instant at)
    {
        var floor = Floor(at);
        return ToInstant(floor) < at ? floor + 1 : floor;
    }

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * TicksPerMicrosecond);
}
