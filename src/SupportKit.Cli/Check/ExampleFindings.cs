using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>What the examples in a policy say against it: each is a test that the policy does not meet, or one that cannot be read.</summary>
internal static class ExampleFindings
{
    /// <summary>
    /// Runs the examples of a policy that has no errors. They are warnings: a desk passes over examples, and so loads the policy all the same.
    /// </summary>
    public static IEnumerable<PolicyFinding> Of(PolicyDocument document)
    {
        // The text is read a second time for them, and most policies have none.
        if (document.Policy is not { } policy || !document.Text.Contains("\"examples\"", StringComparison.Ordinal))
            return [];
        try
        {
            var run = new PolicyTestRun(policy, null);
            return
            [
                .. PolicyTestFile
                    .ExamplesIn(document)
                    .SelectMany(
                        (example, at) => run.Run(example).Failures.Select(failure => Failed(example, at, failure))
                    ),
            ];
        }
        catch (ToolException problem)
        {
            var path = problem.Path ?? "$.examples";
            return
            [
                Warning(problem.Code, path, problem.Line, problem.Cause, problem.Remedy) with
                {
                    IsOfName = problem.IsOfName,
                },
            ];
        }
    }

    private static PolicyFinding Failed(PolicyTest example, int at, TestFailure failure) =>
        Warning(
            ToolErrors.ExampleFailed,
            FormattableString.Invariant($"$.examples[{at}]"),
            failure.Line,
            $"The example \"{example.Name}\" expects {failure.What}: {failure.Expected}; but it is {failure.Seen}.",
            "Correct the rules, or the example where it is out of date."
        );

    private static PolicyFinding Warning(string code, string path, int? line, string message, string remedy) =>
        new(FindingSeverity.Warning, code, path, line, message, null, remedy);
}
