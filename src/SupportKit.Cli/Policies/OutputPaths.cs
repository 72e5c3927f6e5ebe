using System.CommandLine;

namespace SupportKit.Cli;

/// <summary>The files that a command is to write, looked at before it does anything: none of them may be one that it reads.</summary>
internal static class OutputPaths
{
    /// <summary>Checks the paths that were given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="written">The options that name a file to write.</param>
    /// <param name="read">The files that are read.</param>
    /// <exception cref="ToolException">One of them is read too, or is named by two options.</exception>
    public static void Require(ParseResult parsed, IEnumerable<Option<string?>> written, IEnumerable<string> read)
    {
        // Where a difference of letters' case makes two files, this refuses more than it has to.
        var taken = read.Select(Path.GetFullPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var option in written)
        {
            if (parsed.GetValue(option) is { Length: > 0 } path && !taken.Add(Path.GetFullPath(path)))
                throw new ToolException(
                    ToolErrors.ArgumentInvalid,
                    option.Name,
                    $"\"{path}\" is a file that this command reads, or writes for another option.",
                    "Name a file of its own."
                );
        }
    }
}
