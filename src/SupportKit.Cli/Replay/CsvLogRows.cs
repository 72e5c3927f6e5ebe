using System.Buffers;

namespace SupportKit.Cli;

/// <summary>
/// Reads a log of CSV (RFC 4180): fields with a separator between them, and in quotes where they hold one, a quote (doubled) or a line break.
/// Empty lines are passed over. Behind a row whose quotes do not match, or that is too long, reading goes on with the line after its first:
/// what a quote that was left open has swallowed is not lost. Not thread-safe.
/// </summary>
internal sealed class CsvLogRows
{
    private const char Quote = '"';
    private static readonly SearchValues<char> Quotes = SearchValues.Create([Quote]);

    private readonly RowBuffer buffer;
    private readonly char separator;
    private readonly SearchValues<char> ends;
    private Field[] fields = new Field[64];
    private int count;
    private int length;

    private CsvLogRows(TextReader text, char separator)
    {
        buffer = new RowBuffer(text);
        this.separator = separator;
        ends = SearchValues.Create([separator, '\r', '\n']);
    }

    /// <param name="text">The log.</param>
    /// <param name="separator">What stands between two fields.</param>
    /// <param name="columns">The columns whose texts are wanted.</param>
    /// <param name="strings">Makes the texts.</param>
    /// <exception cref="LogException">It lacks a column.</exception>
    public static IEnumerable<LogRecord> Read(
        TextReader text,
        char separator,
        IReadOnlyList<string> columns,
        StringPool strings
    )
    {
        var csv = new CsvLogRows(text, separator);
        var places = csv.PlacesOf(columns, out var width);
        var values = new string?[columns.Count];
        while (csv.buffer.Has(0))
        {
            var line = csv.buffer.Line;
            if (csv.Row() is { } fault)
            {
                csv.buffer.SkipLine();
                yield return LogRecord.Broken(line, fault);
                continue;
            }
            var hash = TextHash.Of(csv.buffer.Held[..csv.length]);
            var (found, isEmpty) = (csv.count, csv.length == 0);
            if (found == width)
                for (var i = 0; i < places.Length; i++)
                    values[i] = csv.Text(places[i], strings);
            csv.buffer.Skip(csv.length);
            if (found == width)
                yield return new LogRecord(line, values, hash);
            else if (!isEmpty)
                yield return LogRecord.Broken(line, $"the row has {found} fields and the header {width}");
        }
    }

    private int[] PlacesOf(IReadOnlyList<string> columns, out int width)
    {
        var line = buffer.Line;
        if (!buffer.Has(0))
            throw new LogException(line, "The log is empty.", "Name a log with a header and rows.");
        if (Row() is { } fault)
            throw new LogException(line, $"The header cannot be read: {fault}.", "Correct the log's first row.");
        var strings = new StringPool();
        var names = Enumerable.Range(0, count).Select(field => Text(field, strings).Trim()).ToList();
        width = count;
        buffer.Skip(length);
        return
        [
            .. columns.Select(column =>
                names.IndexOf(column) is >= 0 and var place
                    ? place
                    : throw new LogException(
                        line,
                        $"The log has no column \"{column}\".",
                        $"Name one of: {string.Join(", ", names.Distinct().Take(40))}."
                    )
            ),
        ];
    }

    // Finds the fields of the row at the beginning of the buffer, and its length. Says what is wrong with it; null for nothing.
    private string? Row()
    {
        count = 0;
        var at = 0;
        var held = buffer.Held;
        while (true)
        {
            // Most fields are plain, and end in what is held.
            if (
                at < held.Length
                && held[at] != Quote
                && held[at..].IndexOfAny(separator, '\r', '\n') is >= 0 and var size
            )
            {
                Add(new Field(at, size, false));
                at += size;
            }
            else
            {
                if ((buffer.Has(at) && buffer.Held[at] == Quote ? Quoted(ref at) : Plain(ref at)) is { } fault)
                    return fault;
                // More may have been read.
                held = buffer.Held;
            }
            if (at >= held.Length || held[at] != separator)
                break;
            at++;
        }
        length = at;
        return length > RowBuffer.Longest ? RowBuffer.TooLong : null;
    }

    private string? Plain(ref int at)
    {
        var from = at;
        at = buffer.Find(at, ends);
        Add(new Field(from, at - from, false));
        return null;
    }

    private string? Quoted(ref int at)
    {
        var from = ++at;
        var hasQuotes = false;
        while (true)
        {
            at = buffer.Find(at, Quotes);
            if (!buffer.Has(at))
                return buffer.IsFull ? RowBuffer.TooLong : "a quote is not closed";
            at++;
            if (!buffer.Has(at) || buffer.Held[at] != Quote)
                break;
            hasQuotes = true;
            at++;
        }
        Add(new Field(from, at - 1 - from, hasQuotes));
        return !buffer.Has(at) || ends.Contains(buffer.Held[at])
            ? null
            : "a letter follows the quote that closes a field";
    }

    private void Add(Field field)
    {
        if (count == fields.Length)
            Array.Resize(ref fields, 2 * count);
        fields[count++] = field;
    }

    private string Text(int field, StringPool strings)
    {
        var (start, size, hasQuotes) = fields[field];
        var text = strings.Get(buffer.Held.Slice(start, size));
        return hasQuotes ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    private readonly record struct Field(int Start, int Length, bool HasQuotes);
}
