using System.Globalization;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>Where the tool points when something is wrong in a file: at the value, the name or the sign that is, and at no more.</summary>
public sealed class FaultPlaceTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"timeZone\": \"Europe/Paris\",\n", "\"timeZone\": \"Europe/Paris\"\n", "\"channels\"")]
    [InlineData("\"id\": \"small\"", "\"id\" \"small\"", "\"small\"")]
    [InlineData("\"id\": \"small\"", "\"id\": small", "small")]
    [InlineData("\"id\": \"small\"", "\"id\": -tru", "-tru")]
    [InlineData("\"timeZone\"", "\"colour\": 1, \"timeZone\"", "\"colour\"")]
    [InlineData("\"timeZone\"", "\"id\": \"again\", \"timeZone\"", "\"id\"")]
    [InlineData("\"Europe/Paris\",\n", "5,\n", "5")]
    [InlineData("\"plan\": \"pro\" }", "\"paln\": \"pro\" }", "\"paln\"")]
    [InlineData("\"plan\": \"pro\" }", "\"plan\": \"por\" }", "\"por\"")]
    [InlineData("\"outage\": { \"required\"", "\"outrage\": { \"required\"", "\"outrage\"")]
    [InlineData("\"then\": \"normal\"", "\"then\": \"usual\"", "\"usual\"")]
    [InlineData("\"then\": \"helpers\"", "\"then\": \"helper\"", "\"helper\"")]
    [InlineData("\"id\": \"everyone\"", "\"id\": \"no-spam\"", "\"no-spam\"")]
    [InlineData("\"within\": \"4h\"", "\"within\": \"4 hours\"", "\"4 hours\"")]
    [InlineData("\"within\": \"4h\"", "\"within\": \"4h\", \"warnAt\": [\"50%\", \"soon\"]", "\"soon\"")]
    [InlineData("\"calendar\": \"office\"", "\"calendar\": \"ofice\"", "\"ofice\"")]
    [InlineData("\"first-response\"", "\"first-reply\"", "\"first-reply\"")]
    [InlineData("[\"09:00-17:00\"]", "[\"09:00-7:00\"]", "\"09:00-7:00\"")]
    [InlineData("\"hours\": {", "\"colour\": 1, \"hours\": {", "\"colour\"")]
    public void A_policy_is_marked_where_it_is_wrong_and_nowhere_else(string right, string wrong, string marked)
    {
        var text = SmallPolicy.Text.Replace(right, wrong, StringComparison.Ordinal);

        var run = ToolRun.Of("check", folder.Add("small.json", text));

        Assert.Equal(ExitCodes.Failure, run.Code);
        Assert.Equal(marked, Marked(run.Output));
    }

    [Theory]
    [InlineData("{ \"from\": \"2026-02-30\" }", "\"2026-02-30\"")]
    [InlineData("\"30.2.2026\"", "\"30.2.2026\"")]
    public void A_date_that_is_none_is_marked(string written, string marked)
    {
        var text = SmallPolicy
            .Text.Replace("\"facts\": {", "\"facts\": { \"since\": { \"type\": \"date\" },", StringComparison.Ordinal)
            .Replace("\"plan\": \"pro\" }", $"\"since\": {written} }}", StringComparison.Ordinal);

        Assert.Equal(marked, Marked(ToolRun.Of("check", folder.Add("small.json", text)).Output));
    }

    [Theory]
    [InlineData("\t\"id\":\t\"é\",\t\"timeZone\":\t5", "5")]
    [InlineData("\"id\": \"Équipe d’été\", \"timeZone\": 5", "5")]
    [InlineData("\"id\": \"Équipe d’été\" \"timeZone\": 5", "\"timeZone\"")]
    [InlineData("\"id\": \"Équipe d’été\", /* ç */ colour: 5", "colour")]
    [InlineData("\"id\": \"Équipe d’été\", \"größe\": 5, \"timeZone\": \"UTC\"", "\"größe\"")]
    public void Letters_of_several_bytes_and_tabs_before_a_fault_move_nothing(string line, string marked) =>
        Assert.Equal(
            marked,
            Marked(
                ToolRun
                    .Of(
                        "check",
                        folder.Add(
                            "small.json",
                            SmallPolicy.Text.Replace(
                                "\"id\": \"small\",\n  \"timeZone\": \"Europe/Paris\",",
                                $"{line},",
                                StringComparison.Ordinal
                            )
                        )
                    )
                    .Output
            )
        );

    [Theory]
    [InlineData("{\n  \"id\": \"small\",\n  \"scope\": [\n", 3, 13)]
    [InlineData("{ \"id\": \"small\" \n\n", 1, 16)]
    [InlineData("", 1, 1)]
    public void A_text_that_ends_too_early_is_marked_at_its_end(string text, int line, int column)
    {
        var run = ToolRun.Of("check", folder.Add("small.json", text));

        Assert.StartsWith(
            "error policy.json_unreadable: The text ends before it is complete.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(Invariant($"small.json:{line}:{column}  $"), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_nested_too_deep_is_told_as_such()
    {
        var text = $"{{ \"id\": {new string('[', 80)}{new string(']', 80)} }}";

        var run = ToolRun.Of("check", folder.Add("small.json", text));

        Assert.StartsWith("error policy.size_exceeded: ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("résumé x", 8, 7)]
    [InlineData("re\u0301sume\u0301 x", 10, 7)]
    [InlineData("日本 x", 4, 5)]
    [InlineData("😀 x", 4, 3)]
    [InlineData("\t\tab x", 6, 3)]
    public void The_caret_stands_under_the_place_as_a_terminal_shows_the_line(string line, int column, int before) =>
        Assert.Equal(
            (before, 1),
            SourceExcerpt.Of(line, new TextPlace(1, column, 1), 80) is var shown ? (shown.Caret, shown.Carets) : default
        );

    [Fact]
    public void A_line_of_a_minified_file_is_cut_to_what_stands_around_the_place()
    {
        var text = SmallPolicy
            .Text.Replace("\n", " ", StringComparison.Ordinal)
            .Replace("\"4h\"", "\"4 hours\"", StringComparison.Ordinal);

        var run = ToolRun.In(60, "", "check", folder.Add("small.json", text));

        Assert.Equal("\"4 hours\"", Marked(run.Output));
    }

    [Fact]
    public void Programs_are_told_columns_in_UTF_16_units_with_the_end_behind_the_last()
    {
        var path = folder.Add("small.json", "{\n\"id\": \"é😀\", \"timeZone\": 55,\n}");

        var sarif = ToolRun.Of("check", path, "--format", "sarif").Output;
        var github = ToolRun.Of("check", path, "--format", "github").Output;
        var json = ToolRun.Of("check", path, "--format", "json").Output;

        using var log = JsonDocument.Parse(sarif);
        var region = log
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region"))
            .First(place => place.GetProperty("startLine").GetInt32() == 2);
        Assert.Equal(
            (26, 28),
            (region.GetProperty("startColumn").GetInt32(), region.GetProperty("endColumn").GetInt32())
        );
        Assert.Contains("line=2,col=26,endColumn=28,", github, StringComparison.Ordinal);
        Assert.Contains("\"line\": 2,\n          \"column\": 26,", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"at\": \"2026-02-30T10:00\"", "\"2026-02-30T10:00\"")]
    [InlineData("\"at\": 5", "5")]
    [InlineData("\"at\": \"2026-03-02T10:00\", \"expect\": {}, \"exepct\": {}", "\"exepct\"")]
    [InlineData("\"at\": \"2026-03-02T10:00\" \"expect\": {}", "\"expect\"")]
    [InlineData("\"at\": \"2026-03-02T10:00\", \"expect\": { \"priority\": \"hihg\" }", "\"hihg\"")]
    [InlineData("\"at\": \"2026-03-02T10:00\", \"expect\": { \"promises\": { \"frist\": null } }", "\"frist\"")]
    public void A_file_of_tests_is_marked_where_it_is_wrong(string line, string marked)
    {
        var policy = folder.Add("small.json", SmallPolicy.Text);
        folder.Add(
            "small.test.json",
            $"{{ \"tests\": [\n\t{{ \"name\": \"Été\", \"request\": {{ \"category\": \"question\" }}, {line}, \"steps\": [] }}\n] }}"
        );

        var run = ToolRun.Of("test", policy);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.StartsWith($"error: {folder.PathOf("small.test.json")}:2:", run.Error, StringComparison.Ordinal);
        Assert.Equal(marked, Marked(run.Error));
    }

    [Fact]
    public void The_second_of_two_tests_with_one_name_and_a_step_before_another_are_marked()
    {
        const string Test =
            "{ \"name\": \"one\", \"at\": \"2026-03-02T10:00\", \"request\": { \"category\": \"spam\" }, \"expect\": {}, \"steps\": [";
        const string Early = "{ \"at\": \"2026-03-01T10:00\", \"do\": \"wait\" }";
        var policy = folder.Add("small.json", SmallPolicy.Text);

        folder.Add("small.test.json", $"{{ \"tests\": [\n{Test}] }},\n{Test}] }}\n] }}");
        var twice = ToolRun.Of("test", policy);
        folder.Add("small.test.json", $"{{ \"tests\": [\n{Test}{Early}] }}\n] }}");
        var early = ToolRun.Of("test", policy);

        Assert.Equal("\"one\"", Marked(twice.Error));
        Assert.Equal("\"2026-03-01T10:00\"", Marked(early.Error));
    }

    [Theory]
    [InlineData("\"dates\": [\"uuuu\", \"%\"]", "\"%\"")]
    [InlineData("\"timeZone\": \"Europe/Pairs\"", "\"Europe/Pairs\"")]
    [InlineData("\"state\": 7", "7")]
    [InlineData("\"facts\": { \"paln\": \"plan\" }", "\"paln\"")]
    [InlineData("\"state\": { \"column\": \"s\", \"translate\": { \"a\": [] } }", "[")]
    public void A_mapping_is_marked_where_it_is_wrong(string line, string marked)
    {
        var policy = folder.Add("small.json", SmallPolicy.Text);
        var map = folder.Add("log.map.json", $"{{\n  \"ticket\": \"n°\", \"at\": \"à\", {line}\n}}");

        var run = ToolRun.Of("replay", policy, "--log", folder.Add("log.csv", "n°,à\n"), "--map", map);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Equal(marked, Marked(run.Error));
    }

    [Fact]
    public void A_policy_that_cannot_be_used_is_marked_by_every_command()
    {
        var policy = folder.Add(
            "small.json",
            SmallPolicy.Text.Replace("\"4h\"", "\"4 hours\"", StringComparison.Ordinal)
        );

        var run = ToolRun.Of("explain", policy, "{}");

        Assert.StartsWith($"error: {policy}:25:", run.Error, StringComparison.Ordinal);
        Assert.Equal("\"4 hours\"", Marked(run.Error));
    }

    // What stands over the carets.
    private static string Marked(string output)
    {
        var lines = output.Split('\n');
        var under = Array.FindIndex(lines, line => line.TrimEnd().EndsWith('^'));
        Assert.True(under > 0, output);
        var from = lines[under].IndexOf('^', StringComparison.Ordinal);
        return lines[under - 1].Substring(from, lines[under].LastIndexOf('^') - from + 1);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
