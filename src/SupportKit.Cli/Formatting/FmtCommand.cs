using System.CommandLine;

namespace SupportKit.Cli;

/// <summary><c>supportkit fmt</c>: one form for all policies, comments kept.</summary>
internal static class FmtCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Formats policies and tests in place; comments stay.";

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Policies or tests; - formats standard input to standard output.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Change nothing; name what is not formatted, and fail.",
        };
        var command = new Command("fmt", Summary) { files, check };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(files)!, parsed.GetValue(check)));
        return command;
    }

    private static int Run(Terminal terminal, string[] files, bool check)
    {
        // All are read and formatted before one is written.
        var all = files
            .Select(file => (file, before: TextFile.Read(file, terminal)))
            .Select(one => (one.file, one.before, after: JsonFormatter.Format(one.before, one.file)))
            .ToList();
        var changed = all.Where(one => one.before != one.after).ToList();
        if (check)
        {
            foreach (var (file, _, _) in changed)
                terminal.Out.WriteLine(file);
            return changed.Count > 0 ? ExitCodes.Failure : ExitCodes.Success;
        }
        if (files is ["-"])
            terminal.Out.Write(all[0].after);
        else
            foreach (var (file, _, after) in changed)
            {
                TextFile.Write(file, after);
                terminal.Out.WriteLine($"formatted {file}");
            }
        return ExitCodes.Success;
    }
}
