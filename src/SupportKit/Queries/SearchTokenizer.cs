using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.Queries;

/// <summary>The words by which tickets are found: the one rule of how a text is split, for stores and questions alike. Pure.</summary>
/// <remarks>
/// A text is decomposed (Unicode's form KD), its marks are dropped, upper and lower case are one, and what is neither a letter
/// nor a digit parts two words: <c>Crème-Brûlée №5</c> gives <c>creme</c>, <c>brulee</c>, <c>no5</c>. Letters that Unicode does not take
/// apart fold as they are typed without them: <c>Straße</c> and <c>STRAẞE</c> give <c>strasse</c>, <c>œuvre</c> gives <c>oeuvre</c>.
/// Characters that only format, such as the soft hyphen, are dropped. Scripts that are written
/// without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give each of their letters as a word, so that a ticket is found by those
/// it holds, in whatever order. A process without ICU (<c>InvariantGlobalization</c>) decomposes nothing; then all processes of a
/// store must be such.
/// </remarks>
public static class SearchTokenizer
{
    /// <summary>The most UTF-16 units a word has; a longer one is cut, in the question as well.</summary>
    public const int MaxLength = 64;

    /// <summary>The most different words that one text is found by: the first of it.</summary>
    public const int MaxPerText = 256;

    /// <summary>
    /// How far into a text words are looked for, in UTF-16 units of its decomposed form. Ordinary texts of 100,000 units are shorter in
    /// every language; some letters decompose into eighteen, and a text of those must not cost eighteen times as much.
    /// </summary>
    public const int MaxDecomposedLength = 400_000;

    private const int PieceLength = 1024;

    /// <summary>
    /// The words of a text, each once, in the order of their first occurrence; at most <see cref="MaxPerText"/>, from the first
    /// <see cref="MaxDecomposedLength"/> units.
    /// </summary>
    public static ImmutableArray<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new WordList();
        // Piece by piece, and no further than there are words to find: a long text costs no more than its beginning. Where the
        // pieces meet, at most the order of marks differs, and marks are dropped.
        var decomposed = 0;
        for (var start = 0; start < text.Length && !words.IsFull && decomposed < MaxDecomposedLength; )
        {
            var length = Math.Min(PieceLength, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            var piece = Whole(text.Substring(start, length)).Normalize(NormalizationForm.FormKD);
            decomposed += piece.Length;
            Add(piece, words);
            start += length;
        }
        words.End();
        return words.ToImmutable();
    }

    private static void Add(string piece, WordList words)
    {
        foreach (var rune in piece.EnumerateRunes())
        {
            if (words.IsFull)
                return;
            var category = Rune.GetUnicodeCategory(rune);
            if (IsMark(category) || category == UnicodeCategory.Format)
                continue;
            if (!Rune.IsLetterOrDigit(rune))
                words.End();
            else if (IsWithoutSpaces(rune.Value))
                words.AddAlone(rune);
            else
                words.Add(rune);
        }
    }

    /// <summary>
    /// The words that an event lets a viewer find its ticket by: the title, the number and what people wrote. What the desk noted for itself gives
    /// its words to viewers of the desk alone.
    /// </summary>
    /// <param name="happened">The event.</param>
    /// <param name="viewer">Who searches. That they see the ticket at all is another question: <see cref="Viewer.Sees"/>.</param>
    public static ImmutableArray<string> Tokenize(TicketEvent happened, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(viewer);
        var isSearched = happened.Search switch
        {
            Search.None => false,
            Search.Texts => true,
            Search.DeskTexts => viewer.Requester is null,
        };
        if (!isSearched)
            return [];
        var collected = new CollectingMap();
        if (happened is TicketEvent.Opened { Number: { } number })
            collected.Add(number.ToString());
        happened.MapTexts(collected);
        return collected.Words;
    }

    // Half a surrogate pair, which no form of Unicode has, parts words.
    private static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                return string.Concat(text.EnumerateRunes());
        }
        return text;
    }

    private static bool IsMark(UnicodeCategory category) =>
        category
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static bool IsWithoutSpaces(int rune) =>
        rune
            is (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
                or (>= 0x1000 and <= 0x109F) // Burmese
                or (>= 0x1780 and <= 0x17FF) // Khmer
                or (>= 0x3040 and <= 0x30FF) // Hiragana, Katakana
                or (>= 0x3400 and <= 0x4DBF) // Han
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x20000 and <= 0x3FFFF);

    // A word that is known already makes no string anew.
    private sealed class WordList
    {
        private readonly HashSet<string> known = new(StringComparer.Ordinal);
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;
        private readonly ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        private readonly char[] word = new char[MaxLength + 2];
        private int length;

        public WordList() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

        public bool IsFull => words.Count == MaxPerText;

        public void Add(Rune rune)
        {
            if (length >= MaxLength)
                return;
            if (LetterFolding.Of(rune) is { } folded)
            {
                folded.CopyTo(word.AsSpan(length));
                length += folded.Length;
            }
            else
            {
                // By way of upper case, in which letters meet that lower case keeps apart: both sigmas of Greek, for example.
                length += Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).EncodeToUtf16(word.AsSpan(length));
            }
        }

        public void AddAlone(Rune rune)
        {
            End();
            if (!IsFull)
                Add(rune);
            End();
        }

        public void End()
        {
            if (length == 0)
                return;
            var kept = Math.Min(length, MaxLength);
            // Not between the halves of a letter beyond the first plane.
            if (char.IsHighSurrogate(word[kept - 1]))
                kept--;
            var whole = word.AsSpan(0, kept);
            if (!IsFull && lookup.Add(whole) && lookup.TryGetValue(whole, out var added))
                words.Add(added);
            length = 0;
        }

        public ImmutableArray<string> ToImmutable() => words.ToImmutable();
    }

    private sealed class CollectingMap : TextMap
    {
        private HashSet<string>? known;

        public ImmutableArray<string> Words { get; private set; } = [];

        public void Add(string text)
        {
            var words = Tokenize(text);
            if (Words.IsEmpty)
            {
                Words = words;
                return;
            }
            known ??= new HashSet<string>(Words, StringComparer.Ordinal);
            Words = Words.AddRange(words.Where(known.Add));
        }

        protected override WrittenText Map(string field, WrittenText text)
        {
            Add(text.Text);
            return text;
        }
    }
}
