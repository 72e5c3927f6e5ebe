namespace SupportKit.Redaction;

/// <summary>
/// The ranges of first digits that card networks issue from, with the lengths they use: those commonly published, as in
/// Wikipedia's article "Payment card number"; not compared with the networks' own documents, which are not public. Visa's
/// old 13 digits look like the bar code of an article, so they need a word beside them.
/// </summary>
internal static class CardNumberRanges
{
    private readonly record struct Range(int From, int To, int Shortest, int Longest);

    // First six digits, both ends included.
    private static readonly Range[] All =
    [
        new(400000, 499999, 16, 16), // Visa
        new(400000, 499999, 19, 19),
        new(510000, 559999, 16, 16), // Mastercard
        new(222100, 272099, 16, 16),
        new(340000, 349999, 15, 15), // American Express
        new(370000, 379999, 15, 15),
        new(300000, 305999, 14, 16), // Diners Club
        new(309500, 309599, 14, 16),
        new(360000, 369999, 14, 16),
        new(380000, 399999, 14, 16),
        new(601100, 601199, 16, 19), // Discover
        new(644000, 659999, 16, 19),
        new(352800, 358999, 16, 19), // JCB
        new(620000, 629999, 16, 19), // UnionPay
        new(810000, 817199, 16, 19),
        new(220000, 220499, 16, 19), // Mir
        new(501800, 502099, 16, 19), // Maestro, Dankort
        new(503800, 503899, 16, 19),
        new(561200, 561299, 16, 19),
        new(589300, 589399, 16, 19),
        new(630400, 630499, 16, 19),
        new(670300, 670399, 16, 17), // Bancontact
        new(675900, 675999, 16, 19), // Maestro
        new(676100, 676399, 16, 19),
        new(676770, 676774, 16, 19),
        new(506699, 506778, 16, 16), // Elo
        new(509000, 509999, 16, 16),
        new(636297, 636297, 16, 16),
        new(636368, 636368, 16, 16),
        new(606282, 606282, 16, 16), // Hipercard
        new(508500, 508999, 16, 16), // RuPay
        new(607000, 608999, 16, 16),
        new(817200, 829999, 16, 16),
        new(506099, 506198, 16, 19), // Verve
        new(507865, 507964, 16, 19),
        new(979200, 979299, 16, 16), // Troy
    ];

    // Ranges that Maestro's many issuers share with other numbers. Only printed groups, or a word beside it, make a card of one.
    private static readonly Range[] Shared =
    [
        new(500000, 509999, 12, 19),
        new(560000, 589999, 12, 19),
        new(600000, 639999, 12, 19),
        new(660000, 699999, 12, 19),
        new(400000, 499999, 13, 13), // Visa's old numbers
    ];

    /// <summary>Whether a network issues numbers of this length that begin so.</summary>
    public static bool Covers(ReadOnlySpan<char> digits) => AreIn(All, digits);

    /// <summary>Whether a network issues such numbers from a range that it shares with other numbers.</summary>
    public static bool MayCover(ReadOnlySpan<char> digits) => AreIn(Shared, digits);

    /// <summary>Whether 17 to 19 digits in one run may be a card: elsewhere they are the identifiers of a database.</summary>
    public static bool GoesBeyond16(ReadOnlySpan<char> digits) =>
        FirstSix(digits) is (>= 620000 and <= 629999) or (>= 670300 and <= 670399) or (>= 675900 and <= 679999);

    private static bool AreIn(Range[] ranges, ReadOnlySpan<char> digits)
    {
        var first = FirstSix(digits);
        foreach (var range in ranges)
        {
            if (
                first >= range.From
                && first <= range.To
                && digits.Length >= range.Shortest
                && digits.Length <= range.Longest
            )
                return true;
        }
        return false;
    }

    private static int FirstSix(ReadOnlySpan<char> digits)
    {
        var first = 0;
        foreach (var digit in digits[..6])
            first = first * 10 + (digit - '0');
        return first;
    }
}
