using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>What tests show of a policy: the parts of its conditions, and how its promises end.</summary>
public sealed class CoverageTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string policy;

    public CoverageTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    // "large-outage" asks for an outage of a hundred seats. In the first test both parts hold and the rule wins by each of them; each
    // of the others makes one of them alone fail.
    [Theory]
    [InlineData("""("outage", 250)""", 0)]
    [InlineData("""("outage", 250), ("outage", 50)""", 1)]
    [InlineData("""("outage", 250), ("question", null)""", 0)]
    [InlineData("""("outage", 50), ("question", null)""", 0)]
    public void A_part_is_shown_where_it_alone_makes_the_difference_both_ways(string requests, int shown)
    {
        WriteTests([.. requests.Split("), ").Select(Parse)]);

        var missed = ConditionsOf("priority").Where(part => part.StartsWith("large-outage", StringComparison.Ordinal));

        // Whether it is an outage never matters alone: no other form asks for seats.
        Assert.Equal(1 - Math.Min(1, shown), missed.Count(part => part.Contains("seats", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_part_that_no_request_can_show_is_not_counted()
    {
        WriteTests([("outage", 250), ("outage", 50)]);

        Assert.DoesNotContain(ConditionsOf("priority"), part => part.Contains("category", StringComparison.Ordinal));
    }

    [Fact]
    public void A_promise_is_to_be_seen_kept_and_broken()
    {
        const string Ends = """
            { "tests": [{
              "name": "answered",
              "request": { "category": "question", "channel": "web", "facts": { "plan": "pro" } },
              "at": "2026-03-02T10:00",
              "expect": {},
              "steps": [{ "at": "2026-03-02T%", "do": "reply", "expect": {} }]
            }] }
            """;
        folder.Add("small.test.json", Ends.Replace("%", "12:00", StringComparison.Ordinal));

        var kept = ToolRun.Of("test", policy, "--coverage");
        folder.Add("small.more.test.json", Ends.Replace("%", "14:01", StringComparison.Ordinal));
        var both = ToolRun.Of("test", policy, "--coverage");

        Assert.Contains("promises kept and broken: 1 of 2 (50.0 %)\n", kept.Output, StringComparison.Ordinal);
        Assert.Contains("  never broken: first-response \"pro\"\n", kept.Output, StringComparison.Ordinal);
        Assert.Contains("promises kept and broken: 2 of 2 (100.0 %)\n", both.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threshold-promises", "50", ExitCodes.Success)]
    [InlineData("--threshold-promises", "51", ExitCodes.Failure)]
    [InlineData("--threshold-conditions", "0", ExitCodes.Success)]
    [InlineData("--threshold-conditions", "100", ExitCodes.Failure)]
    public void Each_share_has_a_threshold_of_its_own(string option, string least, int code)
    {
        folder.Add(
            "small.test.json",
            """
            { "tests": [{
              "name": "answered",
              "request": { "category": "question", "channel": "web", "facts": { "plan": "pro" } },
              "at": "2026-03-02T10:00",
              "expect": {},
              "steps": [{ "at": "2026-03-02T12:00", "do": "reply", "expect": {} }]
            }] }
            """
        );

        Assert.Equal(code, ToolRun.Of("test", policy, option, least).Code);
    }

    [Fact]
    public void Examples_in_a_policy_are_run_with_the_tests_beside_it()
    {
        var path = folder.Add(
            "own.json",
            SmallPolicy.Text.Replace(
                "\"id\": \"small\",",
                """
                "id": "small",
                "examples": [
                  {
                    "name": "An advertisement is refused",
                    "request": { "category": "spam", "channel": "web" },
                    "at": "2026-03-02T10:00",
                    "expect": { "verdict": "accept" }
                  }
                ],
                """,
                StringComparison.Ordinal
            )
        );

        var alone = ToolRun.Of("test", path);
        WriteTests([("outage", 250)], "own.test.json");
        var together = ToolRun.Of("test", path);

        Assert.Equal(("", ExitCodes.Failure), (alone.Error, alone.Code));
        Assert.Contains("own.json:4 An advertisement is refused\n", alone.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: expected accept, but it is refuse", alone.Output, StringComparison.Ordinal);
        Assert.Contains("failed 1 of 2 tests pass\n", together.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, ToolRun.Of("check", path).Code);
        Assert.StartsWith("no change", ToolRun.Of("diff", path, policy).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_takes_examples_and_refuses_what_has_no_request()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(Hosting.PolicySchema.Json);
        var good = SmallPolicy.Text.Replace(
            "\"id\": \"small\",",
            "\"id\": \"small\", \"examples\": [{ \"name\": \"x\", \"request\": {}, \"at\": \"2026-03-02T10:00\", \"expect\": {} }],",
            StringComparison.Ordinal
        );

        Assert.Empty(schema.Validate(good));
        Assert.NotEmpty(schema.Validate(good.Replace("\"request\": {},", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_example_that_names_what_the_policy_does_not_have_is_refused_with_its_line()
    {
        var path = folder.Add(
            "own.json",
            SmallPolicy.Text.Replace(
                "\"id\": \"small\",",
                "\"id\": \"small\", \"examples\": [{ \"name\": \"x\", \"request\": { \"facts\": { \"sets\": 1 } }, \"at\": \"2026-03-02T10:00\", \"expect\": {} }],",
                StringComparison.Ordinal
            )
        );

        var run = ToolRun.Of("test", path);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains("own.json:2:", run.Error, StringComparison.Ordinal);
    }

    private static (string Category, int? Seats) Parse(string text)
    {
        var parts = text.Trim('(', ')').Split(", ");
        return (parts[0].Trim('"'), int.TryParse(parts[1], out var seats) ? seats : null);
    }

    private void WriteTests((string Category, int? Seats)[] requests, string file = "small.test.json") =>
        folder.Add(
            file,
            JsonSerializer.Serialize(
                new
                {
                    tests = requests.Select(
                        (one, i) =>
                            new
                            {
                                name = $"test {i}",
                                request = new
                                {
                                    category = one.Category,
                                    channel = "web",
                                    facts = one.Seats is { } seats
                                        ? new Dictionary<string, int> { ["seats"] = seats }
                                        : [],
                                },
                                at = "2026-03-02T10:00",
                                expect = new { },
                            }
                    ),
                }
            )
        );

    private List<string> ConditionsOf(string section)
    {
        using var json = JsonDocument.Parse(ToolRun.Of("test", policy, "--format", "json").Output);
        return
        [
            .. json
                .RootElement.GetProperty("coverage")
                .GetProperty("conditions")
                .GetProperty("missed")
                .EnumerateArray()
                .Where(part => part.GetProperty("section").GetString() == section)
                .Select(part => $"{part.GetProperty("rule").GetString()} {part.GetProperty("part").GetString()}"),
        ];
    }
}
