namespace SupportKit.PolicyAnalysis;

/// <summary>Writes lists as English text, shortened when they are long.</summary>
internal static class EnglishList
{
    /// <summary>How many words a list names at most; of a longer one the last place says how many more there are.</summary>
    public const int Most = 6;

    /// <summary><c>a, b or c</c></summary>
    public static string Or(IEnumerable<string> words) => List(words, "or");

    /// <summary><c>a, b and c</c></summary>
    public static string And(IEnumerable<string> words) => List(words, "and");

    /// <summary><c>"a", "b" and "c"</c></summary>
    public static string Quoted(IEnumerable<string> words) => And(words.Select(word => $"\"{word}\""));

    /// <summary><c>"a", "b" and "c"</c>; of more than can be named, the first and that there are others, so that nobody has to find all.</summary>
    public static string QuotedFirst(IEnumerable<string> words)
    {
        var first = words.Take(Most + 1).Select(word => $"\"{word}\"").ToList();
        return first.Count > Most ? $"{string.Join(", ", first.Take(Most - 1))} and others" : And(first);
    }

    private static string List(IEnumerable<string> words, string conjunction)
    {
        var all = words.ToList();
        if (all.Count > Most)
            all = [.. all.Take(Most - 1), $"{all.Count - Most + 1} more"];
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {conjunction} {all[^1]}";
    }
}
