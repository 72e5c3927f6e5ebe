using System.Reflection;
using System.Text.RegularExpressions;

namespace SupportKit.Cli.Tests;

/// <summary>docs/tool.md shows what the tool does.</summary>
public partial class DocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Samples.Root, "docs", "tool.md"))
        .ReplaceLineEndings("\n");

    public static TheoryData<string, string> Examples =>
        new(Example().Matches(Document).Select(match => (match.Groups[1].Value, match.Groups[2].Value)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_document_shows(string command, string output)
    {
        var args = command.Split(' ').Skip(1).Select(arg => File.Exists(Absolute(arg)) ? Absolute(arg) : arg).ToArray();

        var run = ToolRun.Of(args);

        var printed = run.Output.Replace(Samples.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Assert.Equal(("", Undated(output)), (run.Error, Undated(printed.TrimEnd('\n'))));
    }

    // The version of the time-zone data changes with the packages.
    private static string Undated(string text) => TimeZoneData().Replace(text, "TZDB");

    [Fact]
    public void Every_command_has_an_example_or_a_sentence() =>
        Assert.All(Commands(), command => Assert.Contains($"\n| `{command} ", Document, StringComparison.Ordinal));

    [Fact]
    public void Every_code_is_listed_with_its_remedy() =>
        Assert.Equal(
            typeof(ToolErrors)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal),
            Row().Matches(Document).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_policy_of_the_examples_is_the_one_that_new_writes() =>
        Assert.Equal(
            File.ReadAllText(Absolute("docs/examples/support.json")).ReplaceLineEndings("\n"),
            ToolRun.Of("new", "-", "--id", "support", "--time-zone", "Europe/Paris").Output
        );

    private static IEnumerable<string> Commands() =>
        ToolRun
            .Of("--help")
            .Output.Split("Commands:\n")[1]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' ')[0]);

    private static string Absolute(string path) => Path.Combine(Samples.Root, path);

    [GeneratedRegex(@"```console\n\$ (.*?)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"TZDB: \w+ \(mapping: \w+\)")]
    private static partial Regex TimeZoneData();

    [GeneratedRegex(@"^\| `(tool\.[a-z_]+)` \| .+\. \| .+\. \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
