using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Reads a log of JSON line by line. Empty lines are passed over.</summary>
internal static class JsonLogRows
{
    /// <param name="text">The log.</param>
    /// <param name="columns">The members whose texts are wanted.</param>
    public static IEnumerable<LogRecord> Read(TextReader text, IReadOnlyList<string> columns)
    {
        var buffer = new RowBuffer(text);
        var places = columns.Index().ToDictionary(column => column.Item, column => column.Index);
        var values = new string?[columns.Count];
        while (buffer.Has(0))
        {
            var (line, length) = (buffer.Line, buffer.FindLineEnd());
            if (length > RowBuffer.Longest)
            {
                buffer.SkipLine();
                yield return LogRecord.Broken(line, RowBuffer.TooLong);
                continue;
            }
            var hash = TextHash.Of(buffer.Held[..length]);
            var isRead = length > 0 && TryRead(buffer.Memory(length), places, values);
            buffer.Skip(length);
            if (isRead)
                yield return new LogRecord(line, values, hash);
            else if (length > 0)
                yield return LogRecord.Broken(line, "the line is not a JSON object");
        }
    }

    private static bool TryRead(ReadOnlyMemory<char> json, Dictionary<string, int> places, string?[] values)
    {
        Array.Clear(values);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            foreach (var member in document.RootElement.EnumerateObject())
                if (places.TryGetValue(member.Name, out var place))
                    values[place] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ToString();
            return true;
        }
        // A name or a text with half of a surrogate pair is JSON by its form, and no text.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
