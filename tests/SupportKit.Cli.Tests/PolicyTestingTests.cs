using System.Text.Json;
using NJsonSchema;

namespace SupportKit.Cli.Tests;

public sealed class PolicyTestingTests : IDisposable
{
    private const string FridayAfternoon = """
        {
          "tests": [
            {
              "name": "What comes on Friday afternoon is answered by Monday",
              "request": { "category": "outage", "channel": "web", "facts": { "plan": "pro", "seats": 250 } },
              "at": "2026-03-06T15:00",
              "expect": {
                "verdict": "accept", "rule": "everyone", "priority": "high", "queue": "helpers", "state": "new",
                "promises": { "first-response": { "due": "2026-03-09T11:00", "rule": "pro", "within": "4h in office", "status": "running" }, "resolution": null },
                "told": "Monday, 9 March 2026"
              },
              "steps": [
                { "at": "2026-03-09T11:00", "do": "wait", "expect": { "promises": { "first-response": { "status": "running" } } } },
                { "at": "2026-03-09T11:01", "do": "reply", "expect": { "state": "answered", "promises": { "first-response": { "status": "breached" } } } }
              ]
            }
          ]
        }
        """;

    private readonly TestFolder folder = new();
    private readonly string policy;

    public PolicyTestingTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples.Policies), MemberType = typeof(Samples))]
    public void The_tests_of_a_sample_policy_pass_and_reach_every_rule(string sample)
    {
        var run = ToolRun.Of("test", Samples.PathOf(sample), "--threshold", "100", "--format", "json");

        Assert.Equal("", run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(0, json.RootElement.GetProperty("failed").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("passed").GetInt32(), 40, int.MaxValue);
        Assert.Equal(ExitCodes.Success, run.Code);
    }

    [Theory]
    [MemberData(nameof(Samples.Policies), MemberType = typeof(Samples))]
    public async Task The_schema_takes_the_tests_of_the_samples_and_what_is_generated(string sample)
    {
        var schema = await JsonSchema.FromJsonAsync(SchemaCommand.Tests);
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var files = PolicyTestFile.Beside(Samples.PathOf(sample)).Select(File.ReadAllText);

        Assert.All(
            files.Append(ToolRun.Of("test", Samples.PathOf(sample), "--generate").Output),
            text =>
            {
                using var json = JsonDocument.Parse(text, options);
                Assert.Empty(schema.Validate(JsonSerializer.Serialize(json.RootElement)));
            }
        );
    }

    [Fact]
    public void Two_tests_of_one_name_are_refused_at_the_second()
    {
        const string Test =
            "{ \"name\": \"one\", \"at\": \"2026-03-02T10:00\", \"request\": { \"category\": \"spam\" }, \"expect\": {} }";
        var policy = folder.Add("small.json", SmallPolicy.Text);
        folder.Add("small.test.json", $"{{ \"tests\": [\n{Test},\n{Test}\n] }}");

        var run = ToolRun.Of("test", policy);

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains("small.test.json:3:11 ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Two tests are called \"one\".", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tests_stand_beside_the_policy_and_are_found_there()
    {
        folder.Add("small.test.json", FridayAfternoon);
        folder.Add("small.more.test.json", FridayAfternoon);
        folder.Add("smaller.test.json", "not mine");

        var run = ToolRun.Of("test", policy);

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.StartsWith(
            "ok 2 of 2 tests pass\nrules reached: 4 of 6 (66.7 %)\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("  not reached: scope \"no-spam\"\n", run.Output, StringComparison.Ordinal);
    }

    // Every expectation of the example, made wrong in turn.
    [Theory]
    [InlineData("\"accept\"", "\"refuse\"", "verdict: expected refuse, but it is accept")]
    [InlineData("\"everyone\"", "\"no-spam\"", "rule of scope: expected no-spam, but it is everyone")]
    [InlineData("\"high\"", "\"normal\"", "priority: expected normal, but it is high")]
    [InlineData("\"state\": \"new\"", "\"state\": \"open\"", "state: expected open, but it is new")]
    [InlineData(
        "T11:00\", \"rule\"",
        "T11:01\", \"rule\"",
        "first-response due: expected 2026-03-09T10:01:00Z, but it is 2026-03-09T10:00:00Z"
    )]
    [InlineData("4h in", "5h in", "first-response within: expected 5h in office, but it is 4h in office")]
    [InlineData("\"resolution\": null", "\"resolution\": {}", "resolution: expected a promise, but it is none")]
    [InlineData(
        "{ \"due\": \"2026-03-09T11:00\", \"rule\": \"pro\", \"within\": \"4h in office\", \"status\": \"running\" }",
        "null",
        "first-response: expected no promise, but it is one by rule \"pro\""
    )]
    [InlineData("Monday, 9", "Monday, 10", "told: expected a text with \"Monday, 10 March 2026\"")]
    [InlineData("\"breached\"", "\"met\"", "line 14, first-response status: expected met, but it is breached")]
    [InlineData("\"do\": \"reply\"", "\"do\": \"acknowledge\"", "line 14, state: expected answered")]
    [InlineData(
        "\"do\": \"reply\"",
        "\"do\": \"accept\"",
        "line 14, step: expected accepted, but it is refused (ticket.actor_not_permitted"
    )]
    public void What_is_not_as_expected_is_told_with_its_line(string right, string wrong, string told)
    {
        Assert.Contains(right, FridayAfternoon, StringComparison.Ordinal);

        var run = ToolRun.Of(
            "test",
            policy,
            folder.Add("t.test.json", FridayAfternoon.Replace(right, wrong, StringComparison.Ordinal))
        );

        Assert.Equal(("", ExitCodes.Failure), (run.Error, run.Code));
        Assert.Contains("t.test.json:3 What comes on Friday", run.Output, StringComparison.Ordinal);
        Assert.Contains(told, run.Output, StringComparison.Ordinal);
        Assert.Contains("failed 0 of 1 tests pass\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"helpers\"", "\"helprs\"", "No request can ever get \"helprs\" here. Use one of: helpers.")]
    [InlineData("\"do\": \"reply\"", "\"do\": \"replie\"", "\"replie\" is neither an action nor a trigger")]
    [InlineData("2026-03-09T11:01", "2026-03-05T11:01", "The step comes before the one it follows.")]
    [InlineData("\"verdict\"", "\"verdikt\"", "Unknown property \"verdikt\".")]
    [InlineData("\"at\": \"2026-03-06T15:00\",", "", "The test does not say when the request comes.")]
    public void What_no_policy_could_meet_is_refused_before_anything_runs(string right, string wrong, string cause)
    {
        var run = ToolRun.Of(
            "test",
            policy,
            folder.Add("t.test.json", FridayAfternoon.Replace(right, wrong, StringComparison.Ordinal))
        );

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("66", ExitCodes.Success)]
    [InlineData("67", ExitCodes.Failure)]
    public void Too_few_rules_reached_fail_where_a_threshold_is_given(string threshold, int code)
    {
        folder.Add("small.test.json", FridayAfternoon);

        Assert.Equal(code, ToolRun.Of("test", policy, "--threshold", threshold).Code);
    }

    [Fact]
    public void A_policy_without_tests_is_told_how_to_begin()
    {
        var run = ToolRun.Of("test", policy);

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains("--generate", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_tests_pass_and_reach_every_rule_with_few_requests()
    {
        folder.Add("small.test.json", ToolRun.Of("test", policy, "--generate").Output);

        var run = ToolRun.Of("test", policy, "--threshold", "100");

        // Two levels of priority and a refusal: three requests are the fewest.
        Assert.StartsWith(
            "ok 3 of 3 tests pass\nrules reached: 6 of 6 (100.0 %)\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCodes.Success, run.Code);
    }

    [Fact]
    public void Generated_tests_fail_when_the_policy_changes_its_mind()
    {
        folder.Add("small.test.json", ToolRun.Of("test", policy, "--generate").Output);
        folder.Add(
            "small.json",
            SmallPolicy.Text.Replace("\"atLeast\": 100", "\"atLeast\": 1000", StringComparison.Ordinal)
        );

        Assert.Contains(
            "priority: expected high, but it is normal",
            ToolRun.Of("test", policy).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void More_cases_break_a_promise_and_ask_for_what_is_missing()
    {
        var text = ToolRun.Of("test", policy, "--generate", "--cases", "25").Output;

        Assert.Contains("\"missing\": [\"seats\"]", text, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"breached\"", text, StringComparison.Ordinal);
        Assert.Contains("on a holiday of \\\"office\\\"", text, StringComparison.Ordinal);
        folder.Add("small.test.json", text);
        Assert.StartsWith("ok 25 of 25 tests pass", ToolRun.Of("test", policy).Output, StringComparison.Ordinal);
    }
}
