using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>Logs of other desks: a mapping says what their columns mean, and nothing else has to change.</summary>
public sealed class OtherLogsTests : IDisposable
{
    private const string Sla =
        """{ "category": { "otherwise": "incident" }, "channel": { "otherwise": "phone" }, "impact": "IMPACT", "urgency": { "otherwise": "3 - Low" } }""";

    // The columns of the incident log of the BPI Challenge 2013: semicolons, offsets, teams, no persons.
    private const string Bpi = """
        SR Number;Change Date+Time;Status;Sub Status;Impact;Involved ST
        1-1;2026-03-02T09:00:00+01:00;Queued;Awaiting Assignment;Medium;G96
        1-1;2026-03-02T09:30:00+01:00;Accepted;In Progress;Medium;G96
        1-1;2026-03-02T10:00:00+01:00;Accepted;Wait - User;Medium;G51
        1-1;2026-03-02T15:00:00+01:00;Completed;Resolved;Medium;G51
        """;

    private static readonly string BpiMap = $$"""
        {
          "ticket": "SR Number", "at": "Change Date+Time", "separator": ";", "team": "Involved ST",
          "state": { "column": "Sub Status", "translate": { "Awaiting Assignment": "New", "In Progress": "Active", "Wait - User": "Awaiting User Info" } },
          "facts": {{Sla.Replace(
            "\"IMPACT\"",
            """{ "column": "Impact", "translate": { "High": "1 - High", "Medium": "2 - Medium", "Low": "3 - Low" } }""",
            StringComparison.Ordinal
        )}}
        }
        """;

    private const string Xes = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
          <global scope="event"><string key="concept:name" value="none"/></global>
          <trace>
            <string key="concept:name" value="1-1"/>
            <event>
              <date key="time:timestamp" value="2026-03-02T09:00:00.000+01:00"/><string key="impact" value="2 - Medium"/>
              <string key="concept:name" value="New"><string key="inner" value="passed over"/></string>
            </event>
            <event><date key="time:timestamp" value="2026-03-02T09:30:00.000+01:00"/><string key="impact" value="2 - Medium"/><string key="concept:name" value="Active"/></event>
            <event><date key="time:timestamp" value="2026-03-02T15:00:00.000+01:00"/><string key="impact" value="2 - Medium"/><string key="concept:name" value="Resolved"/></event>
          </trace>
          <trace><string key="concept:name" value="1-2"/></trace>
        </log>
        """;

    private static readonly string XesMap = $$"""
        { "ticket": "case:concept:name", "at": "time:timestamp", "state": "concept:name", "facts": {{Sla.Replace(
            "IMPACT",
            "impact",
            StringComparison.Ordinal
        )}} }
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_log_with_the_columns_of_BPI_2013_needs_a_mapping_only()
    {
        using var json = Json(Replay("bpi.csv", Bpi, BpiMap));

        Assert.Equal((1, 4, 0), Counts(json));
        Assert.Equal(
            1,
            json.RootElement.GetProperty("promises").GetProperty("resolution").GetProperty("met").GetInt32()
        );
        var move = json.RootElement.GetProperty("teamMoves")[0];
        Assert.Equal(
            ("G96", "G51", 4),
            (
                move.GetProperty("from").GetString(),
                move.GetProperty("to").GetString(),
                move.GetProperty("firstLine").GetInt32()
            )
        );
    }

    [Fact]
    public void A_team_gets_the_ticket_where_no_person_is_named_if_that_is_accepted()
    {
        using var told = Json(Replay("bpi.csv", Bpi, BpiMap));
        using var accepted = Json(Replay("bpi.csv", Bpi, BpiMap, "--accept-teams"));

        // Assigned to one team, and then to the other.
        Assert.Equal(Events(told) + 2, Events(accepted));
    }

    [Fact]
    public void An_export_of_Jira_needs_a_mapping_only()
    {
        using var json = Json(
            Replay(
                "jira.csv",
                """
                Issue key,Status,Created,Updated,Priority,Assignee,Comment,Comment
                DESK-1,Done,02/Mar/26 9:05 AM,02/Mar/26 4:30 PM,Medium,eve,"It is back, thanks.",
                DESK-2,To Do,02/Mar/26 11:00 AM,02/Mar/26 11:00 AM,High,,"A line
                and another",
                """,
                $$"""
                {
                  "ticket": "Issue key", "at": "Updated", "openedAt": "Created", "assignee": "Assignee", "dates": ["dd/MMM/yy h:mm tt"], "timeZone": "Europe/London",
                  "state": { "column": "Status", "translate": { "To Do": "New", "In Progress": "Active", "Done": "Resolved" } },
                  "facts": {{Sla.Replace(
                    "\"IMPACT\"",
                    """{ "column": "Priority", "translate": { "High": "1 - High", "Medium": "2 - Medium", "Low": "3 - Low" } }""",
                    StringComparison.Ordinal
                )}}
                }
                """
            )
        );

        Assert.Equal((2, 2, 0), Counts(json));
        Assert.Equal(
            1,
            json.RootElement.GetProperty("promises").GetProperty("resolution").GetProperty("met").GetInt32()
        );
    }

    [Fact]
    public void Traces_of_XES_are_tickets_and_their_own_attributes_are_columns_too()
    {
        using var json = Json(Replay("log.xes", Xes, XesMap));

        Assert.Equal((1, 3, 0), Counts(json));
        Assert.Equal(
            1,
            json.RootElement.GetProperty("promises").GetProperty("resolution").GetProperty("met").GetInt32()
        );
    }

    [Theory]
    [InlineData("<log><trace><event>", "The file cannot be read beyond this line.")]
    [InlineData("<!DOCTYPE log []><log/>", "The file cannot be read beyond this line.")]
    [InlineData("<html><body/></html>", "The document is not a log.")]
    public void What_is_no_XES_is_refused(string text, string told)
    {
        var run = Replay("log.xes", text, XesMap);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_workers_find_what_one_finds()
    {
        var log = new StringBuilder("SR Number;Change Date+Time;Status;Sub Status;Impact;Involved ST\n");
        for (var ticket = 0; ticket < 300; ticket++)
        {
            var impact = (ticket % 3) switch
            {
                0 => "High",
                1 => "Medium",
                _ => "Low",
            };
            string[] states =
            [
                "Awaiting Assignment",
                ticket % 7 == 0 ? "Unheard of" : "In Progress",
                "Wait - User",
                "Resolved",
            ];
            for (var row = 0; row < states.Length; row++)
                log.Append(
                    CultureInfo.InvariantCulture,
                    $"1-{ticket};2026-03-{2 + ticket % 20:00}T{9 + 3 * row:00}:{ticket % 60:00}:00Z;x;{states[row]};{impact};G{(ticket + row) % 4}\n"
                );
        }

        var alone = Replay("many.csv", log.ToString(), BpiMap);

        Assert.Equal(ExitCodes.Success, alone.Code);
        foreach (var workers in (string[])["2", "5"])
            Assert.Equal(alone, Replay("many.csv", log.ToString(), BpiMap, "--workers", workers));
    }

    [Fact]
    public void A_broken_row_ends_several_workers_too()
    {
        var run = Replay("bpi.csv", Bpi + "\n1-2;yesterday;x;New;Low;G1\n", BpiMap, "--workers", "3");

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains("bpi.csv:6: the date cannot be read", run.Error, StringComparison.Ordinal);
    }

    private ToolRun Replay(string name, string log, string map, params string[] options) =>
        ToolRun.Of([
            "replay",
            Samples.PathOf("itil.json"),
            "--log",
            folder.Add(name, log),
            "--map",
            folder.Add("map.json", map),
            "--format",
            "json",
            .. options,
        ]);

    private static JsonDocument Json(ToolRun run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static (int Tickets, int Rows, int NotTaken) Counts(JsonDocument json) =>
        (
            json.RootElement.GetProperty("tickets").GetInt32(),
            json.RootElement.GetProperty("rows").GetInt32(),
            json.RootElement.GetProperty("notTaken").GetArrayLength()
        );

    private static int Events(JsonDocument json) => json.RootElement.GetProperty("events").GetInt32();
}
