using System.CommandLine;

namespace SupportKit.Cli;

internal static class TestCommand
{
    public static Command Create(Terminal terminal) => new("test");
}
