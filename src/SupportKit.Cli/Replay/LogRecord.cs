namespace SupportKit.Cli;

/// <summary>A row of a log before anything is made of it.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Values">
/// The texts of the columns that were asked for, in that order, null for one that the row lacks; valid until the next row is read. Null for a
/// row that cannot be read.
/// </param>
/// <param name="Hash">A number of all that stands in the row, what was not asked for included.</param>
/// <param name="Fault">Why it cannot be read; null for one that can.</param>
internal readonly record struct LogRecord(long Line, string?[]? Values, ulong Hash, string? Fault = null)
{
    public static LogRecord Broken(long line, string fault) => new(line, null, 0, fault);
}
