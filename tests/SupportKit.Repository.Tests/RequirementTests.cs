using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>Each thing that the five real desks do is proven by a test that names it.</summary>
public partial class RequirementTests
{
    private static readonly string[] Requirements =
    [
        .. Of("CAP", 8), // Capgo
        .. Of("GB", 12), // GoodBarber
        .. Of("DIG", 20), // Digibee
        .. Of("JSD", 11), // a vendor of Atlassian apps
        .. Of("OSO", 6), // Osortoo
    ];

    private static readonly HashSet<string> Proven =
    [
        .. Repository
            .Files("*.cs", "tests")
            .SelectMany(file => Trait().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void Every_requirement_of_the_five_desks_has_a_test()
    {
        Assert.Equal(57, Requirements.Length);
        Assert.Empty(Requirements.Except(Proven));
    }

    [Fact]
    public void Every_trait_names_a_requirement_that_there_is() => Assert.Empty(Proven.Except(Requirements));

    private static IEnumerable<string> Of(string desk, int count) =>
        Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"{desk}-{number}"));

    // At the beginning of a line: one that is commented out proves nothing.
    [GeneratedRegex("""^\s*\[Trait\("Requirement", "([^"]+)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex Trait();
}
