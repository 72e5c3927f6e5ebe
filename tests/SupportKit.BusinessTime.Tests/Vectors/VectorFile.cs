using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime.Tests;

/// <summary>
/// Cases worked out by the minute walk, kept as a file so that anyone can try another engine on them. The walk writes
/// the file anew when the environment has <c>SUPPORTKIT_WRITE_VECTORS=1</c>.
/// </summary>
internal static class VectorFile
{
    private static readonly IReadOnlyList<IsoDayOfWeek> Weekdays =
    [
        IsoDayOfWeek.Monday,
        IsoDayOfWeek.Tuesday,
        IsoDayOfWeek.Wednesday,
        IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday,
    ];

    private static readonly IReadOnlyList<IsoDayOfWeek> AllDays =
    [
        .. Weekdays,
        IsoDayOfWeek.Saturday,
        IsoDayOfWeek.Sunday,
    ];

    /// <summary>A zone, the date of a clock change in it, and hours that lie across the change.</summary>
    private static readonly (string Zone, LocalDate Date, HoursSpec[] Hours)[] Places =
    [
        ("Europe/Paris", new(2026, 3, 29), [new(540, 720), new(780, 1080)]),
        ("Europe/Paris", new(2026, 10, 25), [new(60, 240)]),
        ("America/New_York", new(2026, 11, 1), [new(0, 1440)]),
        ("America/St_Johns", new(2011, 3, 13), [new(0, 2), new(30, 120)]),
        ("Australia/Lord_Howe", new(2026, 4, 5), [new(90, 120), new(1320, 180)]),
        ("Pacific/Apia", new(2011, 12, 30), [new(480, 1020)]),
        ("Africa/Casablanca", new(2026, 2, 15), [new(120, 180), new(1380, 150)]),
        ("Asia/Kathmandu", new(2026, 7, 1), [new(615, 1035)]),
        ("Asia/Beirut", new(2026, 3, 29), [new(0, 60), new(1380, 1440)]),
        ("America/Havana", new(2026, 11, 1), [new(0, 90), new(1410, 30)]),
        ("Antarctica/Troll", new(2026, 3, 29), [new(45, 200)]),
        ("UTC", new(2024, 2, 29), [new(1320, 120)]),
    ];

    internal static string Path { get; } =
        System.IO.Path.Combine(
            RepositoryRoot.Path,
            "tests",
            "SupportKit.BusinessTime.Tests",
            "Vectors",
            "minute-walk-vectors.json"
        );

    /// <summary>The file's text as the walk would write it.</summary>
    internal static string Generate()
    {
        var random = new Random(1900);
        var groups = new JsonArray([
            .. Places.Select((place, i) => Group(place.Zone, place.Date, place.Hours, i, random)),
        ]);
        var file = new JsonObject
        {
            ["about"] =
                "Cases worked out by a minute walk through local time. Instants are UTC; open and betweenMiddle are minutes of open time, days are business days.",
            ["groups"] = groups,
        };
        return file.ToJsonString(new JsonSerializerOptions { WriteIndented = false })
                .Replace("},{", "},\n{", StringComparison.Ordinal) + "\n";
    }

    private static JsonObject Group(string zone, LocalDate date, HoursSpec[] hours, int index, Random random)
    {
        var everyDay = index % 2 == 1;
        var spec = new CalendarSpec(
            zone,
            [new(everyDay ? "mon-sun" : "mon-fri", everyDay ? AllDays : Weekdays, hours)],
            [HolidaySpecs.Once(date.PlusDays(2)), HolidaySpecs.FromEaster(1)],
            [new(date.PlusDays(4), date.PlusDays(4), [new(600, 660)])],
            [new(date, [new(100, 200), new(600, 700)], Instead: false)]
        );
        var oracle = new OracleCalendar(spec);
        var middle = oracle.Zone.AtLeniently(date.AtMidnight()).ToInstant();
        var cases = new JsonArray([.. Enumerable.Range(0, 40).Select(_ => Case(oracle, middle, random))]);
        return new JsonObject { ["calendar"] = JsonNode.Parse(spec.ToString()), ["cases"] = cases };
    }

    private static JsonObject Case(OracleCalendar oracle, Instant middle, Random random)
    {
        var at = middle + Duration.FromMinutes(random.Next(-4000, 4000));
        var open = random.Next(1, 1200);
        var days = random.Next(-6, 7);
        var walk = new OracleDays(oracle);
        return new JsonObject
        {
            ["at"] = Text(at),
            ["isOpen"] = oracle.IsOpen(at),
            ["open"] = open,
            ["add"] = Text(Walk(oracle, at, open, forward: true)),
            ["subtract"] = Text(Walk(oracle, at, open, forward: false)),
            ["betweenMiddle"] = (long)
                (at <= middle ? oracle.Between(at, middle) : -oracle.Between(middle, at)).TotalMinutes,
            ["nextOpening"] = Text(oracle.NextTurn(at, open: true, 20_000)!.Value),
            ["nextClosing"] = Text(oracle.NextTurn(at, open: false, 20_000)!.Value),
            ["previousClosing"] = Text(oracle.PreviousTurn(at, open: false, 20_000)!.Value),
            ["days"] = days,
            ["sameLocalTime"] = Text(walk.Add(at, days, BusinessDayRule.SameLocalTime)),
            ["endOfDay"] = Text(walk.Add(at, days, BusinessDayRule.EndOfDay)),
            ["middle"] = Text(middle),
        };
    }

    private static Instant Walk(OracleCalendar oracle, Instant at, int minutes, bool forward)
    {
        var minute = Duration.FromMinutes(1);
        while (minutes > 0)
        {
            minutes -= oracle.IsOpen(forward ? at : at - minute) ? 1 : 0;
            at += forward ? minute : -minute;
        }

        return at;
    }

    internal static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
