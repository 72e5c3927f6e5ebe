namespace SupportKit.Cli;

/// <summary>What a report on a simulation is made of. Immutable.</summary>
/// <param name="Before">The name of the policy that is compared with.</param>
/// <param name="After">The name of the policy that is tried.</param>
/// <param name="Log">The name of the log.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Broken">Those that were skipped.</param>
/// <param name="Found">What was found.</param>
internal sealed record SimulationReport(
    string Before,
    string After,
    string Log,
    long Rows,
    BrokenRows Broken,
    Simulation Found
)
{
    /// <summary>The zone in which hours of the week are told.</summary>
    public string Zone => Found.After.Policy.TimeZone.Id;

    /// <summary>Whether neither policy takes a ticket of the log: then nothing can end differently.</summary>
    public bool TakesNone => TakenBy(Found.Before.Figures) + TakenBy(Found.After.Figures) == 0;

    private static long TakenBy(ReplayFigures figures) => figures.Tickets - figures.NotTakenBy.Sum;

    /// <summary>The metrics of both, with their sums under each.</summary>
    public IEnumerable<(string Metric, MetricFigures Before, MetricFigures After)> Metrics =>
        Found
            .Before.Figures.Metrics.Keys.Union(Found.After.Figures.Metrics.Keys)
            .Order(StringComparer.Ordinal)
            .Select(metric =>
                (
                    metric,
                    Found.Before.Figures.Metrics.GetValueOrDefault(metric) ?? new MetricFigures(),
                    Found.After.Figures.Metrics.GetValueOrDefault(metric) ?? new MetricFigures()
                )
            );

    /// <summary>The hours of the week in which most promises break under either policy, with the counts under each.</summary>
    public IEnumerable<(int Hour, long Opened, long Before, long After)> WorstHours(int most) =>
        Enumerable
            .Range(0, WeekHours.Count)
            .Select(hour =>
                (
                    hour,
                    Found.After.Opened.Counts[hour],
                    Before: Found.Before.Broken.Counts[hour],
                    After: Found.After.Broken.Counts[hour]
                )
            )
            .Where(one => one.Before + one.After > 0)
            .OrderByDescending(one => Math.Max(one.Before, one.After))
            .ThenBy(one => one.hour)
            .Take(most);

    /// <summary>"1 ticket", "2 tickets".</summary>
    public static string Counted(long count, string what) =>
        FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    /// <summary>The tickets of an example: <c>A-1 (line 2), A-7 (line 9)</c>.</summary>
    public static string Named(IEnumerable<FlippedTicket> tickets) =>
        string.Join(", ", tickets.Select(one => FormattableString.Invariant($"{one.Ticket} (line {one.Line})")));

    /// <summary>The share of kept promises among those with a verdict.</summary>
    public static string Kept(MetricFigures figures) =>
        figures.Kept is { } kept ? FormattableString.Invariant($"{100 * kept:0.0} %") : "–";
}
