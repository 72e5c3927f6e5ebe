using SupportKit.PolicyJson;

namespace SupportKit.Tests;

/// <summary>What every problem of a policy has to tell, whatever it is.</summary>
internal static class ProblemText
{
    /// <summary>The cause is a sentence, and so is the remedy; nobody is left with half of one.</summary>
    public static void AssertTold(PolicyProblem problem)
    {
        Assert.All(
            [problem.Message, problem.Remedy],
            text =>
            {
                Assert.EndsWith(".", text, StringComparison.Ordinal);
                Assert.True(text.Split(' ').Length >= 3, $"\"{text}\" is not a sentence.");
            }
        );
    }
}
