using System.Text.RegularExpressions;

namespace SupportKit.Localization;

/// <summary>Texts with places in braces, such as <c>{title}</c>.</summary>
internal static partial class TextTemplate
{
    /// <summary>The names of the places of a text, each once, in the order in which they come.</summary>
    public static IEnumerable<string> PlacesOf(string text) =>
        Place().Matches(text).Select(place => place.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Fills each place once: a place within what fills another stays as it is written.</summary>
    public static string Fill(string text, Func<string, string> valueOf) =>
        Place().Replace(text, place => valueOf(place.Groups[1].Value));

    [GeneratedRegex(@"\{([A-Za-z0-9_-]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
