using System.Text;

namespace SupportKit.Cli;

/// <summary>Where a command reads and writes.</summary>
/// <param name="In">What is typed or piped in.</param>
/// <param name="Out">The answer.</param>
/// <param name="Error">What keeps the command from running, and its progress.</param>
/// <param name="Width">Columns of the answer; as good as unlimited where it goes into a file or pipe, so that no line is broken there.</param>
/// <param name="Colors">Whether the answer may be colored: it goes to a terminal, and NO_COLOR is not set.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, int Width, bool Colors)
{
    /// <summary>What tells the present instant, where nobody names another.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether somebody sees what is written to standard error at once, so that progress may be shown there.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Wide enough that nothing is broken.</summary>
    public const int Unlimited = 10_000;

    public static Terminal OfProcess()
    {
        // No byte-order mark: whoever pipes JSON on would stumble over it.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var colors =
            !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal(Console.In, Console.Out, Console.Error, WidthOfConsole(), colors)
        {
            ShowsProgress = !Console.IsErrorRedirected,
        };
    }

    private static int WidthOfConsole()
    {
        if (Console.IsOutputRedirected)
            return Unlimited;
        try
        {
            return Console.WindowWidth is > 20 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80; // a terminal that does not tell
        }
    }
}
