using System.Collections.Frozen;

namespace SupportKit.Redaction;

/// <summary>
/// Finds international bank account numbers: a country, the length that country uses, and right check digits
/// (ISO 13616; ISO 7064 mod 97-10). Characters stand together or in groups, apart by single spaces or dashes.
/// </summary>
internal static class IbanScanner
{
    // Lengths of SWIFT's IBAN Registry, as Apache Commons Validator lists them (class IBANValidator, compared entry by entry
    // in 2026); Honduras and Yemen, which that list lacks, as later lists have them.
    private static readonly FrozenDictionary<string, int> Lengths = ParseLengths(
        "AD 24, AE 23, AL 28, AT 20, AZ 28, BA 20, BE 16, BG 22, BH 22, BI 27, BR 29, BY 28, CH 21, CR 22, CY 28, "
            + "CZ 24, DE 22, DJ 27, DK 18, DO 28, EE 20, EG 29, ES 24, FI 18, FK 18, FO 18, FR 27, GB 22, GE 22, GI 23, "
            + "GL 18, GR 27, GT 28, HN 28, HR 21, HU 28, IE 22, IL 23, IQ 23, IS 26, IT 27, JO 30, KW 30, KZ 20, LB 28, "
            + "LC 32, LI 21, LT 20, LU 20, LV 21, LY 25, MC 27, MD 24, ME 22, MK 19, MN 20, MR 27, MT 31, MU 30, NI 28, "
            + "NL 18, NO 15, OM 23, PK 24, PL 28, PS 29, PT 25, QA 29, RO 24, RS 22, RU 33, SA 24, SC 31, SD 18, SE 24, "
            + "SI 19, SK 24, SM 27, SO 23, ST 25, SV 28, TL 23, TN 24, TR 26, UA 29, VA 22, VG 24, XK 20, YE 30, "
            // Countries outside the registry whose banks use the same form, as Wikipedia's article on the number lists them.
            + "AO 25, BF 28, BJ 28, CF 27, CG 27, CI 28, CM 27, CV 25, DZ 26, GA 27, GQ 27, GW 25, IR 26, KM 27, MA 28, MG 27, "
            + "ML 28, MZ 25, NE 28, SN 28, TD 27, TG 28"
    );

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> LengthOf =
        Lengths.GetAlternateLookup<ReadOnlySpan<char>>();

    private const int Longest = 33;

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        // The third and fourth characters are digits, so the search looks for those.
        for (var from = 2; from + 1 < text.Length; from++)
        {
            var next = text[from..].IndexOfAnyInRange('0', '9');
            if (next < 0)
                return;
            from += next;
            if (LengthAt(text, from - 2) is var length and > 0)
            {
                (found ??= []).Add(new SecretFinding(SecretKind.Iban, from - 2, length));
                from += length - 3;
            }
            else
            {
                // An account number never begins inside a run of digits.
                var run = text[from..].IndexOfAnyExceptInRange('0', '9');
                if (run < 0)
                    return;
                from += run - 1;
            }
        }
    }

    private static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        if (
            !char.IsAsciiLetter(text[start])
            || !char.IsAsciiLetter(text[start + 1])
            || !char.IsAsciiDigit(CharScan.At(text, start + 3))
            || CharScan.IsWord(CharScan.At(text, start - 1))
            || !LengthOf.TryGetValue(text.Slice(start, 2), out var length)
        )
            return 0;

        Span<char> number = stackalloc char[Longest];
        var (count, end) = (0, start);
        for (; count < length && end < text.Length; end++)
        {
            if (char.IsAsciiLetterOrDigit(text[end]))
                number[count++] = char.ToUpperInvariant(text[end]);
            else if (count < 4 || !IsSeparator(text[end]) || IsSeparator(text[end - 1]))
                return 0;
        }
        number = number[..count];
        return
            count == length
            && !CharScan.IsWord(CharScan.At(text, end))
            && HasDigits(number, text[start])
            && Checks(number)
            ? end - start
            : 0;
    }

    private static bool IsSeparator(char c) => CharScan.IsSpace(c) || c == '-';

    // Account numbers hold digits; ordinary words with a right checksum do not. In capitals, as banks print them, a few are enough.
    private static bool HasDigits(ReadOnlySpan<char> number, char first)
    {
        var digits = 0;
        foreach (var c in number)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits * (char.IsAsciiLetterUpper(first) ? 4 : 2) >= number.Length;
    }

    /// <summary>The first four characters go to the end, letters count 10 to 35, and 97 leaves 1.</summary>
    private static bool Checks(ReadOnlySpan<char> number)
    {
        var rest = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[(i + 4) % number.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }
        return rest == 1;
    }

    private static FrozenDictionary<string, int> ParseLengths(string registry) =>
        registry
            .Split(", ")
            .ToFrozenDictionary(
                entry => entry[..2],
                entry => (entry[3] - '0') * 10 + (entry[4] - '0'),
                StringComparer.OrdinalIgnoreCase
            );
}
