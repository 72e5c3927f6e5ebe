namespace SupportKit.Mail;

/// <summary>Text for a mail's header (RFC 2047): readers see the very text, and nothing in it is taken for anything else.</summary>
internal static class EncodedWords
{
    // An encoded word is at most 75 characters; "=?utf-8?B?" and "?=" leave 63, which 45 bytes fill to 60.
    private const int MostBytes = 45;

    // Lines are broken between words only, and one of more than 998 characters is refused; mailers like 78.
    private const int LongestWord = 70;

    /// <summary>The text in one line; line ends and other controls, which a header cannot hold, become spaces.</summary>
    public static string Of(string text)
    {
        var line = string.Concat(text.Select(letter => IsBreak(letter) ? ' ' : letter));
        if (line.All(char.IsAscii) && !line.Contains("=?", StringComparison.Ordinal) && !HasLongWord(line))
            return line;
        var words = new List<string>();
        var word = new List<byte>(MostBytes);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > MostBytes)
                End();
            word.AddRange(bytes[..length]);
        }
        End();
        // System.Net.Mail keeps encoded words that a space precedes; without it, it decodes them and encodes them again, wrongly.
        return $" {string.Join(' ', words)}";

        void End()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    private static bool HasLongWord(string line)
    {
        foreach (var word in line.AsSpan().Split(' '))
            if (word.End.Value - word.Start.Value > LongestWord)
                return true;
        return false;
    }

    private static bool IsBreak(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';
}
