using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Misspelt = """
        {
          // A comment before it moves nothing.
          "id": "small", "channels": { "web": {} }, "categories": { "question": {} },
          "scope": [{ "id": "everyone", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "r", "when": { "categry": "question" }, "then": "high" }] },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] }
        }
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples.Policies), MemberType = typeof(Samples))]
    public void The_sample_policies_have_no_warnings(string policy)
    {
        var run = ToolRun.Of("check", "--strict", Samples.PathOf(policy));

        Assert.Equal("", run.Error);
        Assert.Equal(ExitCodes.Success, run.Code);
    }

    [Fact]
    public void A_finding_shows_the_line_with_a_caret_under_what_is_wrong()
    {
        var run = ToolRun.Of("check", folder.Add("small.json", Misspelt));

        Assert.Equal(ExitCodes.Failure, run.Code);
        var lines = run.Output.Split('\n');
        Assert.StartsWith(
            "error policy.fact_unknown: The fact \"categry\" is not declared.",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.EndsWith("small.json:5:70  $.priority.rules[0].when.categry", lines[1], StringComparison.Ordinal);
        Assert.Equal("\"categry\"", lines[2].Substring(lines[3].IndexOf('^', StringComparison.Ordinal), 9));
        Assert.Equal(9, lines[3].Count(letter => letter == '^'));
        Assert.Contains("write \"category\" if that was meant", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("small.json: 1 error", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_not_JSON_is_shown_at_its_line()
    {
        var run = ToolRun.Of("check", folder.Add("small.json", "{\n  \"id\": \"small\",\n  \"name\" \"x\"\n}"));

        Assert.Equal(ExitCodes.Failure, run.Code);
        Assert.Contains("small.json:3:10  $\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal()
    {
        var run = ToolRun.In(80, "", "check", folder.Add("small.json", Misspelt));

        // A path is not broken, and the folders of tests have long ones.
        Assert.All(
            run.Output.Split('\n').Where(line => !line.Contains(".json", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 80)
        );
    }

    [Theory]
    [InlineData(false, ExitCodes.Success)]
    [InlineData(true, ExitCodes.Failure)]
    public void Warnings_fail_a_strict_check_only(bool strict, int code)
    {
        var shadowed = SmallPolicy.Text.Replace(
            "{ \"id\": \"everyone\", \"then\": \"accept\" }",
            "{ \"id\": \"everyone\", \"then\": \"accept\" }, { \"id\": \"never\", \"then\": \"accept\" }",
            StringComparison.Ordinal
        );
        string[] args = ["check", folder.Add("small.json", shadowed)];

        Assert.Equal(code, ToolRun.Of(strict ? [.. args, "--strict"] : args).Code);
    }

    [Fact]
    public void An_example_that_the_policy_does_not_meet_is_a_warning_at_its_line()
    {
        var policy = WithExample(Example, "\"priority\": \"high\", \"queue\": \"helpers\"");

        var run = ToolRun.Of("check", folder.Add("small.json", policy));

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.StartsWith(
            "warning tool.example_failed: The example \"A question\" expects priority: high; but it is normal.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("small.json:2:14  $.examples[0]", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("small.json: 1 warning\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failure, ToolRun.Of("check", "--strict", folder.PathOf("small.json")).Code);
    }

    [Fact]
    public void An_example_that_the_policy_meets_is_no_finding()
    {
        var run = ToolRun.Of("check", folder.Add("small.json", WithExample(Example, "\"priority\": \"normal\"")));

        Assert.StartsWith("ok ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_that_no_request_can_meet_is_a_warning_at_its_value()
    {
        var run = ToolRun.Of("check", folder.Add("small.json", WithExample(Example, "\"priority\": \"urgent\"")));

        Assert.Equal(ExitCodes.Success, run.Code);
        Assert.StartsWith(
            "warning tool.input_invalid: No request can ever get \"urgent\"",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("  $.examples[0].expect.priority", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_are_not_held_against_a_policy_with_errors()
    {
        var policy = WithExample(Example, "\"priority\": \"high\"")
            .Replace(", { \"id\": \"others\", \"then\": \"normal\" }", "", StringComparison.Ordinal)
            .Replace("\n      { \"id\": \"others\", \"then\": \"normal\" }", "", StringComparison.Ordinal)
            .Replace("\"then\": \"high\" },", "\"then\": \"high\" }", StringComparison.Ordinal);

        var run = ToolRun.Of("check", folder.Add("small.json", policy));

        Assert.Equal(ExitCodes.Failure, run.Code);
        Assert.Contains("policy.rule_missing", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("example_failed", run.Output, StringComparison.Ordinal);
    }

    private const string Example =
        "\"name\": \"A question\", \"at\": \"2026-03-02T10:00\", \"request\": { \"category\": \"question\", \"channel\": \"web\" }";

    private static string WithExample(string example, string expect) =>
        SmallPolicy.Text.Replace(
            "  \"id\": \"small\",",
            $"\"examples\": [{{ {example}, \"expect\": {{ {expect} }} }}], \"id\": \"small\",",
            StringComparison.Ordinal
        );

    [Fact]
    public void Machines_read_findings_as_JSON()
    {
        var run = ToolRun.Of("check", "--format", "json", folder.Add("small.json", Misspelt));

        using var json = JsonDocument.Parse(run.Output);
        var finding = json.RootElement.GetProperty("files")[0].GetProperty("findings")[0];
        Assert.Equal(
            ("error", "policy.fact_unknown", 5, 70),
            (
                finding.GetProperty("severity").GetString(),
                finding.GetProperty("code").GetString(),
                finding.GetProperty("line").GetInt32(),
                finding.GetProperty("column").GetInt32()
            )
        );
    }

    [Fact]
    public void Code_scanners_read_findings_as_SARIF()
    {
        var run = ToolRun.Of("check", "--format", "sarif", folder.Add("my policy.json", Misspelt));

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        var result = json.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.EndsWith(
            "my%20policy.json",
            place.GetProperty("artifactLocation").GetProperty("uri").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(79, place.GetProperty("region").GetProperty("endColumn").GetInt32());
    }

    [Fact]
    public void GitHub_shows_findings_beside_the_line()
    {
        var run = ToolRun.Of("check", "--format", "github", folder.Add("100%,small.json", Misspelt));

        Assert.StartsWith("::error file=", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "100%25%2Csmall.json,line=5,col=70,endColumn=79,title=policy.fact_unknown::The fact",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_policy_is_read_from_standard_input_too() =>
        Assert.Equal("ok -\n", ToolRun.WithInput(SmallPolicy.Text, "check", "-").Output.Split("\n\n")[^1]);

    [Fact]
    public void A_file_that_cannot_be_read_is_not_a_finding()
    {
        var run = ToolRun.Of("check", folder.PathOf("none.json"));

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.EndsWith(
            "none.json: There is no such file. Check the path. (tool.file_unreadable)\n",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused()
    {
        var path = folder.PathOf("latin.json");
        File.WriteAllBytes(path, [(byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)'}']);

        Assert.Contains("is not UTF-8", ToolRun.Of("check", path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_told_with_the_help() =>
        Assert.Equal(ExitCodes.Unusable, ToolRun.Of("check", "--stricter", "x.json").Code);
}
