using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>A comment says more than the name of what it explains, and a word or two cannot.</summary>
public partial class SummaryTests
{
    [Theory]
    [InlineData("summary", 4)]
    [InlineData("param", 2)]
    public void Each_comment_of_a_package_has_at_least_so_many_words(string element, int fewest)
    {
        var texts = Repository
            .Files("*.cs", "src")
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .SelectMany(file => TextsOf(element, File.ReadAllText(file)).Select(text => (Path.GetFileName(file), text)))
            .ToList();
        Assert.True(texts.Count > 2_000);
        Assert.DoesNotContain(texts, one => WordsOf(one.text) < fewest);
    }

    [Theory]
    [InlineData("/// <summary>The file.</summary>", 2)]
    [InlineData("/// <summary>\n    /// The file that a policy\n    /// is read from.\n    /// </summary>", 8)]
    [InlineData("/// <summary>Reads <see cref=\"Policy\"/> from it.</summary>", 4)]
    public void A_summary_is_counted_as_it_is_read(string source, int words) =>
        Assert.Equal(words, WordsOf(Assert.Single(TextsOf("summary", source))));

    private static IEnumerable<string> TextsOf(string element, string source) =>
        Regex
            .Matches(source, $"///\\s*<{element}(?: [^>]*)?>(.*?)</{element}>", RegexOptions.Singleline)
            .Select(match => Margin().Replace(match.Groups[1].Value, " ").Trim());

    // A reference to a member is one word, as a reader sees it.
    private static int WordsOf(string text) =>
        Reference().Replace(text, "it").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"\s*///\s*|\s+")]
    private static partial Regex Margin();

    [GeneratedRegex("<[a-z]+ [^>]*/>")]
    private static partial Regex Reference();
}
