namespace SupportKit.Cli;

/// <summary>What the tool tells the shell; docs/tool.md documents them.</summary>
internal static class ExitCodes
{
    /// <summary>The command did what it was asked, and found nothing wrong.</summary>
    public const int Success = 0;

    /// <summary>The command ran to its end and the answer is "no": findings, failed tests, a difference.</summary>
    public const int Failure = 1;

    /// <summary>The command could not run: its arguments or an input cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>Ctrl+C ended it; what it was writing was not kept.</summary>
    public const int Canceled = 130;
}
