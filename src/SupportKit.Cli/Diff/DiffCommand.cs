using System.CommandLine;

namespace SupportKit.Cli;

internal static class DiffCommand
{
    public static Command Create(Terminal terminal) => new("diff");
}
