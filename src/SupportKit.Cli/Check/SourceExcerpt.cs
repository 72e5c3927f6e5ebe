using System.Globalization;
using System.Text;

namespace SupportKit.Cli;

/// <summary>The line of a text that something stands in, with carets under the place. Immutable.</summary>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Text">The line without its indentation; empty for one that holds nothing.</param>
/// <param name="Caret">How many columns of a terminal stand before the place.</param>
/// <param name="Carets">How many columns it takes, at least 1.</param>
internal sealed record SourceExcerpt(int Number, string Text, int Caret, int Carets)
{
    /// <summary>Columns before the text, for the number of the line.</summary>
    public const int Gutter = 6;

    private const int Widest = 110;

    /// <summary>What stands before the text.</summary>
    public string Head => string.Create(CultureInfo.InvariantCulture, $"{Number, 4} | ");

    /// <summary>What stands before the carets.</summary>
    public string Under => new string(' ', Head.Length - 2) + "| ";

    /// <summary>The carets, behind as much room as puts them under the place.</summary>
    public string Mark => new string(' ', Caret) + new string('^', Carets);

    /// <param name="line">The whole line.</param>
    /// <param name="place">The place in it.</param>
    /// <param name="width">The columns of the terminal; a line of a minified file is cut to what stands around the place.</param>
    public static SourceExcerpt Of(string line, TextPlace place, int width)
    {
        var most = Math.Min(Widest, width - Gutter - 2);
        var text = new string([.. line.Select(letter => char.IsControl(letter) ? ' ' : letter)]).TrimEnd();
        var start = text.Length - text.TrimStart().Length;
        text = text[start..];
        var caret = Math.Max(0, place.Column - 1 - start);
        if (text.Length > most)
        {
            var from = caret + place.Length <= most ? 0 : Math.Clamp(caret - most / 3, 0, text.Length - 1);
            text = text.Substring(from, Math.Min(most, text.Length - from)).TrimEnd();
            caret -= from;
        }
        caret = Math.Min(caret, text.Length);
        // An object or a list is pointed at; underlining all of it would show nothing.
        var isContainer = caret < text.Length && "{[".Contains(text[caret]);
        var units = isContainer ? 1 : Math.Clamp(place.Length, 1, Math.Max(1, text.Length - caret));
        var marked = text.AsSpan(caret, Math.Min(units, text.Length - caret));
        return new SourceExcerpt(place.Line, text, Columns(text.AsSpan(0, caret)), Math.Max(1, Columns(marked)));
    }

    // As terminals show them: what joins the letter before it takes no column, letters of East Asia and pictures take two.
    private static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns +=
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.Format
                    ? 0
                : IsWide(rune.Value) ? 2
                : 1;
        return columns;
    }

    // The blocks whose letters have East Asian Width W or F in Unicode Standard Annex 11.
    private static bool IsWide(int value) =>
        value
            is >= 0x1100
                and <= 0x115F
                or >= 0x2E80
                and <= 0xA4CF
                or >= 0xAC00
                and <= 0xD7A3
                or >= 0xF900
                and <= 0xFAFF
                or >= 0xFE30
                and <= 0xFE6F
                or >= 0xFF00
                and <= 0xFF60
                or >= 0xFFE0
                and <= 0xFFE6
                or >= 0x1F300
                and <= 0x1FAFF
                or >= 0x20000
                and <= 0x3FFFD;
}
