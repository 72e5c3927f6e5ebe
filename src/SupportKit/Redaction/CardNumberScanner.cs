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
    private const int LongestAddress = 256;

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

    // The numbers of French establishments and of telephones have the same check digit; a card with as many digits is rare.
    private const int SiretLength = 14;
    private const int ImeiLength = 15;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\n\"'<(");

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
            from = start + Math.Max(length, length == 0 && group == 4 ? CodeTable.LengthAt(text, start) : group);
        }
    }

    // Most numbers are ruled out by the length of their first group alone.
    private static bool IsFirstGroup(int length) => length is 4 or 6 or 8 or (>= Shortest and <= Longest);

    // A card number is not the fraction of a number, the rest of an identifier or of an address, or a telephone number.
    private static bool BeginsNumber(ReadOnlySpan<char> text, int start)
    {
        var before = CharScan.At(text, start - 1);
        var further = CharScan.At(text, start - 2);
        return !CharScan.IsWord(before)
            && before != '+'
            && !(before == '/' && char.IsLetter(further) && IsInAddress(text, start))
            && !(before == '.' && char.IsAsciiDigit(further))
            && !(before == ',' && char.IsAsciiDigit(further) && !char.IsAsciiDigit(CharScan.At(text, start - 3)))
            && !(before is '-' or '–' && !char.IsWhiteSpace(further));
    }

    private static bool IsInAddress(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - LongestAddress)..start];
        var space = before.LastIndexOfAny(AddressEnds);
        return before[(space + 1)..].Contains("://", StringComparison.Ordinal);
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
                            && !CodeTable.Surrounds(text, start, end, separator)
                            && (
                                CardNumberRanges.Covers(digits[..count])
                                || (groups[0] == 4 && CardNumberRanges.MayCover(digits[..count]))
                            )
                )
                && !IsNamedOtherwise(text, start, count)
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

    private static bool IsNamedOtherwise(ReadOnlySpan<char> text, int start, int digits) =>
        digits switch
        {
            SiretLength => IsSaidBefore(text, start, "siret"),
            ImeiLength => IsSaidBefore(text, start, "imei"),
            _ => false,
        };

    // As a word of its own: letters that only happen to stand in another word name nothing.
    private static bool IsSaidBefore(ReadOnlySpan<char> text, int start, string word)
    {
        var at = Math.Max(0, start - NearWords / 2);
        while (text[at..start].IndexOf(word, StringComparison.OrdinalIgnoreCase) is var found and >= 0)
        {
            at += found + word.Length;
            if (!char.IsLetter(CharScan.At(text, at - word.Length - 1)) && !char.IsLetter(CharScan.At(text, at)))
                return true;
        }
        return false;
    }

    internal static bool IsSeparator(char c) => CharScan.IsSpace(c) || c is '-' or '–' or '‑' or '.';

    private static bool EndsNumber(ReadOnlySpan<char> text, int end, char separator) =>
        !CharScan.IsWord(CharScan.At(text, end))
        && !(separator != '.' && CharScan.At(text, end) == '.' && char.IsAsciiDigit(CharScan.At(text, end + 1)));

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

    internal static int DigitsAt(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length)
            return 0;
        var length = text[start..].IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length - start : length;
    }
}
