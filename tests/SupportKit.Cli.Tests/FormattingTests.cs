namespace SupportKit.Cli.Tests;

public sealed class FormattingTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Comments_stay_and_what_stood_on_one_line_stays_on_one()
    {
        const string Before = """
            // first
            { "a":1,   // after a
                "b" : [ 1,2 , ],


              // before c
              "c": {
              "d" : /* between */ "x \" // no comment" },
              "e": {}, "f": [
              ]  // end
            }
            """;
        const string After = """
            // first
            {
              "a": 1, // after a
              "b": [1, 2],

              // before c
              "c": {
                "d": /* between */ "x \" // no comment"
              },
              "e": {},
              "f": [
              ] // end
            }

            """;

        Assert.Equal(After.ReplaceLineEndings("\n"), ToolRun.WithInput(Before, "fmt", "-").Output);
        Assert.Equal(After.ReplaceLineEndings("\n"), ToolRun.WithInput(After, "fmt", "-").Output);
    }

    [Theory]
    [MemberData(nameof(Samples.Policies), MemberType = typeof(Samples))]
    public void A_formatted_policy_is_the_same_policy_and_has_all_its_comments(string policy)
    {
        var before = File.ReadAllText(Samples.PathOf(policy));

        var once = ToolRun.WithInput(before, "fmt", "-").Output;

        Assert.Equal(Policy.Parse(before).Version, Policy.Parse(once).Version);
        Assert.Equal(Comments(before), Comments(once));
        Assert.Equal(once, ToolRun.WithInput(once, "fmt", "-").Output);
    }

    [Fact]
    public void A_check_names_what_is_not_formatted_and_changes_nothing()
    {
        var path = folder.Add("a.json", "{\"a\":  1}");

        var run = ToolRun.Of("fmt", "--check", path);

        Assert.Equal((ExitCodes.Failure, path + "\n"), (run.Code, run.Output));
        Assert.Equal("{\"a\":  1}", File.ReadAllText(path));
    }

    [Fact]
    public void Files_are_written_only_when_all_can_be_read()
    {
        var good = folder.Add("a.json", "{\"a\":  1}");
        var bad = folder.Add("b.json", "{\"a\":  ");

        Assert.Equal(ExitCodes.Unusable, ToolRun.Of("fmt", good, bad).Code);
        Assert.Equal("{\"a\":  1}", File.ReadAllText(good));

        Assert.Equal(ExitCodes.Success, ToolRun.Of("fmt", good).Code);
        Assert.Equal("{ \"a\": 1 }\n", File.ReadAllText(good));
    }

    private static List<string> Comments(string text) =>
        [.. JsonTokens.Of(text).Where(token => token.IsComment).Select(token => token.Text)];
}
