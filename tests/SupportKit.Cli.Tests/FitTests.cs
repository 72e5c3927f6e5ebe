using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Tests.Shared;

namespace SupportKit.Cli.Tests;

/// <summary>Which targets reproduce what a log says was kept.</summary>
public sealed class FitTests : IDisposable
{
    private const string Map =
        """{ "ticket": "ticket", "openedAt": "opened", "at": "answered", "priority": "priority", "dates": ["uuuu-MM-dd HH:mm"] }""";

    private const string StateMap =
        """{ "ticket": "ticket", "at": "at", "state": "state", "dates": ["uuuu-MM-dd HH:mm"] }""";

    private static readonly BusinessCalendar Office = BusinessCalendar.In("UTC").Open("mon-fri", "09:00-17:00").Build();

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The best of all cuts is compared with every cut that could be made, one after the other.
    [Law(300, 20_000)]
    public bool No_target_agrees_more_often_than_the_one_that_is_found(byte[] minutes, int seed)
    {
        var random = new Random(seed);
        var times = minutes.Select(minute => Duration.FromMinutes(minute % 24)).ToArray();
        var kept = times.Select(_ => random.Next(2) == 0).ToArray();

        var found = TargetFit.Best([.. times], [.. kept]);

        var most = Enumerable.Range(-1, 26).Max(minute => Agreed(Duration.FromMinutes(minute)));
        return found.Agreed == most
            && found.Count == times.Length
            && (found.Low is not { } low || Agreed(low) == most)
            && (found.Low is null || Agreed(found.Written(inDays: true)!.Value) == most);

        int Agreed(Duration target) => Enumerable.Range(0, times.Length).Count(i => times[i] <= target == kept[i]);
    }

    [Fact]
    public void A_flag_that_was_made_by_office_hours_is_found_to_be()
    {
        using var json = Json(Fit(Made(600), Map, "--met", "ok"));

        foreach (var priority in json.RootElement.GetProperty("priorities").EnumerateArray())
        {
            var best = priority.GetProperty("best");
            var target = priority.GetProperty("priority").GetString() == "high" ? 2 : 8;
            Assert.Equal("mon-fri 09:00-17:00 UTC", best.GetProperty("clock").GetString());
            Assert.Equal(Duration.FromHours(target).TotalSeconds, best.GetProperty("targetSeconds").GetDouble());
            Assert.Equal(best.GetProperty("fittedTo").GetInt32(), best.GetProperty("agreesOnFitted").GetInt32());
            Assert.Empty(priority.GetProperty("fails").EnumerateArray());
            var elapsed = priority.GetProperty("byClock")[0];
            Assert.Equal("24/7", elapsed.GetProperty("clock").GetString());
            Assert.True(
                elapsed.GetProperty("agreesOnFitted").GetInt32() < best.GetProperty("agreesOnFitted").GetInt32()
            );
        }
    }

    [Fact]
    public void What_is_fitted_to_is_not_what_it_is_held_against()
    {
        // The flags are thrown: whatever is fitted to one half means nothing in the other.
        var random = new Random(3);
        var log = string.Join(
            '\n',
            Made(600)
                .Split('\n')
                .Select(
                    (row, i) =>
                        i == 0 || row.Length == 0
                            ? row
                            : row[..row.LastIndexOf(',')] + (random.Next(2) == 0 ? ",no" : ",yes")
                )
        );

        using var json = Json(Fit(log, Map, "--met", "ok"));

        var (fitted, held) = (
            json.RootElement.GetProperty("fittedTo").GetInt32(),
            json.RootElement.GetProperty("heldOut").GetInt32()
        );
        Assert.Equal(600, fitted + held);
        Assert.InRange(held, 240, 360);
        var best = json
            .RootElement.GetProperty("priorities")
            .EnumerateArray()
            .Select(one => one.GetProperty("best"))
            .ToList();
        var agreed = best.Sum(one =>
            one.GetProperty("keptByBoth").GetInt32() + one.GetProperty("keptByNone").GetInt32()
        );
        Assert.InRange((double)agreed / held, 0.4, 0.6);
        Assert.True(best.Sum(one => one.GetProperty("agreesOnFitted").GetInt32()) > fitted / 2);
    }

    [Fact]
    public void Waits_are_left_out_where_the_flag_leaves_them_out()
    {
        using var json = Json(Fit(WithWaits(), StateMap, "--met", "ok"));

        var best = json.RootElement.GetProperty("priorities")[0].GetProperty("best");
        Assert.Equal("24/7, less waits", best.GetProperty("clock").GetString());
        Assert.Equal(best.GetProperty("fittedTo").GetInt32(), best.GetProperty("agreesOnFitted").GetInt32());
        // One is never resolved, and of one the flag is not known.
        Assert.Equal(
            (1, 1),
            (json.RootElement.GetProperty("open").GetInt32(), json.RootElement.GetProperty("unflagged").GetInt32())
        );
    }

    [Theory]
    [InlineData("2")]
    [InlineData("5")]
    public void Several_workers_find_what_one_finds(string workers) =>
        Assert.Equal(Fit(Made(400), Map, "--met", "ok"), Fit(Made(400), Map, "--met", "ok", "--workers", workers));

    [Fact]
    public void Facts_of_the_mapping_are_not_asked_for()
    {
        var map = Map.Replace(
            "\"ticket\",",
            "\"ticket\", \"facts\": { \"impact\": \"priority\" },",
            StringComparison.Ordinal
        );

        Assert.Equal(Fit(Made(50), Map, "--met", "ok"), Fit(Made(50), map, "--met", "ok"));
    }

    [Fact]
    public void A_flag_that_is_none_is_a_broken_row()
    {
        var log = "ticket,opened,answered,priority,ok\nA-1,2026-03-02 09:00,2026-03-02 10:00,high,perhaps\n";

        var stopped = Fit(log, Map, "--met", "ok");
        var skipped = ToolRun.Of([.. Args(log, Map), "--met", "ok", "--broken", "skip"]);

        Assert.Equal((ExitCodes.Unusable, ""), (stopped.Code, stopped.Output));
        Assert.Contains(
            "log.csv:2: \"ok\" is neither true nor false: \"perhaps\".",
            stopped.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "skipped 1 row: \"ok\" is neither true nor false; line 2\n",
            skipped.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("no column \"made\"", Fit(log, Map, "--met", "made").Error, StringComparison.Ordinal);
    }

    private ToolRun Fit(string log, string map, params string[] options) =>
        ToolRun.Of([.. Args(log, map), .. options, "--json"]);

    private string[] Args(string log, string map) =>
        ["fit", "--log", folder.Add("log.csv", log), "--map", folder.Add("map.json", map)];

    // High within two hours of office time, everything else within eight.
    private static string Made(int tickets)
    {
        var log = new StringBuilder("ticket,opened,answered,priority,ok\n");
        for (var i = 0; i < tickets; i++)
        {
            var high = i % 3 == 0;
            var opened = Instant.FromUtc(2026, 3, 2, 7, 0) + Duration.FromMinutes(i * 173);
            // To the minute of the target, and a minute later, too.
            var open =
                (high ? 120 : 480)
                + (i % 7) switch
                {
                    0 => 0,
                    1 => 1,
                    var other => other * 30 * (i % 2 == 0 ? -1 : 1) % 460,
                };
            var answered = Office.Add(opened, Duration.FromMinutes(Math.Max(1, open)));
            var kept = Office.Between(opened, answered) <= Duration.FromMinutes(high ? 120 : 480);
            log.Append(
                CultureInfo.InvariantCulture,
                $"T-{i},{Text(opened)},{Text(answered)},{(high ? "high" : "low")},{(kept ? "yes" : "no")}\n"
            );
        }
        return log.ToString();
    }

    // An hour of work, some of it after a wait of a day or none.
    private static string WithWaits()
    {
        var log = new StringBuilder("ticket,at,state,ok\n");
        for (var i = 0; i < 120; i++)
        {
            var at = Instant.FromUtc(2026, 3, 2, 0, 0) + Duration.FromMinutes(i * 411);
            var (worked, waited) = (10 + i * 37 % 100, i % 2 == 0 ? 1_440 + i : i % 5);
            var flag = worked <= 60 ? "true" : "false";
            Row("new", 0);
            Row("pending", worked - 5);
            Row("open", waited);
            Row("resolved", 5);

            void Row(string state, int minutes)
            {
                at += Duration.FromMinutes(minutes);
                log.Append(CultureInfo.InvariantCulture, $"T-{i},{Text(at)},{state},{flag}\n");
            }
        }
        return log.Append("U-1,2026-03-02 09:00,new,true\nU-2,2026-03-02 09:00,resolved,\n").ToString();
    }

    private static string Text(Instant at) => at.InUtc().ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static JsonDocument Json(ToolRun run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output);
    }
}
