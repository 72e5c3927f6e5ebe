using System.Collections.Immutable;

namespace IncidentReplay;

/// <summary>An incident as a target sees it.</summary>
/// <param name="Minutes">How long its resolution took, in whole minutes.</param>
/// <param name="Made">The source counts its agreement as kept.</param>
internal readonly record struct Outcome(long Minutes, bool Made);

/// <summary>How well "resolved within so many minutes" tells which incidents the source counts as kept. Immutable.</summary>
/// <param name="Target">The target in minutes; null for one that nothing keeps.</param>
/// <param name="UpTo">The longest target that agrees with the same incidents; null when there is none.</param>
/// <param name="Kept">Incidents that the source counts as kept and the target, too.</param>
/// <param name="Missed">Incidents that both count as missed.</param>
/// <param name="Made">Incidents that the source counts as kept.</param>
/// <param name="Count">All incidents.</param>
internal sealed record TargetFit(long? Target, long? UpTo, int Kept, int Missed, int Made, int Count)
{
    /// <summary>The share of incidents that target and source agree on.</summary>
    public double Accuracy => (double)(Kept + Missed) / Count;

    /// <summary>The mean of that share among the kept and among the missed; null where there are only kept or only missed ones.</summary>
    public double? Balanced =>
        Made == 0 || Made == Count ? null : ((double)Kept / Made + (double)Missed / (Count - Made)) / 2;

    /// <summary>What always saying the more frequent of the two would reach.</summary>
    public double Majority => (double)Math.Max(Made, Count - Made) / Count;

    /// <summary>The target that agrees with the most incidents; of equals the shortest. Null for no incidents.</summary>
    public static TargetFit? MostAccurate(IEnumerable<Outcome> outcomes) => Best(outcomes, fit => fit.Accuracy);

    /// <summary>The target of the highest balanced accuracy; of equals the shortest. Null for no incidents.</summary>
    public static TargetFit? MostBalanced(IEnumerable<Outcome> outcomes) =>
        Best(outcomes, fit => fit.Balanced ?? fit.Accuracy);

    /// <summary>Several groups, each with its own target, taken together.</summary>
    public static TargetFit Sum(IReadOnlyCollection<TargetFit> fits) =>
        new(
            null,
            null,
            fits.Sum(fit => fit.Kept),
            fits.Sum(fit => fit.Missed),
            fits.Sum(fit => fit.Made),
            fits.Sum(fit => fit.Count)
        );

    private static TargetFit? Best(IEnumerable<Outcome> outcomes, Func<TargetFit, double> score) =>
        // MaxBy takes the first of equals.
        All(outcomes).MaxBy(score);

    /// <summary>Every target that differs in what it agrees with, from the shortest on.</summary>
    public static IEnumerable<TargetFit> All(IEnumerable<Outcome> outcomes)
    {
        var times = outcomes
            .GroupBy(outcome => outcome.Minutes)
            .OrderBy(group => group.Key)
            .Select(group => (Minutes: group.Key, Made: group.Count(o => o.Made), Count: group.Count()))
            .ToImmutableArray();
        var (count, made) = (times.Sum(time => time.Count), times.Sum(time => time.Made));
        if (count == 0)
            yield break;
        var (kept, missed) = (0, count - made);
        yield return new TargetFit(null, null, kept, missed, made, count);
        for (var i = 0; i < times.Length; i++)
        {
            kept += times[i].Made;
            missed -= times[i].Count - times[i].Made;
            long? upTo = i + 1 < times.Length ? times[i + 1].Minutes - 1 : null;
            yield return new TargetFit(times[i].Minutes, upTo, kept, missed, made, count);
        }
    }
}
