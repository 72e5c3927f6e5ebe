using SupportKit.Decisions;

namespace SupportKit.Cli;

/// <summary>Decisions of one kind, ready to be made again and again.</summary>
/// <param name="Kind">What is decided, e.g. <c>requests</c>.</param>
/// <param name="Decisions">Each makes one decision anew.</param>
internal sealed record BenchWork(string Kind, IReadOnlyList<Func<Decision>> Decisions)
{
    /// <summary>The requests of tests, and the steps that a person takes in them, each with the ticket as it stood then.</summary>
    public static IReadOnlyList<BenchWork> Of(Policy policy, IReadOnlyList<PolicyTest> tests)
    {
        var requests = new List<Func<Decision>>(tests.Count);
        var steps = new List<Func<Decision>>();
        foreach (var test in tests)
        {
            requests.Add(() => test.Request.Open(policy, test.At));
            foreach (var (ticket, command, at) in PolicyTestRun.CommandsOf(policy, test))
                steps.Add(() => Decider.Decide(policy, ticket, command, ticket.Facts, at));
        }
        return [new("requests", requests), new("steps after them", steps)];
    }
}
