using System.Collections.Immutable;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>The requests for which one policy decides what an assertion mentions. Not thread-safe.</summary>
internal sealed class OutcomeSets(ComparedSide side, PolicyComparison comparison)
{
    private readonly Dictionary<string, int> verdicts = side.Verdicts();

    private DecisionDiagram Diagram => comparison.Space.Diagram;

    /// <summary>The requests for which all that is mentioned is so.</summary>
    public int Of(StatedOutcome outcome)
    {
        var set = DecisionDiagram.True;
        Require(outcome.Verdicts, verdict => Verdict(key => ComparedSide.WordOf(key) == verdict));
        Require(outcome.To, channel => Verdict(key => key == ComparedSide.RedirectTo(channel)));
        Require(outcome.Asks, field => Diagram.And(side.Accepted, side.Asked(field)));
        if (outcome.Opens is { } opens)
            set = opens ? Diagram.And(set, side.Opened) : Diagram.Minus(set, side.Opened);
        Require(outcome.Priorities, level => Opened(side.Priorities(), level));
        Require(outcome.Queues, queue => Opened(side.Queues(), queue));
        foreach (var (metric, promise) in outcome.Promises)
            set = Diagram.And(set, Diagram.And(side.Opened, Promised(metric, promise)));
        return set;

        void Require(ImmutableArray<string> values, Func<string, int> setOf)
        {
            if (!values.IsEmpty)
                set = Diagram.And(set, Diagram.Union([.. values.Select(setOf)]));
        }
    }

    /// <summary>The requests for which all that is mentioned comes up: only what becomes a ticket has a priority.</summary>
    public int DecidedFor(StatedOutcome outcome) =>
        !outcome.Priorities.IsEmpty || !outcome.Queues.IsEmpty || !outcome.Promises.IsEmpty ? side.Opened
        : !outcome.Asks.IsEmpty ? side.Accepted
        : DecisionDiagram.True;

    /// <summary>What is decided for the requests of a set, in words; of several answers each.</summary>
    public string Describe(int set)
    {
        var words = new List<string> { Meeting(verdicts, set) };
        var asked = JoinedSpace
            .RequiredFields(side.Policy)
            .Where(field => Diagram.Meets(Diagram.And(side.Accepted, side.Asked(field)), set))
            .Select(field => $"asks for {field}");
        words.AddRange(asked);
        var opened = Diagram.And(side.Opened, set);
        if (opened != DecisionDiagram.False)
        {
            words.Add(Meeting(side.Priorities(), opened));
            words.Add(Meeting(side.Queues(), opened));
            words.AddRange(comparison.Metrics.Select(metric => $"{metric} {Meeting(side.Promises(metric), opened)}"));
        }
        return string.Join(", ", words.Where(word => word.Length > 0));
    }

    private string Meeting(Dictionary<string, int> outcomes, int set) =>
        string.Join(
            " or ",
            outcomes.Where(outcome => Diagram.Meets(outcome.Value, set)).Select(outcome => outcome.Key)
        );

    private int Verdict(Func<string, bool> chosen) =>
        Diagram.Union([.. verdicts.Where(verdict => chosen(verdict.Key)).Select(verdict => verdict.Value)]);

    private int Opened(Dictionary<string, int> outcomes, string outcome) =>
        Diagram.And(side.Opened, outcomes.GetValueOrDefault(outcome, DecisionDiagram.False));

    private int Promised(string metric, StatedPromise promise) =>
        Diagram.Union([
            .. side.StatedTargets(metric)
                .Where(one =>
                    promise.AtMost is { } most
                        ? one.Target is { } target
                            && PromiseOrder.EndsNoLater((target.Within, side.Policy), (most, side.Policy))
                        : promise.Within.Contains(one.Target?.Within)
                )
                .Select(one => one.Set),
        ]);
}
