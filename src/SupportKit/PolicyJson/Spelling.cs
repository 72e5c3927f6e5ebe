using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Finds what a person most likely meant by a name that does not exist.</summary>
internal static class Spelling
{
    private const int MostListed = 20;

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
            .Select(candidate => (candidate, Distance: EditDistance.Between(candidate, name)))
            .Where(known => IsNear(known.candidate, name, known.Distance))
            .OrderBy(known => known.Distance)
            .FirstOrDefault()
            .candidate
        ?? "";
}
