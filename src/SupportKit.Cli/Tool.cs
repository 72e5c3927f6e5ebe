using System.CommandLine;

namespace SupportKit.Cli;

/// <summary>The command line: reads the arguments, runs one command, and says why one cannot run.</summary>
internal static class Tool
{
    private static readonly Entry[] Commands =
    [
        new("check", CheckCommand.Summary, CheckCommand.Create),
        new("test", TestCommand.Summary, TestCommand.Create),
        new("explain", ExplainCommand.Summary, ExplainCommand.Create),
        new("diff", DiffCommand.Summary, DiffCommand.Create),
        new("deadline", DeadlineCommand.Summary, DeadlineCommand.Create),
        new("calendar", CalendarCommand.Summary, CalendarCommand.Create),
        new("bench", BenchCommand.Summary, BenchCommand.Create),
        new("fmt", FmtCommand.Summary, FmtCommand.Create),
        new("graph", GraphCommand.Summary, GraphCommand.Create),
        new("new", NewCommand.Summary, NewCommand.Create),
        new("replay", ReplayCommand.Summary, ReplayCommand.Create),
        new("simulate", SimulateCommand.Summary, SimulateCommand.Create),
        new("fit", FitCommand.Summary, FitCommand.Create),
        new("schema", SchemaCommand.Summary, SchemaCommand.Create),
        new("studio", StudioCommand.Summary, StudioCommand.Create),
    ];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments as the shell gives them.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="cancellation">Ends it, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Root(terminal, args).Parse(args);
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
            if (problem.Excerpt?.Invoke(terminal.Width) is { Text.Length: > 0 } excerpt)
                await terminal
                    .Error.WriteLineAsync($"{excerpt.Head}{excerpt.Text}\n{excerpt.Under}{excerpt.Mark}")
                    .ConfigureAwait(false);
            return ExitCodes.Unusable;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Canceled.").ConfigureAwait(false);
            return ExitCodes.Canceled;
        }
    }

    // A command is made when it is run or asked about; the help of the whole needs the names and summaries alone.
    private static RootCommand Root(Terminal terminal, string[] args)
    {
        var root = new RootCommand("Checks, tests, explains and compares the policies of a SupportKit desk.");
        var isOfOne = args is [var first, ..] && Array.Exists(Commands, command => command.Name == first);
        var isHelp = args is ["--help" or "-h" or "-?" or "--version"];
        foreach (var command in Commands)
            root.Add(
                isHelp || (isOfOne && command.Name != args[0])
                    ? new Command(command.Name, command.Summary)
                    : command.Create(terminal)
            );
        return root;
    }

    private sealed record Entry(string Name, string Summary, Func<Terminal, Command> Create);
}
