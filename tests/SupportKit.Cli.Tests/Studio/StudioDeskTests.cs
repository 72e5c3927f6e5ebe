using System.Net;
using System.Text.Json;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli.Tests;

/// <summary>What the page is answered.</summary>
public sealed class StudioDeskTests : IAsyncLifetime
{
    private const string Friday = "2026-03-06T16:00";

    private readonly object outage = new
    {
        category = "outage",
        channel = "web",
        facts = new { plan = "pro", seats = 200 },
    };

    private StudioHost host = null!;

    public async ValueTask InitializeAsync() => host = await StudioHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_text_with_a_fault_is_answered_with_its_place_and_decides_nothing()
    {
        var text = SmallPolicy.Text.Replace("\"helpers\" }", "\"helprs\" }", StringComparison.Ordinal);
        var (_, answer) = await host.AskAsync("check", new { text });

        var finding = answer.GetProperty("findings").EnumerateArray().First();
        Assert.Equal(
            ("policy.queue_unknown", "error"),
            (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString())
        );
        Assert.Equal("\"helprs\"", Marked(text, finding));
        Assert.False(answer.TryGetProperty("policy", out _));
    }

    [Fact]
    public async Task A_text_that_is_not_JSON_is_marked_at_the_sign_that_cannot_stand_there()
    {
        var text = SmallPolicy
            .Text.Replace("\"small\"", "\"d’été\"", StringComparison.Ordinal)
            .Replace("\"timeZone\"", "timeZone", StringComparison.Ordinal);
        var (_, answer) = await host.AskAsync("check", new { text });

        Assert.Equal("timeZone", Marked(text, answer.GetProperty("findings")[0]));
    }

    [Fact]
    public void A_check_that_the_next_keystroke_has_overtaken_is_given_up()
    {
        var effort = CheckEffort.Usual with { Cancellation = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() =>
            PolicyChecker.Analyze(Policy.Parse(SmallPolicy.Text), effort, null, null)
        );
    }

    [Fact]
    public async Task The_form_is_the_policys_and_is_sent_once()
    {
        var (_, first) = await host.AskAsync("check", new { text = SmallPolicy.Text });
        var outageForm = first
            .GetProperty("model")
            .GetProperty("categories")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == "outage");
        var seats = Assert.Single(outageForm.GetProperty("fields").EnumerateArray());
        Assert.Equal("required", seats.GetProperty("need").GetString());

        var known = first.GetProperty("policy").GetString();
        var (_, second) = await host.AskAsync("check", new { text = SmallPolicy.Text, known });

        Assert.False(second.TryGetProperty("model", out _));
    }

    [Fact]
    public async Task A_request_is_decided_with_its_reasons()
    {
        var story = (await host.TellAsync(outage, Friday)).GetProperty("story");

        Assert.Equal("accept", story.GetProperty("verdict").GetString());
        Assert.Equal("high", story.GetProperty("ticket").GetProperty("priority").GetString());
        var priority = story
            .GetProperty("trace")
            .EnumerateArray()
            .Single(one => one.GetProperty("section").GetString() == "priority");
        Assert.Equal(
            ["wins", "late"],
            priority.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("mark").GetString())
        );
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_what_the_policy_does_not_know_is_told()
    {
        var missing = (await host.TellAsync(new { category = "outage", channel = "web" }, Friday)).GetProperty("story");
        Assert.Equal("needInfo", missing.GetProperty("verdict").GetString());
        Assert.False(missing.TryGetProperty("ticket", out _));

        var unknown = await host.TellAsync(new { category = "question", facts = new { plan = "gold" } }, Friday);
        Assert.Equal(ToolErrors.FactInvalid, unknown.GetProperty("problem").GetProperty("code").GetString());
    }

    // Promised within four hours of office time on Friday at four, so due on Monday at noon.
    [Theory]
    [InlineData("2026-03-06T16:30", "running", 1800, "new")]
    [InlineData("2026-03-08T12:00", "running", 3600, "new")]
    [InlineData("2026-03-09T11:59", "running", 4 * 3600 - 60, "new")]
    [InlineData("2026-03-09T12:01", "breached", 4 * 3600, "new")]
    public async Task A_promise_is_seen_as_it_stands_at_the_instant_of_the_slider(
        string now,
        string status,
        int used,
        string state
    )
    {
        var story = (await host.TellAsync(outage, Friday, now)).GetProperty("story");
        var lane = Assert.Single(story.GetProperty("ticket").GetProperty("lanes").EnumerateArray());

        Assert.Equal("2026-03-09T12:00:00+01:00", lane.GetProperty("due").GetString());
        Assert.Equal(status, lane.GetProperty("status").GetString());
        Assert.Equal(used, lane.GetProperty("usedSeconds").GetDouble(), 1.0);
        Assert.Equal(state, story.GetProperty("ticket").GetProperty("state").GetString());
        Assert.Contains(
            story.GetProperty("moments").EnumerateArray(),
            moment => moment.GetProperty("what").GetString() == "broken"
        );
    }

    [Fact]
    public async Task Steps_happen_when_the_slider_has_reached_them()
    {
        var step = new { at = "2026-03-06T16:40", @do = "reply" };
        var before = (await host.TellAsync(outage, Friday, "2026-03-06T16:39", step)).GetProperty("story");
        var after = (await host.TellAsync(outage, Friday, "2026-03-06T16:40", step)).GetProperty("story");

        Assert.Equal("new", before.GetProperty("ticket").GetProperty("state").GetString());
        Assert.Equal("answered", after.GetProperty("ticket").GetProperty("state").GetString());
        Assert.Equal(
            "answered",
            Assert.Single(before.GetProperty("steps").EnumerateArray()).GetProperty("state").GetString()
        );
        Assert.Equal("met", after.GetProperty("ticket").GetProperty("lanes")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_cannot_be_done_now_says_why()
    {
        var story = (await host.TellAsync(outage, Friday)).GetProperty("story");
        var actions = story.GetProperty("actions").EnumerateArray().ToDictionary(NameOf, one => one);

        Assert.False(actions["resolve False"].TryGetProperty("refused", out _));
        Assert.True(actions["reopen False"].TryGetProperty("refused", out var why));
        Assert.NotEqual("", why.GetString());

        static string NameOf(JsonElement one) =>
            $"{one.GetProperty("do")} {one.GetProperty("byRequester").GetBoolean()}";
    }

    [Fact]
    public async Task A_file_that_was_changed_meanwhile_is_not_written_over()
    {
        var (_, file) = await host.AskAsync("file", new { });
        var known = file.GetProperty("version").GetString();
        await File.WriteAllTextAsync(host.Path, "{}");

        var (status, refused) = await host.AskAsync("save", new { text = "mine", known });
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(ToolErrors.FileChanged, refused.GetProperty("code").GetString());
        Assert.Equal("{}", await File.ReadAllTextAsync(host.Path));

        var (_, again) = await host.AskAsync("file", new { });
        await host.AskAsync("save", new { text = "mine\n", known = again.GetProperty("version").GetString() });
        Assert.Equal("mine\n", await File.ReadAllTextAsync(host.Path));
    }

    [Fact]
    public async Task A_file_that_was_deleted_meanwhile_is_written_anew()
    {
        var (_, file) = await host.AskAsync("file", new { });
        File.Delete(host.Path);

        var (status, _) = await host.AskAsync(
            "save",
            new { text = "mine\n", known = file.GetProperty("version").GetString() }
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(host.Path));
    }

    [Fact]
    public async Task Ends_of_lines_stay_as_the_file_has_them()
    {
        await File.WriteAllTextAsync(host.Path, "{\r\n}\r\n");
        var (_, file) = await host.AskAsync("file", new { });
        Assert.Equal("{\n}\n", file.GetProperty("text").GetString());

        await host.AskAsync("save", new { text = "{\n\n}\n", known = file.GetProperty("version").GetString() });

        Assert.Equal("{\r\n\r\n}\r\n", await File.ReadAllTextAsync(host.Path));
    }

    [Fact]
    public async Task The_table_of_rules_tells_tests_and_rules_before()
    {
        await File.WriteAllTextAsync(
            host.TestPath,
            """
            { "tests": [
              { "name": "spam", "request": { "category": "spam", "channel": "web" }, "at": "2026-03-06T16:00", "expect": { "verdict": "refuse" } },
              { "name": "wrong", "request": { "category": "question", "channel": "web" }, "at": "2026-03-06T16:00", "expect": { "priority": "high" } }
            ] }
            """
        );
        var (_, table) = await host.AskAsync("rules", new { text = SmallPolicy.Text });

        var scope = table.GetProperty("sections")[0].GetProperty("rules");
        Assert.Equal(["spam"], Texts(scope[0].GetProperty("tests")));
        Assert.Equal([], Texts(scope[0].GetProperty("after")));
        Assert.Equal(["no-spam"], Texts(scope[1].GetProperty("after")));
        var pro = table.GetProperty("sections").EnumerateArray().Last().GetProperty("rules")[0];
        Assert.False(pro.GetProperty("reached").GetBoolean());
        Assert.Equal(
            ["priority: expected high, but it is normal"],
            Texts(table.GetProperty("tests")[1].GetProperty("failures"))
        );

        static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(one => one.GetString());
    }

    [Fact]
    public async Task Examples_in_the_text_stand_among_the_tests_and_warn_where_they_fail()
    {
        var text = SmallPolicy.Text.Replace(
            "  \"id\": \"small\",",
            """
              "examples": [{
                "name": "mine", "at": "2026-03-02T10:00",
                "request": { "category": "spam", "channel": "web" }, "expect": { "verdict": "accept" }
              }],
              "id": "small",
            """,
            StringComparison.Ordinal
        );

        var (_, check) = await host.AskAsync("check", new { text });
        var (_, table) = await host.AskAsync("rules", new { text });

        var finding = Assert.Single(check.GetProperty("findings").EnumerateArray());
        Assert.Equal(ToolErrors.ExampleFailed, finding.GetProperty("code").GetString());
        // The policy can be tried all the same.
        Assert.True(check.TryGetProperty("model", out _));
        var mine = table.GetProperty("tests")[0];
        Assert.Equal(
            ("mine", "small.json"),
            (mine.GetProperty("name").GetString(), mine.GetProperty("file").GetString())
        );
        Assert.Single(mine.GetProperty("failures").EnumerateArray());
    }

    // What the page marks.
    private static string Marked(string text, JsonElement finding) =>
        text.Split('\n')[finding.GetProperty("line").GetInt32() - 1]
            .Substring(finding.GetProperty("column").GetInt32() - 1, finding.GetProperty("length").GetInt32());
}
