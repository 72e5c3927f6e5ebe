using System.Collections.Concurrent;
using System.Diagnostics;

namespace SupportKit.Faults.Machines;

/// <summary>A process of the tests' own program, which is killed at the latest when this is disposed of.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim printed = new(0);
    private readonly Task<string> errors;
    private readonly Task reading;

    private ChildProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        reading = ReadAsync();
    }

    /// <summary>Ends when it has printed its first line, or has ended.</summary>
    public Task FirstLine => first.Task;

    /// <summary>Ends when it has printed so many lines more than were waited for before, or has ended.</summary>
    public async Task LinesAsync(int more)
    {
        for (var i = 0; i < more; i++)
            if (await Task.WhenAny(printed.WaitAsync(), reading) == reading)
                return;
    }

    /// <summary>Ends when it has printed so many lines of a kind more, or has ended.</summary>
    public async Task MoreAsync(Func<string, bool> kind, int more)
    {
        var goal = CountOf(kind) + more;
        while (CountOf(kind) < goal)
            if (await Task.WhenAny(printed.WaitAsync(), reading) == reading)
                return;
    }

    public static ChildProcess Start(string[] arguments) =>
        new(
            Process.Start(
                new ProcessStartInfo(
                    Path.ChangeExtension(
                        typeof(ChildProcess).Assembly.Location,
                        OperatingSystem.IsWindows() ? "exe" : null
                    ),
                    arguments
                )
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!
        );

    /// <summary>How many lines it has printed.</summary>
    public int Count => lines.Count;

    /// <summary>How many of its lines are such.</summary>
    public int CountOf(Func<string, bool> kind) => lines.Count(kind);

    /// <summary>Stops it where it stands (SIGSTOP), as a machine does that is suspended: nothing of it runs, nothing of it ends.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on (SIGCONT) from where it stood.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Closes its input, and waits for its own end.</summary>
    public Task<(IReadOnlyList<string> Lines, string Errors)> FinishAsync()
    {
        process.StandardInput.Close();
        return EndAsync();
    }

    /// <summary>Kills it as the machine would (SIGKILL): nothing of it runs any more.</summary>
    /// <returns>The lines it had printed, and what it said went wrong.</returns>
    public async Task<(IReadOnlyList<string> Lines, string Errors)> KillAsync()
    {
        process.Kill();
        return await EndAsync();
    }

    /// <summary>Waits for its own end.</summary>
    public async Task<(IReadOnlyList<string> Lines, string Errors)> EndAsync()
    {
        await process.WaitForExitAsync();
        await reading;
        return ([.. lines], await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            printed.Release();
            first.TrySetResult();
        }
        first.TrySetResult();
    }
}
