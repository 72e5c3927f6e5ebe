using NodaTime;

namespace SupportKit.Decisions;

/// <summary>Instants are whole microseconds, truncated where they enter: PostgreSQL keeps no more.</summary>
internal static class Microseconds
{
    /// <summary>The last whole microsecond that is not after the instant.</summary>
    public static Instant InMicroseconds(this Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % 10 + 10) % 10);
    }
}
