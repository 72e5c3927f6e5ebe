using System.Text;
using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Calendars nobody would write: every combination of parts, right or absurd, is read or refused, and then answers or says why not.</summary>
public sealed class AbsurdCalendarTests
{
    private static readonly string[] Zones =
    [
        .. DateTimeZoneProviders.Tzdb.Ids,
        "UTC+18",
        "UTC-18",
        "",
        "Mars/Olympus",
        "utc",
    ];
    private static readonly string[] Days =
    [
        "mon",
        "tue-thu",
        "fri-mon",
        "mon-sun",
        "sat,sun",
        "wed,wed",
        "mon-",
        "",
        "sun-sat",
        "xyz",
    ];
    private static readonly string[] Ends =
    [
        "00:00",
        "00:01",
        "02:30",
        "03:00",
        "12:00",
        "23:59",
        "24:00",
        "24:01",
        "7:00",
        "-1:00",
    ];
    private static readonly string[] Dates =
    [
        "1900-01-01",
        "2200-12-31",
        "2026-03-29",
        "2011-12-30",
        "2024-02-29",
        "2023-02-29",
        "1899-12-31",
        "9999-12-31",
        "02-29",
        "12-31",
        "01-01",
        "13-01",
    ];

    [Fact]
    public void Some_hundred_absurd_calendars_are_read_or_refused() => Throw(100, seed: 11);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void A_hundred_thousand_absurd_calendars_are_read_or_refused(int seed) => Throw(25_000, seed);

    private static void Throw(int count, int seed)
    {
        var random = new Random(seed);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var json = Calendar(random, depth: 0);
            try
            {
                Ask(BusinessCalendar.Parse(json), random);
                accepted++;
            }
            catch (BusinessCalendarException e)
            {
                Assert.StartsWith("calendar.", e.Code, StringComparison.Ordinal);
                Assert.StartsWith("$", e.Path, StringComparison.Ordinal);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{json}\n{e}");
            }
        }

        Assert.True(accepted > count / 20 && refused > count / 20, $"{accepted} accepted, {refused} refused");
    }

    /// <summary>Every operation at an instant at random; a search past the horizon is an answer.</summary>
    private static void Ask(BusinessCalendar calendar, Random random)
    {
        var at = Instant.FromUtc(1995, 1, 1, 0, 0) + Duration.FromSeconds(random.NextInt64(2_000_000_000));
        calendar.IsOpen(at);
        calendar.Between(at, at + Duration.FromDays(random.Next(500)));
        Assert.All(
            calendar.Intervals(at, at + Duration.FromDays(3)),
            interval => Assert.True(interval.Start < interval.End)
        );
        Try(() => calendar.Add(at, Duration.FromMinutes(random.Next(100_000))));
        Try(() => calendar.Subtract(at, Duration.FromMinutes(random.Next(100_000))));
        Try(() => calendar.NextOpening(at));
        Try(() => calendar.NextClosing(at));
        Try(() => calendar.PreviousClosing(at));
        Try(() => calendar.AddBusinessDays(at, random.Next(-50, 50), (BusinessDayRule)random.Next(2)));
    }

    private static void Try(Action ask)
    {
        try
        {
            ask();
        }
        catch (BusinessCalendarException e) when (e.Code == BusinessCalendarErrors.HorizonExceeded) { }
    }

    private static string Calendar(Random random, int depth)
    {
        if (depth < 3 && random.Next(8) == 0)
        {
            var word = Pick(random, ["union", "intersection", "subtraction"]);
            return $"{{\"{word}\":[{Calendar(random, depth + 1)},{Calendar(random, depth + 1)}]}}";
        }

        var json = new StringBuilder();
        json.Append($"{{\"timeZone\":\"{Pick(random, Zones)}\",\"hours\":");
        json.Append(
            random.Next(6) == 0
                ? "\"24/7\""
                : $"{{{List(random, 1, 3, r => $"\"{Mostly(r, Days, 5)}\":[{Hours(r)}]")}}}"
        );
        json.Append($",\"holidays\":[{List(random, 0, 3, Holiday)}]");
        json.Append(
            $",\"closures\":[{List(random, 0, 2, r => $"{{\"date\":\"{Mostly(r, Dates, 5)}\",\"hours\":[{Hours(r)}]}}")}]"
        );
        json.Append(
            $",\"openings\":[{List(random, 0, 2, r => $"{{\"date\":\"{Mostly(r, Dates, 5)}\",\"hours\":[{Hours(r)}]}}")}]}}"
        );
        return json.ToString();
    }

    private static string Hours(Random random) =>
        List(random, 1, 2, r => $"\"{Mostly(r, Ends, 6)}-{Mostly(r, Ends, 7)}\"");

    private static string Holiday(Random random) =>
        random.Next(6) switch
        {
            0 => "\"fr\"",
            1 => $"\"{Mostly(random, Dates, 5)}\"",
            2 => $"\"{Mostly(random, Dates, 5)}/{Mostly(random, Dates, 5)}\"",
            3 => $"{{\"easter\":{random.Next(-370, 371)},\"days\":{random.Next(1, 370)}}}",
            4 => $"{{\"nth\":{random.Next(-5, 6)},\"weekday\":\"mon\",\"month\":{random.Next(1, 13)}}}",
            _ =>
                $"{{\"orthodoxEaster\":{random.Next(-5, 6)},\"since\":{random.Next(1890, 2210)},\"every\":{random.Next(1, 9)}}}",
        };

    private static string List(Random random, int least, int most, Func<Random, string> item) =>
        string.Join(',', Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => item(random)));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    /// <summary>One of the first so many, which are right, nine times in ten.</summary>
    private static string Mostly(Random random, string[] from, int right) =>
        from[random.Next(10) == 0 ? random.Next(from.Length) : random.Next(right)];
}
