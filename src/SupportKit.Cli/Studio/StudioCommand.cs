using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit studio</c>: a page of this machine's own, on which a policy is written and tried.</summary>
internal static class StudioCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Serves a page on this machine to write and try a policy.";

    public static Command Create(Terminal terminal)
    {
        var policy = new Argument<string>("POLICY") { Description = "The policy file." };
        var port = new Option<int>("--port") { Description = "The port of the page; one that is free when it is 0." };
        var command = new Command("studio", Summary) { policy, port };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetValue(policy)!, parsed.GetValue(port), terminal, cancellation)
        );
        return command;
    }

    // The server's types are named nowhere else, so that no other command loads them.
    private static async Task<int> RunAsync(string path, int port, Terminal terminal, CancellationToken cancellation)
    {
        if (path == "-")
            throw new ToolException(
                ToolErrors.FileUnreadable,
                path,
                "The page edits a file, and standard input is none.",
                "Name a file; \"supportkit new FILE\" writes one."
            );
        var file = new StudioFile(path, terminal);
        file.Read();
        var server = await StudioServer.StartAsync(file, port, terminal, cancellation).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await terminal.Out.WriteLineAsync(server.Address.AbsoluteUri).ConfigureAwait(false);
            await terminal
                .Error.WriteLineAsync(
                    $"Open this address in a browser of this machine to work on {path}. It admits nobody else. Ctrl+C ends it."
                )
                .ConfigureAwait(false);
            await server.EndAsync(cancellation).ConfigureAwait(false);
        }
        return ExitCodes.Success;
    }
}
