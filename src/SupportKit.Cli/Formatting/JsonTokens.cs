namespace SupportKit.Cli;

/// <summary>A piece of JSON text. Immutable.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="LinesBefore">How many line breaks stand between it and the one before.</param>
internal readonly record struct JsonToken(string Text, int LinesBefore)
{
    public bool IsComment => Text[0] == '/';
}

/// <summary>Splits text that is known to be JSON with comments.</summary>
internal static class JsonTokens
{
    public static List<JsonToken> Of(string text)
    {
        var tokens = new List<JsonToken>();
        var lines = 0;
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
            {
                lines += text[at++] == '\n' ? 1 : 0;
                continue;
            }
            var end = EndOf(text, at);
            tokens.Add(new JsonToken(text[at..end].TrimEnd('\r', ' ', '\t'), lines));
            lines = 0;
            at = end;
        }
        return tokens;
    }

    private static int EndOf(string text, int at)
    {
        if (text[at] == '"')
        {
            for (at++; text[at] != '"'; at++)
                if (text[at] == '\\')
                    at++;
            return at + 1;
        }
        if (text[at] == '/')
        {
            var end =
                text[at + 1] == '/' ? text.IndexOf('\n', at) : text.IndexOf("*/", at, StringComparison.Ordinal) + 2;
            return end < 0 ? text.Length : end;
        }
        if ("{}[],:".Contains(text[at], StringComparison.Ordinal))
            return at + 1;
        while (
            at < text.Length && !char.IsWhiteSpace(text[at]) && !"{}[],:/".Contains(text[at], StringComparison.Ordinal)
        )
            at++;
        return at;
    }
}
