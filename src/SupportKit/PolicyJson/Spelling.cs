namespace SupportKit.PolicyJson;

/// <summary>Finds what a person most likely meant by a name that does not exist.</summary>
internal static class Spelling
{
    private const int MostListed = 20;

    /// <summary>Levenshtein's distance, ignoring case (V. I. Levenshtein, 1966).</summary>
    public static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var cost = Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                (diagonal, row[j]) = (row[j], cost);
            }
        }
        return row[^1];
    }

    /// <summary>Names for a message: the first twenty, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names)
    {
        var some = string.Join(", ", names.Take(MostListed));
        return names.Count > MostListed ? $"{some}, and {names.Count - MostListed} more" : some;
    }

    /// <summary>
    /// Whether one may be a slip for the other: at most about a third of the letters differ, or one is a part of the other.
    /// </summary>
    public static bool IsNear(string a, string b, int distance) =>
        distance * 3 <= Math.Max(a.Length, b.Length) + 1 && distance < Math.Min(a.Length, b.Length)
        || Math.Min(a.Length, b.Length) > 2
            && (a.Contains(b, StringComparison.OrdinalIgnoreCase) || b.Contains(a, StringComparison.OrdinalIgnoreCase));

    /// <summary>A sentence that asks whether the nearest candidate was meant, and a space; empty when none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { Length: > 0 } nearest ? $"Did you mean \"{nearest}\"? " : "";

    /// <summary>The candidate nearest to a name; empty when none is near enough to have been meant.</summary>
    public static string Nearest(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, Distance: Distance(candidate, name)))
            .Where(known => IsNear(known.candidate, name, known.Distance))
            .OrderBy(known => known.Distance)
            .FirstOrDefault()
            .candidate
        ?? "";
}
