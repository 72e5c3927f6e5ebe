using System.Text;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class ReplayTests : IncidentLog
{
    [Fact]
    public void Promises_of_a_log_are_kept_paused_and_broken_as_the_policy_says()
    {
        using var json = Json(Replay(Two, "--format", "json"));

        var promises = json.RootElement.GetProperty("promises");
        // The critical one is resolved after 4:50 hours in place of 4, and answered by that; the other waits for the user.
        Assert.Equal((2, 1, 1), Sums(promises.GetProperty("first-response")));
        Assert.Equal((2, 1, 1), Sums(promises.GetProperty("resolution")));
        // It stood still for 24 of 26 hours; the critical one ran for 4 hours, until it broke.
        Assert.Equal(
            Math.Round(24 / 30.0, 2),
            Math.Round(promises.GetProperty("resolution").GetProperty("pausedShare").GetDouble(), 2)
        );
        Assert.Equal(7, json.RootElement.GetProperty("samePriorities").GetInt32());
    }

    [Fact]
    public void What_no_trigger_does_is_grouped_and_other_priorities_are_told()
    {
        var run = Replay(Two + "A-1,2026-03-03 12:00,Waiting,eve,2 - Medium,2 - Medium,2 - High\n");

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        Assert.Contains("transitions: 6, of which no trigger makes 1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  Resolved  Awaiting User Info      1           9\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  2 - High  3 - Moderate       1           9\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_a_log_and_the_form_of_its_file_make_no_difference()
    {
        var wanted = Replay(Two).Output;
        var lines = Two.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var turned = string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])) + "\n";

        Assert.Equal(wanted, Replay(turned).Output);
        Assert.Equal(wanted, Replay("log.csv.gz", Compressed(Two)).Output);
        Assert.Equal(wanted, Replay("log.ndjson", Encoding.UTF8.GetBytes(AsLines(lines))).Output);
        Assert.Equal(wanted, Replay("log.csv", Encoding.UTF8.GetBytes("\uFEFF" + Two)).Output);
    }

    // What logs really hold.
    [Theory]
    [InlineData("A-3,2026-02-30 11:00,Queued,,3 - Low,3 - Low,4 - Low", "the date cannot be read, or is absurd")]
    [InlineData("A-3,0026-02-03 11:00,Queued,,3 - Low,3 - Low,4 - Low", "the date cannot be read, or is absurd")]
    [InlineData("A-3,2026-03-03 11:00,Queued,,3 - Low,3 - Low", "the row has 6 fields and the header 7")]
    [InlineData(",2026-03-03 11:00,Queued,,3 - Low,3 - Low,4 - Low", "the row names no ticket")]
    [InlineData("A-3,2026-03-03 11:00,Queued,,5 - None,3 - Low,4 - Low", "the policy's \"impact\" has no such value")]
    public void A_broken_row_stops_the_replay_or_is_skipped_and_shown(string row, string reason)
    {
        var stopped = Replay(Two + row + "\n");

        Assert.Equal((ExitCodes.Unusable, ""), (stopped.Code, stopped.Output));
        Assert.Contains($"log.csv:9: {reason}", stopped.Error, StringComparison.Ordinal);
        Assert.EndsWith("(tool.log_invalid)\n", stopped.Error, StringComparison.Ordinal);

        var skipped = Replay(Two + row + "\n", "--broken", "skip");

        Assert.Equal(ExitCodes.Success, skipped.Code);
        Assert.StartsWith($"8 rows of 2 tickets gave", skipped.Output, StringComparison.Ordinal);
        Assert.Contains($"skipped 1 row: {reason}; line 9\n", skipped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_that_the_policy_does_not_take_is_counted_by_its_reason()
    {
        var run = Replay(Two + "A-3,2026-03-03 11:00,Queued,,,3 - Low,4 - Low\n");

        Assert.Contains(
            "not taken 1 ticket: intake.information_missing; first in line 9\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_log_in_another_encoding_or_cut_off_is_refused()
    {
        Assert.Contains(
            "The text is not in the encoding",
            Replay("log.csv", [.. Encoding.UTF8.GetBytes(Two), 0xE9, 0x0A]).Error,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCodes.Unusable, Replay("log.csv.gz", Encoding.UTF8.GetBytes(Two)).Code);
        Assert.Contains(
            "cannot be read beyond",
            Replay("log.csv.gz", Compressed(Two)[..^9]).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_mapping_names_the_columns_that_the_log_has()
    {
        var run = Replay(Two.Replace("incident,time", "number,time", StringComparison.Ordinal));

        Assert.Contains(
            "The log has no column \"incident\". Name one of: number, time,",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Reopenings_that_a_log_counts_are_compared_with_the_events()
    {
        var log =
            Header.Replace("priority", "priority,again", StringComparison.Ordinal)
            + """
                A-1,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,0
                A-1,2026-03-02 09:30,In progress,eve,2 - Medium,2 - Medium,3 - Moderate,0
                A-1,2026-03-02 10:00,Done,eve,2 - Medium,2 - Medium,3 - Moderate,0
                A-1,2026-03-02 11:00,In progress,eve,2 - Medium,2 - Medium,3 - Moderate,1
                A-2,2026-03-02 11:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,2
                A-3,2026-03-02 11:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,

                """;
        var map = Map.Replace(
            "\"facts\"",
            "\"compare\": { \"reopened\": \"again\" }, \"facts\"",
            StringComparison.Ordinal
        );

        using var json = Json(ReplayBy(map, log, "--format", "json"));

        Assert.Equal(1, json.RootElement.GetProperty("sameReopenings").GetInt32());
        var other = Assert.Single(json.RootElement.GetProperty("otherReopenings").EnumerateArray());
        Assert.Equal(
            ("2", "0", 6),
            (
                other.GetProperty("recorded").GetString(),
                other.GetProperty("computed").GetString(),
                other.GetProperty("firstLine").GetInt32()
            )
        );
        Assert.Contains(
            "\"again\" is not a count: \"often\"",
            ReplayBy(map, log.Replace("Moderate,2", "Moderate,often", StringComparison.Ordinal)).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Events_are_written_when_asked_for_the_same_bytes_every_time()
    {
        using var json = Json(Replay(Two, "--format", "json", "--events", Folder.PathOf("one.ndjson")));
        Replay(Two, "--events", Folder.PathOf("two.ndjson"));

        var bytes = File.ReadAllBytes(Folder.PathOf("one.ndjson"));
        Assert.Equal(bytes, File.ReadAllBytes(Folder.PathOf("two.ndjson")));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
            json.RootElement.GetProperty("eventsSha256").GetString()
        );
        var lines = File.ReadAllLines(Folder.PathOf("one.ndjson"));
        Assert.Equal(json.RootElement.GetProperty("events").GetInt32(), lines.Length);
        Assert.Equal(2, lines.Select(line => line[..50]).Distinct().Count());
    }

    [Fact]
    public void A_replay_that_ends_early_leaves_no_file_of_events()
    {
        Assert.Equal(ExitCodes.Unusable, Replay(Two + "A-9\n", "--events", Folder.PathOf("events.ndjson")).Code);

        Assert.False(File.Exists(Folder.PathOf("events.ndjson")));
        Assert.False(File.Exists(Folder.PathOf("events.ndjson.partial")));
    }

    [Fact]
    public void Events_are_written_by_one_worker_alone()
    {
        var run = Replay(Two, "--events", Folder.PathOf("events.ndjson"), "--workers", "2");

        Assert.Contains("(tool.argument_invalid)", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.PathOf("events.ndjson")));
    }

    [Theory]
    [InlineData("\\\"")]
    [InlineData("\\n")]
    [InlineData(";;")]
    public void What_separates_no_fields_is_refused(string separator)
    {
        var map = Map.Replace("\"facts\"", $"\"separator\": \"{separator}\", \"facts\"", StringComparison.Ordinal);

        var run = ReplayBy(map, Two);

        Assert.Contains("$.separator: This does not separate fields.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"incident":"A-\ud800","time":"2026-03-02 09:00"}""")]
    [InlineData("""{"incident\ud800":"A-1"}""")]
    [InlineData("""["A-1"]""")]
    [InlineData("{")]
    public void A_line_that_is_not_an_object_with_texts_is_broken(string line)
    {
        var run = Replay("log.ndjson", Encoding.UTF8.GetBytes(line + "\n"), "--broken", "skip");

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        Assert.Contains("skipped 1 row: the line is not a JSON object; line 1\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_can_be_canceled()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, error, 80, Colors: false);

        var code = await Tool.RunAsync(Args("log.csv", Encoding.UTF8.GetBytes(Two)), terminal, canceled.Token);

        Assert.Equal((ExitCodes.Canceled, ""), (code, output.ToString()));
    }

    private static (int, int, int) Sums(JsonElement metric) =>
        (
            metric.GetProperty("made").GetInt32(),
            metric.GetProperty("met").GetInt32(),
            metric.GetProperty("breached").GetInt32()
        );

    private static string AsLines(string[] csv)
    {
        var names = csv[0].Split(',');
        var lines = csv.Skip(1)
            .Select(row =>
                JsonSerializer.Serialize(
                    names.Zip(row.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second)
                )
            );
        return string.Join('\n', lines);
    }
}
