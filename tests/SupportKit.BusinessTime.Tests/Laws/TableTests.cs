using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>What the tables rest on: their size, their index, and the mapping from local time.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("""{"mon-fri":["09:00-18:00"]}""", 200_000)]
    [InlineData("""{"mon-fri":["09:00-12:00","13:00-18:00"]}""", 300_000)]
    public void Thirty_years_of_Paris_office_hours_take_less_than_so_many_bytes(string hours, int bytes)
    {
        var calendar = BusinessCalendar.Parse($$"""{"timeZone":"Europe/Paris","hours":{{hours}},"holidays":["fr"]}""");
        var first = Horizon.DayNumber(new LocalDate(2005, 1, 1));
        var end = Horizon.DayNumber(new LocalDate(2035, 1, 1));
        Assert.InRange(new OpenTable(calendar.Schedule, first, end).Bytes, bytes / 2, bytes);
    }

    [Fact]
    public void A_local_time_maps_to_the_instant_that_NodaTime_is_lenient_to_at_every_clock_change()
    {
        var checkedTimes = 0;
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            foreach (
                var period in zone.GetZoneIntervals(
                    Instant.FromUtc(1900, 1, 1, 0, 0),
                    Instant.FromUtc(2040, 1, 1, 0, 0)
                )
            )
            {
                if (!period.HasStart)
                    continue;
                foreach (var local in Around(period.IsoLocalStart))
                {
                    var nanos = (local.InUtc().ToInstant() - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
                    Assert.Equal(zone.AtLeniently(local).ToInstant(), LenientMap.ToInstant(zone, nanos));
                    checkedTimes++;
                }
            }
        }

        Assert.True(checkedTimes > 100_000);
    }

    [Fact]
    public void An_index_finds_the_last_key_that_is_not_over_a_value()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var count = random.Next(1, 40);
            // The widest range, of measures without a break from 1900 to 2200, does not fit in a long.
            var widest = round % 10 == 0 ? 4_750_000_000_000_000_000 : 1L << random.Next(1, 62);
            var (lowest, highest) = (-widest, widest - 1);
            var keys = Enumerable
                .Range(0, count)
                .Select(_ => random.NextInt64(lowest, highest))
                .Append(lowest)
                .Order()
                .ToArray();
            var index = new BucketIndex(keys, lowest, highest);
            long[] ended = [.. keys, long.MaxValue];
            for (var i = 0; i < 50; i++)
            {
                var value = i < keys.Length ? keys[i] : random.NextInt64(lowest, highest);
                Assert.Equal(Array.FindLastIndex(keys, key => key <= value), index.Last(ended, value));
            }
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void A_composition_gives_a_single_day_whole_though_it_lies_on_other_days_in_UTC(string zone)
    {
        var office = BusinessCalendar.In(zone).Open("mon-sun", "00:30-23:30").Build();
        var always = BusinessCalendar.In("UTC").AlwaysOpen().Build();
        var never = BusinessCalendar.In("UTC").OpenOn(new(1950, 1, 1), "00:00-00:01").Build();
        Assert.Equal(office.Schedule.Shifts(20_000, 20_001), office.Intersect(always).Schedule.Shifts(20_000, 20_001));
        Assert.Equal(office.Schedule.Shifts(20_000, 20_001), office.Except(never).Schedule.Shifts(20_000, 20_001));
    }

    private static LocalDateTime[] Around(LocalDateTime change) =>
        [
            change.PlusHours(-24),
            change.PlusMinutes(-61),
            change.PlusMinutes(-30),
            change.PlusNanoseconds(-1),
            change,
            change.PlusMinutes(29),
            change.PlusMinutes(60),
            change.PlusHours(24),
        ];
}
