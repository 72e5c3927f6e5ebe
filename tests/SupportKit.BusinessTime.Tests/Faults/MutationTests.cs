using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Texts broken at random: each is read or refused with its place; nothing crashes or hangs.</summary>
public sealed class MutationTests
{
    private const string Json = """
        {"timeZone":"Europe/Paris","hours":{"mon-fri":["09:00-12:00","13:00-18:00"],"sat":["22:00-02:00"]},
        "holidays":["fr","2026-12-24","12-24/01-02",{"name":"x","nth":-1,"weekday":"mon","month":5,"since":1990,"every":2},
        {"yearly":"01-01","observed":"nearestWeekday","days":2,"until":2090,"except":["2026-01-01"]},{"easter":-2}],
        "closures":["2026-08-01/2026-08-15",{"date":"2026-12-31","hours":["14:00-24:00"]}],
        "openings":[{"date":"2026-12-05","hours":["09:00-13:00"],"instead":true}]}
        """;

    private const string Composed = """
        {"subtraction":[{"union":[{"timeZone":"Asia/Tokyo","hours":{"mon-fri":["09:00-18:00"]}},
        {"timeZone":"UTC","hours":"24/7","closures":["2026-01-01"]}]},{"timeZone":"UTC","hours":{"sun":["01:00-02:00"]}}]}
        """;

    private const string ICalendar =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20200103\r\n"
        + "RRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20301231\r\nEXDATE;VALUE=DATE:20220101,20240101\r\nSUMMARY:New Year\\, and\r\n  after\r\n"
        + "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200518\r\nDURATION:P1D\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=3MO;COUNT=9\r\n"
        + "RDATE;VALUE=DATE:20210519\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private const string Pieces = "{}[]\":,;=-/\\0123456789 \r\n\tabcdeEfinrstuTZ\u0000\ud800é";

    [Theory]
    [InlineData(Json, 1)]
    [InlineData(Composed, 2)]
    public void A_mutated_JSON_text_is_read_or_refused_with_its_place(string text, int seed) =>
        Mutate(text, seed, 1_000, ReadJson);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(Json, 1)]
    [InlineData(Composed, 2)]
    public void Ten_thousand_mutated_JSON_texts_are_read_or_refused(string text, int seed) =>
        Mutate(text, seed, 10_000, ReadJson);

    [Fact]
    public void A_mutated_iCalendar_text_is_read_or_refused_with_its_place() =>
        Mutate(ICalendar, 3, 1_000, ReadICalendar);

    [Fact]
    [Trait("Category", "Long")]
    public void Ten_thousand_mutated_iCalendar_texts_are_read_or_refused() =>
        Mutate(ICalendar, 3, 10_000, ReadICalendar);

    private static void ReadJson(string mutant)
    {
        var calendar = BusinessCalendar.Parse(mutant);
        Assert.Equal(calendar.ToJson(), BusinessCalendar.Parse(calendar.ToJson()).ToJson());
        calendar.Add(Instant.FromUtc(2026, 8, 1, 0, 0), Duration.FromHours(30));
    }

    private static void ReadICalendar(string mutant)
    {
        foreach (var rule in ICalendarHolidays.Parse(mutant))
            Assert.InRange(rule.Dates(new(2019, 1, 1), new(2031, 1, 1)).Count(), 0, 4384);
    }

    private static void Mutate(string text, int seed, int times, Action<string> read)
    {
        var random = new Random(seed);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            var mutant = text;
            for (var change = random.Next(1, 4); change > 0; change--)
                mutant = Change(mutant, random);
            try
            {
                read(mutant);
                accepted++;
            }
            catch (BusinessCalendarException e)
            {
                Assert.NotEmpty(e.Code);
                Assert.True(e.Path.StartsWith('$') || e.Path.Contains("line", StringComparison.Ordinal), e.Path);
                refused++;
            }
        }

        // Mutations that all fail, or all pass, would test nothing.
        Assert.True(accepted > times / 200 && refused > times / 10, $"{accepted} accepted, {refused} refused");
    }

    private static string Change(string text, Random random)
    {
        if (text.Length < 10)
            return text + "x";
        var at = random.Next(text.Length - 8);
        var length = random.Next(1, 8);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
            2 => text.Remove(at, 1).Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
            3 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
            _ => text.Remove(at, 1).Insert(at, random.Next(10).ToString()),
        };
    }
}
