using System.Buffers;

namespace SupportKit.Screening;

/// <summary>
/// Tells which lines of a text are code, a query or a log, as they come one after the other. One mark alone never makes a line code:
/// people write "$50", "@support" and "[URGENT]" too. Not thread-safe; one is made for each text.
/// </summary>
internal sealed class CodeLines
{
    private const int FewestMarks = 2;

    // In a line of code at least one piece in this many holds a mark.
    private const int PiecesPerMark = 3;

    private static readonly SearchValues<char> Marks = SearchValues.Create("{}=<>|\\@$[]");
    private static readonly string[] Levels =
    [
        "ERROR",
        "WARN",
        "WARNING",
        "INFO",
        "DEBUG",
        "TRACE",
        "FATAL",
        "NOTICE",
        "CRITICAL",
        "SEVERE",
    ];
    private bool inFence;
    private bool inQuery;

    /// <summary>What stands between the pieces of a line.</summary>
    public static SearchValues<char> Spaces { get; } = SearchValues.Create(" \t\u00a0\u202f");

    /// <summary>Whether a piece between two spaces holds a mark that prose has seldom.</summary>
    public static bool HasMark(ReadOnlySpan<char> piece) =>
        piece.ContainsAny(Marks) || piece.Contains("()", StringComparison.Ordinal);

    /// <summary>Whether the next line is code.</summary>
    public bool IsCode(ReadOnlySpan<char> line)
    {
        var shown = line.Trim();
        if (shown.StartsWith("```"))
        {
            inFence = !inFence;
            return true;
        }
        if (inFence)
            return true;
        if (inQuery || BeginsQuery(shown))
        {
            inQuery = !shown.IsEmpty && !shown.EndsWith(";");
            return true;
        }
        return IsLog(shown) || IsMarked(shown);
    }

    private static bool IsMarked(ReadOnlySpan<char> line)
    {
        var (pieces, marked) = (0, 0);
        foreach (var piece in line.SplitAny(Spaces))
        {
            if (line[piece].IsEmpty)
                continue;
            pieces++;
            marked += HasMark(line[piece]) ? 1 : 0;
        }
        return marked >= FewestMarks && marked * PiecesPerMark >= pieces;
    }

    // SQL: its verb with the word that has to follow, and for SELECT a sign that no sentence has.
    private static bool BeginsQuery(ReadOnlySpan<char> line) =>
        Begins(line, "INSERT INTO ")
        || Begins(line, "DELETE FROM ")
        || Begins(line, "CREATE TABLE ")
        || Begins(line, "ALTER TABLE ")
        || Begins(line, "DROP TABLE ")
        || (Begins(line, "UPDATE ") && line.Contains(" SET ", StringComparison.OrdinalIgnoreCase) && line.Contains('='))
        || (
            Begins(line, "SELECT ")
            && line.Contains(" FROM ", StringComparison.OrdinalIgnoreCase)
            && (line.ContainsAny("*=(,") || line.EndsWith(";"))
        );

    // A time stamp, and the level of an entry.
    private static bool IsLog(ReadOnlySpan<char> line)
    {
        var stamp = line.TrimStart("[(");
        var digits = stamp.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 2 or > 4 || stamp[digits] is not ('-' or '/' or ':' or '.'))
            return false;
        foreach (var piece in line.SplitAny(Spaces))
        {
            var word = line[piece].Trim("[]():|");
            foreach (var level in Levels)
            {
                if (word.Equals(level, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    private static bool Begins(ReadOnlySpan<char> line, string words) =>
        line.StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
