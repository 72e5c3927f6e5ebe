using System.Text.Json;

namespace SupportKit.Cli.Tests;

public sealed class DeadlineTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string policy;

    public DeadlineTests() => policy = folder.Add("small.json", SmallPolicy.Text);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_counted_and_what_is_not_is_told_step_by_step()
    {
        // A Thursday before Easter: France keeps Easter Monday, and not Good Friday.
        var run = Deadline("--from", "2026-04-02T15:00", "--fact", "plan=pro");

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
        Assert.StartsWith(
            """
            first-response: due Fri 2026-04-03 11:00, which is 4h in office from Thu 2026-04-02 15:00, by rule "pro"
              counted Thu 2026-04-02 15:00 to 17:00  2h, 2h in all
              closed  Thu 2026-04-02 17:00 to Fri 2026-04-03 09:00
              counted Fri 2026-04-03 09:00 to 11:00  2h, 4h in all
            Times are those of Europe/Paris; time-zone data TZDB
            """.ReplaceLineEndings("\n"),
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_holiday_that_stands_in_between_is_named()
    {
        var run = Deadline("--from", "2026-04-03T16:00", "--fact", "plan=pro");

        Assert.Contains("due Tue 2026-04-07 12:00", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Fri 2026-04-03 17:00 to Tue 2026-04-07 09:00  Lundi de Pâques",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("2026-03-02T10:00", new[] { "2026-03-02T11:00/2026-03-02T12:30" }, "Mon 2026-03-02 15:30")]
    [InlineData(
        "2026-03-02T10:00",
        new[] { "2026-03-02T11:00/2026-03-02T12:00", "2026-03-02T12:00/2026-03-02T12:30" },
        "Mon 2026-03-02 15:30"
    )]
    [InlineData("2026-03-02T10:00", new[] { "2026-03-02T11:00/2026-03-06T16:00" }, "Mon 2026-03-09 11:00")]
    [InlineData("2026-03-02T10:00", new[] { "2026-03-02T18:00/2026-03-02T19:00" }, "Mon 2026-03-02 14:00")]
    public void A_pause_moves_what_is_left_behind_it(string from, string[] pauses, string due)
    {
        var run = Deadline([
            "--from",
            from,
            "--fact",
            "plan=pro",
            .. pauses.SelectMany(pause => new[] { "--pause", pause }),
        ]);

        Assert.Contains($"first-response: due {due}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_promises_is_said()
    {
        Assert.StartsWith(
            "first-response: nothing is promised",
            Deadline("--from", "2026-03-02T10:00", "--fact", "plan=free").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_command_says_what_a_desk_would()
    {
        var deadline = Deadline("--from", "2026-03-06T15:00", "--fact", "plan=pro", "--json");
        var explained = ToolRun.Of(
            "explain",
            policy,
            """{ "category": "question", "channel": "web", "facts": { "plan": "pro" } }""",
            "--at",
            "2026-03-06T15:00"
        );

        using var json = JsonDocument.Parse(deadline.Output);
        var due = json.RootElement.GetProperty("deadlines")[0].GetProperty("due").GetString()!;
        Assert.Contains($"by {due}", explained.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--priority hihg", "is not a value of that fact")]
    [InlineData("--fact plan", "does not have a name and a value")]
    [InlineData("--fact plam=pro", "Did you mean \"plan\"?")]
    [InlineData("--fact seats=many", "is not a value of that fact")]
    [InlineData("--metric resolution", "The policy promises nothing called \"resolution\".")]
    [InlineData("--pause 2026-03-02T12:00", "This is not a span.")]
    [InlineData("--pause 2026-03-02T12:00/2026-03-02T11:00", "The pause ends before it has begun.")]
    [InlineData("--pause 2026-03-02T09:00/2026-03-02T11:00", "The clock has not started by then.")]
    [InlineData(
        "--pause 2026-03-02T11:00/2026-03-02T13:00 --pause 2026-03-02T12:00/2026-03-02T14:00",
        "Another pause still goes on then."
    )]
    public void What_cannot_be_meant_is_refused(string options, string cause)
    {
        var run = Deadline(["--from", "2026-03-02T10:00", .. options.Split(' ')]);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }

    private ToolRun Deadline(params string[] options) => ToolRun.Of(["deadline", policy, .. options]);
}
