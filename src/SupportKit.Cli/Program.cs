namespace SupportKit.Cli;

/// <summary>Where the process begins.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => Tool.RunAsync(args, Terminal.OfProcess());
}
