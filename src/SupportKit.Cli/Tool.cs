using System.CommandLine;

namespace SupportKit.Cli;

/// <summary>The command line: reads the arguments, runs one command, and says why one cannot run.</summary>
internal static class Tool
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments as the shell gives them.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="cancellation">Ends it, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Root(terminal).Parse(args);
        try
        {
            var code = await parsed
                .InvokeAsync(
                    new InvocationConfiguration
                    {
                        Output = terminal.Out,
                        Error = terminal.Error,
                        EnableDefaultExceptionHandler = false,
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            // The library answers 1 to arguments that it cannot read; here that is "no", and not "cannot run".
            return parsed.Errors.Count > 0 ? ExitCodes.Unusable : code;
        }
        catch (ToolException problem)
        {
            await terminal.Error.WriteLineAsync($"error: {problem.Message}").ConfigureAwait(false);
            return ExitCodes.Unusable;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Canceled.").ConfigureAwait(false);
            return ExitCodes.Canceled;
        }
    }

    private static RootCommand Root(Terminal terminal) =>
        new("Checks, tests, explains and compares the policies of a SupportKit desk.")
        {
            CheckCommand.Create(terminal),
            TestCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            DiffCommand.Create(terminal),
            FitCommand.Create(terminal),
            FmtCommand.Create(terminal),
            GraphCommand.Create(terminal),
            NewCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            SchemaCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            StudioCommand.Create(terminal),
        };
}
