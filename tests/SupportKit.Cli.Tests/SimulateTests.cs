using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>One history under two policies.</summary>
public sealed class SimulateTests : IDisposable
{
    private static readonly string Old = Example("support.json");
    private static readonly string Log = Example("requests.csv");
    private static readonly string Map = Example("requests.map.json");

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_ticket_that_flips_is_told_with_the_rules_that_make_the_difference()
    {
        using var json = Json(Simulate(Example("support-next.json"), Log));

        var flips = json.RootElement.GetProperty("flips").EnumerateArray().Select(Described).ToList();
        Assert.Equal(
            [
                "first-response: broken → kept, R-4: 8h in office by \"pro-answer\" (plan = pro) → 1bd in office by \"pro-answer\" (plan = pro)",
                "first-response: broken → nothing promised, R-2: priority high by \"everyone-is-hit\" → normal by \"everything-else\"; 1h in office by \"high-answer\" (priority = high) → nothing promised",
            ],
            flips
        );
        Assert.Equal(2, json.RootElement.GetProperty("flipped").GetInt32());
    }

    [Fact]
    public void A_policy_against_itself_flips_nothing()
    {
        var run = Run(Old, Log);

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        Assert.Contains("no ticket flips\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_policies_that_take_no_ticket_are_not_told_to_agree()
    {
        var run = Run(
            Old,
            Log[..(Log.IndexOf('\n', StringComparison.Ordinal) + 1)],
            "--html",
            folder.PathOf("page.html")
        );

        Assert.Contains("neither policy takes a ticket of this log\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no ticket flips", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Neither policy takes a ticket of this log.",
            File.ReadAllText(folder.PathOf("page.html")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--markdown", "log.csv")]
    [InlineData("--html", "next.json")]
    [InlineData("--tickets", "map.json")]
    public void A_file_that_is_read_is_not_written_over(string option, string read)
    {
        Args(Old, Log);
        var before = File.ReadAllText(folder.PathOf(read));

        var run = Run(Old, Log, option, folder.PathOf(read));

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains(
            $"{option}: \"{folder.PathOf(read)}\" is a file that this command reads",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllText(folder.PathOf(read)));
    }

    [Fact]
    public void Other_hours_of_a_calendar_are_a_reason()
    {
        var longer = Old.Replace("09:00-17:00", "09:00-20:00", StringComparison.Ordinal);

        using var json = Json(Simulate(longer, Log));

        // Until eight the hour of R-7 is over on the same evening, and not on the next morning.
        Assert.Contains(
            "first-response: kept → broken, R-7: calendar \"office\" has other hours, under \"high-answer\" → \"high-answer\"",
            json.RootElement.GetProperty("flips").EnumerateArray().Select(Described)
        );
    }

    [Fact]
    public void A_ticket_that_one_policy_does_not_take_is_told_by_the_refusal()
    {
        var stricter = Old.Replace(
            "\"incident\": { \"required\": [\"impact\"] }",
            "\"incident\": { \"required\": [\"impact\"] }, \"question\": { \"required\": [\"impact\"] }",
            StringComparison.Ordinal
        );

        using var json = Json(Simulate(stricter, Log));

        Assert.Equal(
            ["request: taken → not taken, R-3: accepted → intake.information_missing"],
            json.RootElement.GetProperty("flips").EnumerateArray().Select(Described)
        );
    }

    // Each side counts what a replay under that policy alone counts, and several workers find what one finds.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Sums_are_those_of_a_replay_however_many_work(int workers)
    {
        var log = Many(400);
        var next = Example("support-next.json");

        using var json = Json(Simulate(next, log, "--workers", workers.ToString(CultureInfo.InvariantCulture)));
        var alone = Simulate(next, log).Output;

        Assert.Equal(alone, json.RootElement.GetRawText() + "\n");
        Assert.Equal(Replayed(Old, log), json.RootElement.GetProperty("against").GetProperty("promises").GetRawText());
        Assert.Equal(Replayed(next, log), json.RootElement.GetProperty("policy").GetProperty("promises").GetRawText());
        foreach (var side in (string[])["against", "policy"])
        {
            var found = json.RootElement.GetProperty(side);
            var sums = found.GetProperty("promises").GetProperty("first-response");
            Assert.Equal(400, Sum(found, "openedByHour"));
            Assert.Equal(sums.GetProperty("made").GetInt64(), Sum(found, "dueByHour"));
            Assert.Equal(sums.GetProperty("breached").GetInt64(), Sum(found, "brokenByHour"));
        }
    }

    [Fact]
    public void Every_ticket_that_flips_is_listed_when_asked_for()
    {
        using var json = Json(
            Simulate(Example("support-next.json"), Many(400), "--tickets", folder.PathOf("flips.csv"), "--workers", "3")
        );

        var lines = File.ReadAllLines(folder.PathOf("flips.csv"));
        Assert.Equal("ticket,line,what,from,to,reason", lines[0]);
        var flipped = lines
            .Skip(1)
            .Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(json.RootElement.GetProperty("flipped").GetInt32(), flipped.Distinct().Count());
        Assert.Equal(flipped.Order(), flipped);
    }

    [Fact]
    public void Reports_need_nothing_from_elsewhere_and_names_of_a_log_stay_text()
    {
        var log = Log.Replace("R-2,", "<img src=x onerror=alert(1)>|`R-2`,", StringComparison.Ordinal);

        var run = Run(
            Example("support-next.json"),
            log,
            "--html",
            folder.PathOf("page.html"),
            "--markdown",
            folder.PathOf("page.md")
        );

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        var page = File.ReadAllText(folder.PathOf("page.html"));
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.All(
            ["<img", "<script", "<link", "http:", "https:", "url("],
            part => Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase)
        );
        var markdown = File.ReadAllText(folder.PathOf("page.md"));
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;\\|\\`R-2\\`", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_does_not_obey_what_stands_in_a_log()
    {
        var run = Run(Example("support-next.json"), Log.Replace("R-2,", "R\u001b[2J,", StringComparison.Ordinal));

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains("R\uFFFD[2J (line 4)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_that_is_canceled_leaves_no_file()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, error, 80, Colors: false);

        var code = await Tool.RunAsync(
            [.. Args(Old, Log), "--html", folder.PathOf("page.html")],
            terminal,
            canceled.Token
        );

        Assert.Equal((ExitCodes.Canceled, ""), (code, output.ToString()));
        Assert.False(File.Exists(folder.PathOf("page.html")));
    }

    private ToolRun Simulate(string next, string log, params string[] options) =>
        Run(next, log, [.. options, "--json"]);

    private ToolRun Run(string next, string log, params string[] options) =>
        ToolRun.Of([.. Args(next, log), .. options]);

    private string[] Args(string next, string log) =>
        [
            "simulate",
            folder.Add("next.json", next),
            "--against",
            folder.Add("old.json", Old),
            "--log",
            folder.Add("log.csv", log),
            "--map",
            folder.Add("map.json", Map),
        ];

    private string Replayed(string policy, string log)
    {
        var run = ToolRun.Of(
            "replay",
            folder.Add("one.json", policy),
            "--log",
            folder.Add("log.csv", log),
            "--map",
            folder.Add("map.json", Map),
            "--format",
            "json"
        );
        using var json = Json(run);
        return json.RootElement.GetProperty("promises").GetRawText().Replace("\n", "\n  ", StringComparison.Ordinal);
    }

    private static string Described(JsonElement flip)
    {
        var first = flip.GetProperty("first")[0].GetProperty("ticket").GetString();
        var metric = flip.GetProperty("metric").GetString() ?? "request";
        return $"{metric}: {flip.GetProperty("from").GetString()} → {flip.GetProperty("to").GetString()}, {first}: {flip.GetProperty("reason").GetString()}";
    }

    private static long Sum(JsonElement side, string hours) =>
        side.GetProperty(hours).EnumerateArray().Sum(hour => hour.GetInt64());

    // Tickets of every kind, at all hours of four weeks, answered sooner or later; the log is not in the order of tickets.
    private static string Many(int tickets)
    {
        var rows = new List<string>();
        for (var i = 0; i < tickets; i++)
        {
            var opened = new DateTime(2026, 3, 2).AddMinutes(i * 97);
            var answered = opened.AddMinutes(5 + i * 131 % 3000);
            var facts =
                $"{(i % 3 == 0 ? "question" : "incident")},{(i % 2 == 0 ? "pro" : "free")},{(i % 5 == 0 ? "everyone" : "one")},true";
            rows.Add(FormattableString.Invariant($"M-{i},{opened:yyyy-MM-dd HH:mm},new,,high,{facts}"));
            rows.Insert(
                i * 7 % rows.Count,
                FormattableString.Invariant($"M-{i},{answered:yyyy-MM-dd HH:mm},answered,ana,high,{facts}")
            );
        }
        return new StringBuilder(Log.Split('\n')[0]).Append('\n').AppendJoin('\n', rows).Append('\n').ToString();
    }

    private static JsonDocument Json(ToolRun run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static string Example(string name) =>
        File.ReadAllText(Path.Combine(Samples.Root, "docs", "examples", name)).ReplaceLineEndings("\n");
}
