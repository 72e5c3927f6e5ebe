using System.Diagnostics;

namespace SupportKit.Cli.Tests;

/// <summary>The tool as a shell runs it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pipe_gets_plain_text_and_the_shell_an_exit_code()
    {
        var good = folder.Add("good.json", SmallPolicy.Text);
        var bad = folder.Add(
            "bad.json",
            SmallPolicy.Text.Replace("\"helpers\" }", "\"helprs\" }", StringComparison.Ordinal)
        );

        var (code, output, error) = Run("check", bad);

        Assert.Equal((ExitCodes.Failure, ""), (code, error));
        Assert.StartsWith(
            "error policy.queue_unknown: There is no queue \"helprs\".",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(ExitCodes.Success, Run("diff", good, good).Code);
        Assert.Equal(ExitCodes.Unusable, Run("test", good).Code);
    }

    // A command is made only when it is run or asked about.
    [Theory]
    [InlineData("check")]
    [InlineData("diff")]
    [InlineData("calendar")]
    public void Help_lists_every_command_whichever_is_asked_about(string command)
    {
        var all = ToolRun.Of("--help").Output.Split("Commands:\n")[1];
        var one = ToolRun.Of(command, "--help").Output;

        Assert.Contains($"  {command} ", all, StringComparison.Ordinal);
        Assert.StartsWith(
            $"Description:\n  {all.Split('\n').Single(line => line.StartsWith($"  {command} ", StringComparison.Ordinal))[(command.Length + 2)..].Trim()}\n",
            one,
            StringComparison.Ordinal
        );
        // No list of words that could stand there makes the lines too long to read.
        Assert.All(one.Split('\n'), line => Assert.InRange(line.Length, 0, 220));
    }

    [Fact]
    public void Shells_complete_commands_options_and_the_words_that_can_stand_there()
    {
        Assert.Contains("calendar", Complete("cal"), StringComparison.Ordinal);
        Assert.Contains("--threshold-promises", Complete("test --thr"), StringComparison.Ordinal);
        Assert.Contains("never promisedLess", Complete("diff a.json b.json --assert "), StringComparison.Ordinal);

        static string Complete(string line) =>
            ToolRun.Of(FormattableString.Invariant($"[suggest:{line.Length}]"), line).Output;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "SupportKit.Cli.dll"), .. args]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
