using NodaTime;
using NodaTime.Text;

namespace SupportKit.Cli;

/// <summary>Reads and writes instants as people give them: with an offset, or as local time in the policy's zone.</summary>
internal static class InstantText
{
    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<Z+HH>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH>"),
    ];

    private static readonly LocalDateTimePattern[] Local =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.ExtendedIso,
    ];

    private static readonly LocalDateTimePattern Minutes = Local[0];

    /// <summary>Reads an instant as people write it on a command line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The zone of a text without an offset.</param>
    /// <param name="cause">Why it cannot be read.</param>
    /// <returns>The instant; null when it cannot be read.</returns>
    public static Instant? Read(string text, DateTimeZone zone, out string cause)
    {
        cause = $"\"{text}\" is not an instant.";
        // Without an offset there is nothing after the time but digits; a pattern that does not fit costs more than one that does.
        if (text.AsSpan().LastIndexOfAny("Z+-") > text.IndexOf('T', StringComparison.Ordinal))
            foreach (var pattern in WithOffset)
                if (pattern.Parse(text).TryGetValue(default, out var offset))
                    return offset.ToInstant();
        foreach (var pattern in Local)
        {
            if (!pattern.Parse(text).TryGetValue(default, out var local))
                continue;
            var found = zone.MapLocal(local);
            cause =
                found.Count == 0
                    ? $"\"{text}\" does not exist in {zone.Id}: the clocks skip it."
                    : $"\"{text}\" happens twice in {zone.Id}: the clocks are put back.";
            return found.Count == 1 ? found.Single().ToInstant() : null;
        }
        return null;
    }

    /// <summary>What to write instead.</summary>
    public const string Remedy =
        "Write one such as 2026-03-02T10:00 (local time of the policy) or 2026-03-02T10:00+01:00.";

    /// <summary>Local time with the offset, to the minute where that is exact.</summary>
    public static string Write(Instant at, DateTimeZone zone) =>
        OffsetDateTimePattern.GeneralIso.Format(at.InZone(zone).ToOffsetDateTime());

    /// <summary>Local time without an offset where that names one instant and whole minutes, else <see cref="Write"/>.</summary>
    public static string WriteShort(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return local.Second == 0 && local.NanosecondOfSecond == 0 && zone.MapLocal(local).Count == 1
            ? Minutes.Format(local)
            : OffsetDateTimePattern.ExtendedIso.Format(at.InZone(zone).ToOffsetDateTime());
    }
}
