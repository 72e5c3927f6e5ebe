using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>Files of more tests than one processor runs in a row: what is answered is what one processor alone would answer.</summary>
public sealed class LongTestFileTests : IDisposable
{
    private const int Many = 1_300;

    private readonly TestFolder folder = new();
    private readonly string policy;

    public LongTestFileTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Results_stand_in_the_order_of_the_file_with_their_lines()
    {
        int[] wrong = [3, 499, 500, 501, 999, 1_000, 1_299];
        Write(at => wrong.Contains(at) ? Test(at, expected: "high") : Test(at));

        var text = ToolRun.Of("test", policy);
        var json = ToolRun.Of("test", policy, "--format", "json");

        Assert.Equal((ExitCodes.Failure, ""), (text.Code, text.Error));
        var path = folder.PathOf("small.test.json");
        Assert.Equal(
            wrong.Select(at => string.Create(CultureInfo.InvariantCulture, $"failed {path}:{at + 2} test {at}")),
            text.Output.Split('\n').Where(line => line.StartsWith("failed /", StringComparison.Ordinal))
        );
        Assert.Contains("failed 1293 of 1300 tests pass\n", text.Output, StringComparison.Ordinal);
        using var results = JsonDocument.Parse(json.Output);
        Assert.Equal(
            Enumerable.Range(0, Many).Select(at => string.Create(CultureInfo.InvariantCulture, $"test {at}")),
            results
                .RootElement.GetProperty("tests")
                .EnumerateArray()
                .Select(test => test.GetProperty("name").GetString())
        );
    }

    [Fact]
    public void The_rules_that_any_of_them_reaches_are_counted()
    {
        Write(at => at == Many - 1 ? Test(at, category: "spam", expected: null) : Test(at));

        var run = ToolRun.Of("test", policy);

        Assert.Contains("rules reached: 4 of 6 ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_200, 700)]
    [InlineData(700, 1_200)]
    public void The_first_that_cannot_be_read_is_told(int one, int other)
    {
        Write(at =>
            at == one || at == other ? Test(at).Replace("\"at\"", "\"ta\"", StringComparison.Ordinal) : Test(at)
        );

        var run = ToolRun.Of("test", policy);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.StartsWith($"error: {folder.PathOf("small.test.json")}:702:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_one_name_are_refused_however_far_they_stand_apart()
    {
        Write(at => Test(at == 1_250 ? 7 : at));

        var run = ToolRun.Of("test", policy);

        Assert.StartsWith(
            $"error: {folder.PathOf("small.test.json")}:1252:11 $.tests[1250].name: Two tests are called \"test 7\".",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private static string Test(int number, string category = "question", string? expected = "normal")
    {
        var expect = expected is null ? "{}" : $"{{ \"priority\": \"{expected}\" }}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"name\": \"test {number}\", \"at\": \"2026-03-02T10:00\", \"request\": {{ \"category\": \"{category}\", \"channel\": \"web\" }}, \"expect\": {expect} }}"
        );
    }

    // Each test on a line of its own, from the second on.
    private void Write(Func<int, string> test)
    {
        var text = new StringBuilder("{ \"tests\": [\n");
        text.AppendJoin(",\n", Enumerable.Range(0, Many).Select(test));
        folder.Add("small.test.json", text.Append("\n] }").ToString());
    }
}
