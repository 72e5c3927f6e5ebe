using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Reads a log of JSON line by line.</summary>
internal static class JsonLogRows
{
    public static IEnumerable<LogRecord> Read(TextReader text)
    {
        long line = 0;
        while (text.ReadLine() is { } json)
        {
            line++;
            if (json.Length == 0)
                continue;
            yield return Members(json) is { } members
                ? new LogRecord(line, members.GetValueOrDefault, null)
                : LogRecord.Broken(line, "the line is not a JSON object");
        }
    }

    private static Dictionary<string, string?>? Members(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var members = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject())
                members[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ToString();
            return members;
        }
        // A name or a text with half of a surrogate pair is JSON by its form, and no text.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
