namespace SupportKit.Cli.Tests;

public sealed class StarterTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_policy_passes_a_strict_check()
    {
        var path = folder.PathOf("desk.json");

        Assert.Equal(
            ExitCodes.Success,
            ToolRun.Of("new", path, "--name", "Le \"desk\"", "--time-zone", "Europe/Paris").Code
        );

        Assert.Equal(ExitCodes.Success, ToolRun.Of("check", "--strict", path).Code);
        var policy = Policy.Parse(File.ReadAllText(path));
        Assert.Equal(("desk", "Le \"desk\"", "Europe/Paris"), (policy.Id, policy.Name.ToString(), policy.TimeZone.Id));
        Assert.Equal(File.ReadAllText(path), ToolRun.WithInput(File.ReadAllText(path), "fmt", "-").Output);
    }

    [Fact]
    public void A_file_that_is_there_is_left_alone()
    {
        var path = folder.Add("desk.json", "mine");

        Assert.Equal(ExitCodes.Unusable, ToolRun.Of("new", path).Code);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void An_unknown_zone_is_refused_and_nothing_is_written()
    {
        var path = folder.PathOf("desk.json");

        var run = ToolRun.Of("new", path, "--time-zone", "Europe/Atlantis");

        Assert.Equal(ExitCodes.Unusable, run.Code);
        Assert.Contains("Europe/Atlantis", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_workflow_is_drawn_for_two_programs()
    {
        var path = Samples.PathOf("itil.json");

        Assert.StartsWith("stateDiagram-v2\n", ToolRun.Of("graph", path).Output, StringComparison.Ordinal);
        Assert.StartsWith("digraph", ToolRun.Of("graph", path, "--format", "dot").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_is_written_out_in_full_and_without_a_policy_the_default_one_is()
    {
        var written = ToolRun.Of("graph", "--format", "json").Output;

        Assert.Equal(
            Workflows.Workflow.Default.ToJson(),
            System.Text.Json.Nodes.JsonNode.Parse(written)!.ToJsonString()
        );
        Assert.Contains(
            "\"initial\"",
            ToolRun.Of("graph", Samples.PathOf("itil.json"), "--format", "json").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_schema_is_the_one_of_the_package() =>
        Assert.Equal(Hosting.PolicySchema.Json.ReplaceLineEndings("\n"), ToolRun.Of("schema").Output);
}
