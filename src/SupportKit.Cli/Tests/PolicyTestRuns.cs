using System.Runtime.ExceptionServices;

namespace SupportKit.Cli;

/// <summary>Reads and runs all tests of a source on all processors; what is answered does not depend on how many there are.</summary>
internal static class PolicyTestRuns
{
    // Tests that one processor reads and runs in a row: few enough that a file of a sample is no work to be shared.
    private const int InARow = 500;

    /// <summary>What came of each test, in the order of the file.</summary>
    /// <exception cref="ToolException">The first test that cannot be read.</exception>
    public static PolicyTestResult[] Of(
        PolicyTestSource source,
        Policy policy,
        RuleCoverage coverage,
        CancellationToken cancellation
    )
    {
        var results = new PolicyTestResult[source.Count];
        var run = new PolicyTestRun(policy, coverage);
        var rows = (source.Count + InARow - 1) / InARow;
        var refused = new ExceptionDispatchInfo?[rows];
        if (rows == 1)
            RunRow(0);
        else
            Parallel.For(0, rows, new ParallelOptions { CancellationToken = cancellation }, RunRow);
        Array.Find(refused, one => one is not null)?.Throw();
        source.RefuseSameNames(results.Select(result => result.Name));
        return results;

        // Of several that cannot be read the first is told, whichever was found first.
        void RunRow(int row)
        {
            var at = row * InARow;
            try
            {
                foreach (var test in source.Read(at, Math.Min(InARow, source.Count - at), policy))
                {
                    cancellation.ThrowIfCancellationRequested();
                    results[at++] = run.Run(test);
                }
            }
            catch (ToolException problem)
            {
                refused[row] = ExceptionDispatchInfo.Capture(problem);
            }
        }
    }
}
