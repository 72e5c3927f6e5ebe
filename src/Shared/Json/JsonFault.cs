using System.Text;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>Where a text stops being JSON. Immutable.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The UTF-16 unit of the line, counted from 1.</param>
/// <param name="Length">How many units of that line belong to what cannot stand there; at least 1.</param>
/// <param name="IsAtEnd">Whether the text ends too early; the place is then behind the last of it that is not white space.</param>
internal readonly record struct JsonFault(int Line, int Column, int Length, bool IsAtEnd)
{
    /// <summary>The place that an exception tells in bytes.</summary>
    public static JsonFault Of(ReadOnlySpan<byte> utf8, JsonException error)
    {
        var at = PlaceOf(utf8, error);
        var isAtEnd = utf8[at..].Trim(" \t\r\n"u8).IsEmpty;
        if (isAtEnd)
            at = utf8.TrimEnd(" \t\r\n"u8).Length;
        var start = utf8[..at].LastIndexOf((byte)'\n') + 1;
        var (from, to) = isAtEnd ? (at, at) : WordAt(utf8, start, at);
        return new JsonFault(
            utf8[..start].Count((byte)'\n') + 1,
            Encoding.UTF8.GetCharCount(utf8[start..from]) + 1,
            Math.Max(1, Encoding.UTF8.GetCharCount(utf8[from..to])),
            isAtEnd
        );
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8, JsonException error)
    {
        var start = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            var end = utf8[start..].IndexOf((byte)'\n');
            if (end < 0)
                return utf8.Length;
            start += end + 1;
        }
        return (int)Math.Min(utf8.Length, start + (error.BytePositionInLine ?? 0));
    }

    // What was written is shown whole: a text with its quotes, a word or a number from its first letter on.
    private static (int From, int To) WordAt(ReadOnlySpan<byte> utf8, int start, int at)
    {
        var end = utf8[at..].IndexOf((byte)'\n') is var length && length < 0 ? utf8.Length : at + length;
        if (utf8[at] == '"')
        {
            var quote = at + 1;
            while (quote < end && utf8[quote] != '"')
                quote += utf8[quote] == '\\' ? 2 : 1;
            return (at, quote < end ? quote + 1 : at + 1);
        }
        var (from, to) = (at, at);
        while (from > start && IsOfWord(utf8[from - 1]) && IsOfWord(utf8[at]))
            from--;
        while (to < end && IsOfWord(utf8[to]))
            to++;
        return (from, Math.Max(to, at + 1));
    }

    private static bool IsOfWord(byte letter) =>
        char.IsAsciiLetterOrDigit((char)letter)
        || letter is (byte)'_' or (byte)'-' or (byte)'+' or (byte)'.' or >= 0x80;
}
