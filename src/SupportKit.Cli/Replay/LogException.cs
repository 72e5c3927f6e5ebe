namespace SupportKit.Cli;

/// <summary>A fault of a log behind which nothing can be read.</summary>
/// <param name="line">Where it stands.</param>
/// <param name="cause">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class LogException(long line, string cause, string remedy) : Exception(cause)
{
    /// <summary>The line in which it stands.</summary>
    public long Line => line;

    /// <summary>What to do about it.</summary>
    public string Remedy => remedy;
}
