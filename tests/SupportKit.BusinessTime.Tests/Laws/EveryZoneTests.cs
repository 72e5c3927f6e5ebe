using NodaTime;
using NodaTime.TimeZones;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The engine beside a minute walk through local time, in every zone of the tz database, where its clock changes.</summary>
public sealed class EveryZoneTests
{
    private static readonly Instant Modern = Instant.FromUtc(1973, 1, 1, 0, 0);
    private static readonly Instant Late = Instant.FromUtc(2038, 1, 1, 0, 0);

    /// <summary>Hours that begin, end and lie across the times at which clocks change, and a night shift.</summary>
    private static readonly CalendarSpec Template = new(
        "",
        [
            new("mon-sun", AllDays, [new(0, 30), new(60, 121), new(135, 150), new(165, 180), new(540, 1020)]),
            new("sat", [IsoDayOfWeek.Saturday], [new(1320, 170)]),
            new("sun", [IsoDayOfWeek.Sunday], [new(1410, 1440)]),
        ],
        [HolidaySpecs.Nth(-1, IsoDayOfWeek.Sunday, 10), HolidaySpecs.Nth(2, IsoDayOfWeek.Sunday, 3)],
        [],
        []
    );

    private static IReadOnlyList<IsoDayOfWeek> AllDays => [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    public static TheoryData<string> Letters => [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(letter => letter.ToString())];

    [Fact]
    public void Zones_agree_with_the_minute_walk_around_their_latest_clock_change()
    {
        foreach (var id in CanonicalIds.Where((_, i) => i % 8 == 0))
        {
            var change = Changes(id, Modern, Instant.FromUtc(2026, 1, 1, 0, 0)).LastOrDefault(Modern);
            Walk(id, [change]);
        }
    }

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Letters))]
    public void Every_zone_agrees_with_the_minute_walk_around_all_of_its_clock_changes(string letter)
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids.Where(id => char.ToUpperInvariant(id[0]) == letter[0]))
            Walk(id, Changes(id, Modern, Late));
    }

    [Fact]
    public void Zones_agree_with_the_local_clock_back_to_1900_where_offsets_have_seconds() =>
        LookBackTo1900(CanonicalIds.Where((_, i) => i % 32 == 0));

    [Fact]
    [Trait("Category", "Long")]
    public void Every_zone_agrees_with_the_local_clock_back_to_1900_where_offsets_have_seconds() =>
        LookBackTo1900(CanonicalIds);

    /// <summary>An alias has the rules of the zone it names.</summary>
    private static IEnumerable<string> CanonicalIds =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Order(StringComparer.Ordinal);

    private static void LookBackTo1900(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            var spec = Template with { Zone = id };
            var (calendar, oracle) = (spec.Build(), new OracleCalendar(spec));
            var random = new Random(id.Length);
            calendar.Between(Instant.FromUtc(1900, 1, 1, 0, 0), Modern);
            foreach (var change in Changes(id, Instant.FromUtc(1900, 1, 3, 0, 0), Modern))
            {
                for (var i = 0; i < 12; i++)
                {
                    var at = change + Duration.FromSeconds(random.Next(-8000, 8000));
                    Assert.True(oracle.IsOpen(at) == calendar.IsOpen(at), $"{id} at {at}");
                }
            }
        }
    }

    private static void Walk(string id, IEnumerable<Instant> changes)
    {
        var spec = Template with { Zone = id };
        var (calendar, oracle) = (spec.Build(), new OracleCalendar(spec));
        foreach (var change in changes)
        {
            var (from, to) = (change - Duration.FromHours(30), change + Duration.FromHours(30));
            var open = Duration.Zero;
            for (var at = from; at < to; at += Duration.FromMinutes(1))
            {
                var isOpen = oracle.IsOpen(at);
                Assert.True(isOpen == calendar.IsOpen(at), $"{id} at {at}");
                open += isOpen ? Duration.FromMinutes(1) : Duration.Zero;
            }

            Assert.True(open == calendar.Between(from, to), $"{id} from {from} to {to}");
        }
    }

    private static IEnumerable<Instant> Changes(string id, Instant from, Instant to) =>
        DateTimeZoneProviders
            .Tzdb[id]
            .GetZoneIntervals(from, to)
            .Where(period => period.HasStart && period.Start > from)
            .Select(period => period.Start);
}
