using NodaTime;
using NodaTime.TimeZones;

namespace SupportKit.Tests.Sla;

/// <summary>A tz database that is newer than the one in use: one zone has moved an hour to the east, all others are as they were.</summary>
internal sealed class OtherTimeZones(string moved) : IDateTimeZoneSource
{
    public const string Version = "TZDB: 2099z";

    public string VersionId => Version;

    public static IDateTimeZoneProvider Moving(string zone) => new DateTimeZoneCache(new OtherTimeZones(zone));

    public IEnumerable<string> GetIds() => TzdbDateTimeZoneSource.Default.GetIds();

    public string? GetSystemDefaultId() => null;

    public DateTimeZone ForId(string id) =>
        id == moved ? new East(TzdbDateTimeZoneSource.Default.ForId(id)) : TzdbDateTimeZoneSource.Default.ForId(id);

    private sealed class East(DateTimeZone zone)
        : DateTimeZone(zone.Id, false, Later(zone.MinOffset), Later(zone.MaxOffset))
    {
        public override ZoneInterval GetZoneInterval(Instant instant)
        {
            var was = zone.GetZoneInterval(instant);
            return new ZoneInterval(
                was.Name,
                was.HasStart ? was.Start : null,
                was.HasEnd ? was.End : null,
                Later(was.WallOffset),
                was.Savings
            );
        }

        private static Offset Later(Offset offset) => offset + Offset.FromHours(1);
    }
}
