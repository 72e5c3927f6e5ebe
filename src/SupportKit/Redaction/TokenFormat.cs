using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace SupportKit.Redaction;

/// <summary>The form of an issuer's tokens: literal texts, and runs of characters of one alphabet. Immutable and thread-safe.</summary>
internal sealed record TokenFormat(string Issuer, string Form, string Source)
{
    private const string Digits = "0123456789";
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Letters = Small + Capitals;

    // A run that may be longer than its least length is read to here.
    private const int Longest = 2048;

    private ImmutableArray<Part> parts = [];

    /// <param name="Literal">The text, or empty for a run.</param>
    /// <param name="Alphabet">The characters of a run.</param>
    /// <param name="Length">How many there are at least.</param>
    /// <param name="More">Whether there may be more.</param>
    private readonly record struct Part(string Literal, SearchValues<char>? Alphabet, int Length, bool More);

    /// <summary>What every token of this form begins with; empty when it begins with a run.</summary>
    public string Prefix => parts[0].Literal;

    /// <summary>Whether the prefix is of letters and digits only, as any part of a base64 text may be.</summary>
    public bool HasPlainPrefix => !parts[0].Literal.AsSpan().ContainsAny('-', '_', '.');

    /// <summary>The fewest characters of such a token.</summary>
    public int Shortest => parts.Sum(part => part.Literal.Length + part.Length);

    /// <summary>Reads a row of the table.</summary>
    public static TokenFormat Parse(string row)
    {
        var cells = row.Split(" | ");
        var form = new TokenFormat(cells[0].Trim(), cells[1].Trim(), cells[2].Trim());
        return form with { parts = Parts(form.Form) };
    }

    /// <summary>The length of the token at the start of this text; 0 when there is none. Takes time in proportion to the form, and to what it finds.</summary>
    public int LengthAt(ReadOnlySpan<char> text)
    {
        var (at, random) = (0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.Alphabet is null)
            {
                if (!text[at..].StartsWith(part.Literal, StringComparison.Ordinal))
                    return 0;
                at += part.Literal.Length;
                random = random == 0 && i == 0 ? at : random;
                continue;
            }
            if (at + part.Length > text.Length)
                return 0;
            var least = text.Slice(at, part.Length);
            if (least.ContainsAnyExcept(part.Alphabet))
                return 0;
            at += part.Length;
            // What repeats itself is not read to its end: "xxxx…" would be read again for each x.
            if (part.More && !HasVariety(text[random..at]))
                return 0;
            if (part.More)
                at += RunLength(text[at..], part.Alphabet);
        }
        at = random + text[random..at].TrimEnd('.').Length;
        var next = CharScan.At(text, at);
        return
            at >= Shortest
            && LooksRandom(text[random..at])
            && !(parts[^1].More ? char.IsAsciiLetterOrDigit(next) : CharScan.IsWord(next))
            ? at
            : 0;
    }

    // Made-up examples repeat themselves.
    private static bool HasVariety(ReadOnlySpan<char> body) => CharScan.HasVariety(body, Math.Min(6, body.Length / 2));

    private static bool LooksRandom(ReadOnlySpan<char> body) =>
        HasVariety(body) && (HasManyDigits(body) || Randomness.IsLikely(body));

    // Names have fewer.
    private static bool HasManyDigits(ReadOnlySpan<char> body)
    {
        var digits = 0;
        foreach (var c in body)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits * 5 >= body.Length * 2;
    }

    private static int RunLength(ReadOnlySpan<char> text, SearchValues<char> alphabet)
    {
        text = text[..Math.Min(text.Length, Longest)];
        var end = text.IndexOfAnyExcept(alphabet);
        return end < 0 ? text.Length : end;
    }

    private static ImmutableArray<Part> Parts(string form)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        for (var at = 0; at < form.Length; )
        {
            if (form[at] != '{')
            {
                var end = form.IndexOf('{', at) is var next and >= 0 ? next : form.Length;
                parts.Add(new Part(form[at..end], null, 0, More: false));
                at = end;
                continue;
            }
            var close = form.IndexOf('}', at);
            var (alphabet, length) = (form[(at + 1)..close].Split(' ')[0], form[(at + 1)..close].Split(' ')[1]);
            parts.Add(
                new Part(
                    "",
                    AlphabetOf(alphabet),
                    int.Parse(length.TrimEnd('+'), CultureInfo.InvariantCulture),
                    length.EndsWith('+')
                )
            );
            at = close + 1;
        }
        return parts.ToImmutable();
    }

    private static SearchValues<char> AlphabetOf(string name) =>
        name switch
        {
            "d" => DigitRun,
            "hex" => HexRun,
            "up" => UpRun,
            "low" => LowRun,
            "an" => AlphanumericRun,
            "w" => WordRun,
            "url" => UrlRun,
            "b64" => Base64Run,
            "any" => AnyRun,
            _ => throw new FormatException($"\"{name}\" is not an alphabet of the table of token formats."),
        };

    private static readonly SearchValues<char> DigitRun = SearchValues.Create(Digits);
    private static readonly SearchValues<char> HexRun = SearchValues.Create(Digits + "abcdefABCDEF");
    private static readonly SearchValues<char> UpRun = SearchValues.Create(Capitals + Digits);
    private static readonly SearchValues<char> LowRun = SearchValues.Create(Small + Digits);
    private static readonly SearchValues<char> AlphanumericRun = SearchValues.Create(Letters + Digits);
    private static readonly SearchValues<char> WordRun = SearchValues.Create(Letters + Digits + "_");
    private static readonly SearchValues<char> UrlRun = SearchValues.Create(Letters + Digits + "_-");
    private static readonly SearchValues<char> Base64Run = SearchValues.Create(Letters + Digits + "+/=");
    private static readonly SearchValues<char> AnyRun = SearchValues.Create(Letters + Digits + "_-.=+/~%");
}
