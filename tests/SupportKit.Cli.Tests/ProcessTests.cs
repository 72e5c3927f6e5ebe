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
