using System.Buffers;

namespace SupportKit.Screening;

/// <summary>
/// Tells whether a text is written in capitals. Only words of prose count, not code, log lines, addresses, constants or words with
/// digits. A text is when at least three words are in capitals, at least half of all letters are in such words, and
/// two of them are not acronyms: five letters or more, or a small word of the language. Text in a script without case never is.
/// </summary>
internal static class AllCapsDetector
{
    private const int FewestWords = 3;
    private const int FewestPlainWords = 2;
    private const int LongestAcronym = 4;

    private static readonly SearchValues<char> Separators = SearchValues.Create("-,.;'’!?()\"，。、！？");

    // Small words that are not acronyms (en, fr, pt, de, es).
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallWords = new HashSet<string>(
        (
            "A AN THE IS ARE NOT NO MY ME YOU YOUR WE OUR IT THIS THAT AND OR BUT FOR WITH OF IN ON TO DO DOES HELP NOW WHY HOW "
            + "WHAT CAN FIX WAS HAVE HAS BEEN LE LA LES UN UNE DE DU DES ET OU NE PAS QUE QUI MON MA MES EST SUR VOUS JE IL ELLE "
            + "NOUS CE ÇA À AU O OS AS UM UMA DA DOS E É NÃO MEU MINHA EU EM NA QUE POR PARA COM SEM ISSO JÁ DER DIE DAS EIN ICH "
            + "IST UND MIT WIR SIE ZU EL LOS UNA MI SU ES Y CON SIN"
        ).Split(' '),
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsShouting(string text)
    {
        var (words, plainWords, shouted, letters) = (0, 0, 0, 0);
        var code = new CodeLines();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!code.IsCode(line))
                Count(line);
        }
        return words >= FewestWords && plainWords >= FewestPlainWords && shouted * 2 >= letters;

        void Count(ReadOnlySpan<char> line)
        {
            var inCode = false;
            foreach (var part in line.Split('`'))
            {
                if (!inCode)
                {
                    foreach (var piece in line[part].SplitAny(CodeLines.Spaces))
                        CountPiece(line[part][piece]);
                }
                inCode = !inCode;
            }
        }

        // What holds a mark of code is no prose ("$50", "ana@example.com", "X=1"), and the words beside it are.
        void CountPiece(ReadOnlySpan<char> piece)
        {
            if (CodeLines.HasMark(piece))
                return;
            foreach (var word in piece.SplitAny(Separators))
                CountWord(piece[word].Trim("*_:«»“”…"));
        }

        void CountWord(ReadOnlySpan<char> word)
        {
            var (upper, all) = (0, 0);
            foreach (var c in word)
            {
                if (!char.IsLetter(c))
                    return;
                all++;
                upper += char.IsUpper(c) ? 1 : 0;
            }
            letters += all;
            if (upper < all || all == 0 || (all == 1 && !SmallWords.Contains(word)))
                return;
            words++;
            shouted += all;
            plainWords += all > LongestAcronym || SmallWords.Contains(word) ? 1 : 0;
        }
    }
}
