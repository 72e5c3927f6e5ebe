using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.Policies;

/// <summary>Whatever happens to a policy file, reading it ends in a policy or in named problems.</summary>
public class PolicyFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_damaged_policy_is_read_and_checked_or_refused_and_nothing_else_happens(int seed) => Throw(60, seed);

    [Fact]
    [Trait("Category", "Long")]
    public void Ten_thousand_damaged_policies_are_read_and_checked_or_refused() => Throw(10_000, seed: 4);

    private static void Throw(int count, int seed)
    {
        var random = new Random(seed);
        var files = Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "policies"))
            .Order()
            .Select(File.ReadAllText)
            .ToArray();
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                PolicyChecker.Analyze(Policy.Parse(Damage(files[i % files.Length], random)));
            }
            catch (PolicyException error)
            {
                refused++;
                Assert.All(
                    error.Problems,
                    problem => Assert.True(problem.Code.Contains('.') && problem.Path.Length > 0 && problem.Line > 0)
                );
            }
        }
        // Damage that hits a comment or a label leaves a good policy; most does not.
        Assert.InRange(refused, count / 2, count);
    }

    private static string Damage(string text, Random random)
    {
        var at = random.Next(text.Length - 40);
        var length = random.Next(1, 40);
        return random.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(random.Next(text.Length - 40), length)),
            2 => text[..at] + (char)random.Next(1, 0xFFFF) + text[(at + 1)..],
            _ => text[..at],
        };
    }
}
