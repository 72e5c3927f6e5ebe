using System.Net;

namespace SupportKit.Cli.Tests;

/// <summary>Tests recorded by a click.</summary>
public sealed class RecordedTestTests
{
    private static object Of(string name) =>
        new
        {
            text = SmallPolicy.Text,
            test = new
            {
                name,
                request = new
                {
                    category = "outage",
                    channel = "web",
                    organization = "acme \"north\"",
                    facts = new { plan = "pro", seats = 200 },
                },
                at = "2026-03-06T16:00",
                expect = new { },
                steps = new object[]
                {
                    new { at = "2026-03-06T16:30", @do = "ask" },
                    new
                    {
                        at = "2026-03-06T16:45",
                        @do = "reply",
                        by = "requester",
                    },
                    new { at = "2026-03-09T13:00", @do = "wait" },
                },
            },
        };

    [Fact]
    public async Task A_recorded_test_passes_and_begins_the_file()
    {
        await using var host = await StudioHost.StartAsync();

        var (status, answer) = await host.AskAsync("record", Of("An outage"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("An outage", answer.GetProperty("name").GetString());
        var run = ToolRun.Of("test", host.Path);
        Assert.StartsWith("ok 1 of 1 tests pass", run.Output, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(host.TestPath);
        Assert.Contains("acme \\\"north\\\"", text, StringComparison.Ordinal);
        Assert.Equal(text, JsonFormatter.Format(text, "it"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task It_is_added_at_the_end_and_what_was_there_stays_with_its_comments(string newLine)
    {
        var before = """
            {
              // By hand: ä, and a list after it.
              "tests": [
                { "name": "spam]}", "request": { "category": "spam", "channel": "web" }, "at": "2026-03-06T16:00", "expect": { "verdict": "refuse" } }, // the last
              ],
              "comment": ["tests", { "tests": [{}] }]
            }

            """.ReplaceLineEndings(newLine);
        await using var host = await StudioHost.StartAsync(tests: before);

        await host.AskAsync("record", Of("An outage"));

        var after = await File.ReadAllTextAsync(host.TestPath);
        var at = before.IndexOf(", // the last", StringComparison.Ordinal);
        Assert.StartsWith(before[..at], after, StringComparison.Ordinal);
        Assert.EndsWith(before[at..], after, StringComparison.Ordinal);
        Assert.Equal(newLine == "\r\n", after.Contains("\"An outage\",\r\n", StringComparison.Ordinal));
        Assert.StartsWith("ok 2 of 2 tests pass", ToolRun.Of("test", host.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_nothing_is_written()
    {
        await using var host = await StudioHost.StartAsync();
        await host.AskAsync("record", Of("An outage"));
        var before = await File.ReadAllTextAsync(host.TestPath);

        var (status, answer) = await host.AskAsync("record", Of("An outage"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(ToolErrors.InputInvalid, answer.GetProperty("code").GetString());
        Assert.Equal(before, await File.ReadAllTextAsync(host.TestPath));
    }
}
