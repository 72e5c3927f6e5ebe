using System.Xml.Linq;
using static IncidentReplay.Tests.MadeUpLog;

namespace IncidentReplay.Tests;

public sealed class ToolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("incident-replay").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    [Fact]
    public void The_same_log_twice_gives_the_same_bytes()
    {
        Assert.Equal(0, Run(Log(Text), "--events", At("first.jsonl")));
        Assert.Equal(0, Run(Log(Text), "--events", At("second.jsonl")));

        var first = File.ReadAllBytes(At("first.jsonl"));
        Assert.Equal(first, File.ReadAllBytes(At("second.jsonl")));
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(first)),
            output.ToString()
        );
    }

    [Fact]
    public void Report_picture_and_list_are_written()
    {
        Assert.Equal(
            0,
            Run(
                Log(Text),
                "--report",
                At("r.md"),
                "--plot",
                At("p.svg"),
                "--incidents",
                At("i.csv"),
                "--source",
                "Made up."
            )
        );

        var report = File.ReadAllText(At("r.md"));
        Assert.Contains("24 rows of 7 incidents. Made up.", report);
        Assert.Contains("equals the recorded one in 23 of 24 rows", report);
        Assert.Contains("| Awaiting Problem | Awaiting User Info | 1 | 0 |", report);
        Assert.Equal(8, File.ReadAllLines(At("i.csv")).Length);
        Assert.Equal("svg", XDocument.Load(At("p.svg")).Root!.Name.LocalName);
        Assert.Contains("100 %", error.ToString());
    }

    [Theory]
    [InlineData("There is no incident log at", "nowhere.csv")]
    [InlineData("There is no option --polcy", "a.csv", "--polcy", "b.json")]
    [InlineData("--zone needs a value", "a.csv", "--zone")]
    [InlineData("There is no time zone \"Mars\"", "a.csv", "--zone", "Mars")]
    [InlineData("policy.file_unreadable", "a.csv", "--policy", "nowhere.json")]
    [InlineData("There is one log", "a.csv", "b.csv")]
    public void What_is_wrong_is_said(string message, params string[] args)
    {
        Assert.Equal(1, Run(args));

        Assert.Contains(message, error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_calendar_the_policy_does_not_have_is_answered_with_those_it_has()
    {
        Assert.Equal(1, Run(Log(Text), "--calendar", "night"));

        Assert.Contains("no calendar \"night\". Name one of: boston, office.", error.ToString());
    }

    [Fact]
    public void A_bad_row_leaves_no_file_of_events_behind()
    {
        Assert.Equal(1, Run(Log(Text + "INC8,New\n"), "--events", At("e.jsonl")));

        Assert.Contains("line 26: 2 fields", error.ToString());
        Assert.Equal(["log.csv"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_cancelled_run_leaves_no_file_behind()
    {
        Assert.Equal(
            130,
            Tool.Run([Log(Text), "--events", At("e.jsonl")], output, error, new CancellationToken(canceled: true))
        );

        Assert.Equal(["log.csv"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private int Run(params string[] args) => Tool.Run(args, output, error, TestContext.Current.CancellationToken);

    private string Log(string text)
    {
        File.WriteAllText(At("log.csv"), text);
        return At("log.csv");
    }

    private string At(string file) => Path.Combine(folder, file);
}
