namespace SupportKit.Cli;

/// <summary>A row of a log before anything is made of it.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Value">The text of a column, null for none; valid until the next row is read. Null for a row that cannot be read.</param>
/// <param name="Fault">Why it cannot be read; null for one that can.</param>
internal readonly record struct LogRecord(long Line, Func<string, string?>? Value, string? Fault)
{
    public static LogRecord Broken(long line, string fault) => new(line, null, fault);
}
