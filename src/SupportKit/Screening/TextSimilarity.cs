namespace SupportKit.Screening;

/// <summary>
/// How alike two texts are, whatever their language: the share of runs of three characters that both have among those
/// that either has (P. Jaccard, 1901), after case, accents, punctuation and spacing are folded away. Exchanging a word in
/// ten leaves about 80 %; a text on something else has less than 30 %.
/// </summary>
internal static class TextSimilarity
{
    private const int Run = 3;
    private const int LongestCompared = 20_000;

    /// <summary>From 0, nothing in common, to 1, the same words. Symmetric. The first 20,000 characters count.</summary>
    public static double Between(string first, string second) => Between(RunsOf(first), RunsOf(second));

    internal static double Between(HashSet<ulong> first, HashSet<ulong> second)
    {
        var (fewer, more) = first.Count <= second.Count ? (first, second) : (second, first);
        var both = fewer.Count(more.Contains);
        var either = first.Count + second.Count - both;
        return either == 0 ? 1 : (double)both / either;
    }

    internal static HashSet<ulong> RunsOf(string text)
    {
        var cut = text.Length <= LongestCompared ? text : text[..LongestCompared];
        var folded = NormalizedText.Of(cut);
        if (folded.Length == 0)
            return [];
        var padded = $" {folded} ";
        var runs = new HashSet<ulong>(padded.Length);
        for (var i = 0; i + Run <= padded.Length; i++)
            runs.Add((ulong)padded[i] << 32 | (ulong)padded[i + 1] << 16 | padded[i + 2]);
        return runs;
    }
}
