using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>What comes due between two rows of a log happens in a replay when it is due, as it does at a desk whose worker is awake.</summary>
public sealed class ReplayDeadlineTests : IDisposable
{
    // Times are those of Paris, an hour ahead of UTC: the office is open from 09:00 to 17:00.
    private const string Log = """
        ticket,time,state,owner,priority,category,plan,impact
        R-1,2026-03-02 09:30,new,,high,incident,pro,everyone
        R-1,2026-03-03 10:00,pending,eve,high,incident,pro,everyone
        R-1,2026-03-06 09:00,closed,eve,high,incident,pro,everyone
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_promise_breaks_in_the_first_instant_after_it_was_due()
    {
        var broken = Assert.Single(Events(), one => one.Type == "promise-breached");

        Assert.Equal("2026-03-02T09:30:00.000001Z", broken.At);
    }

    [Fact]
    public void Timers_fire_and_change_the_state_when_they_are_due_and_not_with_the_next_row()
    {
        var (events, due) = (Events(), new[] { "2026-03-03T11:00:00Z", "2026-03-04T09:00:00Z" });

        Assert.Equal(due, events.Where(one => one.Type == "timer-fired").Select(one => one.At));
        Assert.Equal(due[1], events.Single(one => one.Type == "resolved").At);
    }

    [Fact]
    public void Nothing_happens_later_than_it_is_due()
    {
        // Whatever the desk does by itself comes between two rows; at a row's own instant stands what the row says.
        string[] rows = ["2026-03-02T08:30:00Z", "2026-03-03T09:00:00Z", "2026-03-06T08:00:00Z"];

        Assert.Equal(
            ["2026-03-02T09:30:00.000001Z", "2026-03-03T11:00:00Z", "2026-03-04T09:00:00Z"],
            Events().Select(one => one.At).Except(rows)
        );
    }

    private List<(string Type, string At)> Events()
    {
        var policy = File.ReadAllText(Path.Combine(Samples.Root, "docs", "examples", "support.json"))
            .Replace(
                "\"calendars\"",
                """
                "timers": {
                  "nudge": { "states": ["pending"], "after": "2h", "remind": "requester" },
                  "give up": { "states": ["pending"], "after": "1d", "trigger": "resolve" }
                },
                "calendars"
                """,
                StringComparison.Ordinal
            );
        var run = ToolRun.Of(
            "replay",
            folder.Add("policy.json", policy),
            "--log",
            folder.Add("log.csv", Log),
            "--map",
            Path.Combine(Samples.Root, "docs", "examples", "requests.map.json"),
            "--events",
            folder.PathOf("events.ndjson")
        );
        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        var events = new List<(string, string)>();
        foreach (var line in File.ReadLines(folder.PathOf("events.ndjson")))
        {
            using var json = JsonDocument.Parse(line);
            events.Add(
                (
                    json.RootElement.GetProperty("event").GetProperty("type").GetString()!,
                    json.RootElement.GetProperty("at").GetString()!
                )
            );
        }
        return events;
    }
}
