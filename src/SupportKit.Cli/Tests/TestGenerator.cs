using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>
/// Writes tests that reach every rule that can be reached, few of them, and on wish more: the same requests at hours that matter, with
/// fields missing, and answered in time and too late. They expect what the policy says today.
/// </summary>
internal static class TestGenerator
{
    /// <summary>The file of tests.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cases">How many tests are wanted; the smallest set has fewer or more.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ToolException">The rules are too entangled to find requests for them.</exception>
    public static string Generate(Policy policy, int cases, CancellationToken cancellation)
    {
        var coverage = new RuleCoverage(policy);
        var flow =
            coverage.Flow
            ?? throw new ToolException(
                ToolErrors.ComparisonIncomplete,
                policy.Id,
                "The rules are too entangled to find a request for each.",
                "Use fewer facts in each section, or write the tests by hand."
            );
        var finder = new RequestFinder(policy, flow.Space);
        var found = new List<Candidate>();
        foreach (var (rule, wins) in RuleCoverage.Sets(flow).Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!found.Exists(one => one.Rules.Contains(rule)) && Find(rule, wins, finder, policy, coverage) is { } one)
                found.Add(one);
        }
        var chosen = Smallest(found);
        var more = MoreCases.Of(policy, chosen);
        return GeneratedTests.Write(
            policy,
            chosen
                .Select(one => one.Case)
                .Concat(more)
                .Distinct(GeneratedCase.ByContent)
                .Take(Math.Max(cases, chosen.Count))
        );
    }

    private static Candidate? Find(RuleName rule, int wins, RequestFinder finder, Policy policy, RuleCoverage coverage)
    {
        foreach (var (request, at) in finder.Of(wins))
        {
            var one = new GeneratedCase(request, at, StepsFor(rule, policy, at));
            var opening = request.Open(policy, at);
            var rules = coverage.RulesOf(opening).ToHashSet();
            if (opening is Decision.Accepted)
                rules.UnionWith(PolicyTestRun.Replay(policy, one).SelectMany(step => coverage.RulesOf(step.Decision)));
            if (rules.Contains(rule))
                return new Candidate(one, rules);
        }
        return null;
    }

    // What is not promised with the opening is promised when the person writes again, after an answer.
    private static IReadOnlyList<(string Do, string By, Instant At)> StepsFor(
        RuleName rule,
        Policy policy,
        Instant at
    ) =>
        policy.Sla.MetricOf(rule.Section) is { } metric && !metric.Start.Contains(SlaSignals.Opened)
            ? [("reply", "agent", at + Duration.FromMinutes(30)), ("reply", "requester", at + Duration.FromHours(1))]
            : [];

    // Greedy: the one that reaches most of what is not reached yet.
    private static List<Candidate> Smallest(List<Candidate> found)
    {
        var left = found.SelectMany(one => one.Rules).ToHashSet();
        var chosen = new List<Candidate>();
        while (left.Count > 0)
        {
            var best = found.MaxBy(one => one.Rules.Count(left.Contains))!;
            chosen.Add(best);
            left.ExceptWith(best.Rules);
        }
        return chosen;
    }
}

/// <summary>A request with the rules that it comes by.</summary>
internal sealed record Candidate(GeneratedCase Case, HashSet<RuleName> Rules);

/// <summary>A request at an instant, and steps after it.</summary>
/// <param name="Request">The request.</param>
/// <param name="At">When the request comes in, UTC.</param>
/// <param name="Steps">What happens then, and when.</param>
/// <param name="Note">What the name of the test adds; empty for nothing.</param>
internal sealed record GeneratedCase(
    RequestForm Request,
    Instant At,
    IReadOnlyList<(string Do, string By, Instant At)> Steps,
    string Note = ""
)
{
    /// <summary>Takes cases of equal facts, instants and steps for the same.</summary>
    public static IEqualityComparer<GeneratedCase> ByContent { get; } =
        EqualityComparer<GeneratedCase>.Create(
            (a, b) => a!.Content == b!.Content,
            one => one.Content.GetHashCode(StringComparison.Ordinal)
        );

    private string Content => $"{At} {string.Join(';', Request.Facts)} {string.Join(';', Steps)}";
}
