using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>
/// Finds payment card numbers: an issuer's range, a length that issuer uses, and a right check digit (Luhn; ISO/IEC
/// 7812-1). Digits stand together, or in the groups that are printed on cards, apart by one kind of space, dash or dot.
/// </summary>
internal static class CardNumberScanner
{
    private const int Shortest = 12;
    private const int ShortestAlone = 14;
    private const int Longest = 19;
    private const int NearWords = 48;
    private const int MostGroups = 8;
    private const int MostCounted = 48;

    // Words that say that a card follows, or that another number does.
    private static readonly SearchValues<string> CardWords = SearchValues.Create(
        [
            "card",
            "carte",
            "cartão",
            "cartao",
            "karte",
            "tarjeta",
            "kaart",
            "karta",
            "carta di",
            "maestro",
            "visa",
            "bancontact",
            "cb :",
            "cb:",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    // A French company's number has the same check digit by law; the key of a Brazilian invoice is one long number in groups.
    private static readonly SearchValues<string> OtherWords = SearchValues.Create(
        ["siret", "siren", "imei", "nf-e", "nfe", "chave de acesso"],
        StringComparison.OrdinalIgnoreCase
    );

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOfAnyInRange('0', '9') is var next and >= 0)
        {
            var start = from + next;
            var group = DigitsAt(text, start);
            var length = IsFirstGroup(group) && BeginsNumber(text, start) ? CardLength(text, start, group) : 0;
            if (length > 0)
                (found ??= []).Add(new SecretFinding(SecretKind.CardNumber, start, length));
            // A long number in groups of four that is no card has no card in it.
            from = start + Math.Max(length, length == 0 && group == 4 ? OtherNumberLength(text, start) : group);
        }
    }

    // Most numbers are ruled out by the length of their first group alone.
    private static bool IsFirstGroup(int length) => length is 4 or 6 or 8 or (>= Shortest and <= Longest);

    // A card number is not the fraction of a number, the rest of an identifier, or a telephone number.
    private static bool BeginsNumber(ReadOnlySpan<char> text, int start)
    {
        var before = CharScan.At(text, start - 1);
        var further = CharScan.At(text, start - 2);
        return !CharScan.IsWord(before)
            && before != '+'
            && !(before == '.' && char.IsAsciiDigit(further))
            && !(before == ',' && char.IsAsciiDigit(further) && !char.IsAsciiDigit(CharScan.At(text, start - 3)))
            && !(before is '-' or '–' && !char.IsWhiteSpace(further));
    }

    // The length of the longest card number that begins here; 0 when none does.
    private static int CardLength(ReadOnlySpan<char> text, int start, int firstGroup)
    {
        Span<char> digits = stackalloc char[Longest];
        Span<int> groups = stackalloc int[5];
        var (count, groupCount, end, best) = (0, 0, start, 0);
        var separator = CharScan.At(text, start + firstGroup);
        while (groupCount < groups.Length && DigitsAt(text, end) is var size and > 0 && count + size <= Longest)
        {
            text.Slice(end, size).CopyTo(digits[count..]);
            (count, groups[groupCount++], end) = (count + size, size, end + size);
            if (
                count >= Shortest
                && EndsNumber(text, end, separator)
                && PassesLuhn(digits[..count])
                && (
                    groupCount == 1
                        ? IsAlone(text, start, digits[..count])
                        : IsPrinted(groups[..groupCount])
                            && !IsInList(text, start, end, separator)
                            && (
                                CardNumberRanges.Covers(digits[..count])
                                || (groups[0] == 4 && CardNumberRanges.MayCover(digits[..count]))
                            )
                )
                && !OtherWordBefore(text, start)
            )
                best = end - start;
            if (!IsSeparator(separator) || CharScan.At(text, end) != separator)
                break;
            end++;
        }
        return best;
    }

    private static bool IsAlone(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> digits)
    {
        if (
            digits.Length is >= ShortestAlone
            && CardNumberRanges.Covers(digits)
            && (digits.Length <= 16 || CardNumberRanges.GoesBeyond16(digits))
        )
            return true;
        return (CardNumberRanges.Covers(digits) || CardNumberRanges.MayCover(digits))
            && text[Math.Max(0, start - NearWords)..start].ContainsAny(CardWords);
    }

    private static bool OtherWordBefore(ReadOnlySpan<char> text, int start) =>
        text[Math.Max(0, start - NearWords / 2)..start].ContainsAny(OtherWords);

    private static bool IsSeparator(char c) => CharScan.IsSpace(c) || c is '-' or '–' or '‑' or '.';

    private static bool EndsNumber(ReadOnlySpan<char> text, int end, char separator) =>
        !CharScan.IsWord(CharScan.At(text, end))
        && !(separator != '.' && CharScan.At(text, end) == '.' && char.IsAsciiDigit(CharScan.At(text, end + 1)));

    // How far a number in groups of four goes that is too long for cards: 44 digits are the key of an invoice.
    private static int OtherNumberLength(ReadOnlySpan<char> text, int start)
    {
        var separator = CharScan.At(text, start + 4);
        if (!IsSeparator(separator))
            return 4;
        var (groups, end) = (1, start + 4);
        while (groups < MostCounted && CharScan.At(text, end) == separator && DigitsAt(text, end + 1) == 4)
            (groups, end) = (groups + 1, end + 5);
        return groups > MostGroups && groups % 4 != 0 ? end - start : 4;
    }

    // Recognizes tables of codes in groups of four hexadecimal digits. A single such group beside a number may be an ordinary word, so two are needed.
    private static bool IsInList(ReadOnlySpan<char> text, int start, int end, char separator)
    {
        var before = IsCode(text, start - 5, separator, before: false);
        var behind = IsCode(text, end + 1, separator, before: true);
        return before && behind
            || before && IsCode(text, start - 10, separator, before: false)
            || behind && IsCode(text, end + 6, separator, before: true)
            || OtherNumberLength(text, start) > 4;
    }

    private static bool IsCode(ReadOnlySpan<char> text, int start, char separator, bool before)
    {
        if (start < 0 || start + 4 > text.Length || CharScan.At(text, before ? start - 1 : start + 4) != separator)
            return false;
        var group = text.Slice(start, 4);
        foreach (var c in group)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }
        return CharScan.HasDigit(group)
            && CharScan.HasLetter(group)
            && !CharScan.IsWord(CharScan.At(text, before ? start + 4 : start - 1));
    }

    private static bool IsPrinted(ReadOnlySpan<int> groups) =>
        groups
            is [4, 4, 4, 4]
                or [4, 6, 5]
                or [4, 6, 4]
                or [4, 4, 4, 4, 1 or 2 or 3]
                or [4, 4, 4, 2 or 3]
                or [6, 13]
                or [8, 8 or 11]
                or [4, 4, 8]
                or [4, 8, 4]
                or [8, 4, 4]
                or [4, 12];

    /// <summary>The check of H. P. Luhn (US patent 2950048): every second digit from the right counts double.</summary>
    internal static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    private static int DigitsAt(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length)
            return 0;
        var length = text[start..].IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length - start : length;
    }
}
