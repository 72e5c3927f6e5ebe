using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>What a replay adds up. Not thread-safe.</summary>
internal sealed class ReplayFigures
{
    private readonly SortedDictionary<string, MetricFigures> metrics = new(StringComparer.Ordinal);
    private TicketReplay? replay;

    public long Tickets { get; set; }

    /// <summary>Events that the engine decided.</summary>
    public long Events { get; set; }

    /// <summary>Changes from one state to another in the log.</summary>
    public long Transitions { get; set; }

    /// <summary>Tickets that the policy does not take, by the code of the refusal.</summary>
    public Tally<string> NotTakenBy { get; } = new();

    /// <summary>Commands that it refuses, by command and code.</summary>
    public Tally<string> RefusedBy { get; } = new();

    /// <summary>Transitions that no trigger of the workflow makes.</summary>
    public Tally<(string From, string To)> IllegalBy { get; } = new();

    /// <summary>Rows whose recorded priority is not the ticket's.</summary>
    public Tally<(string Recorded, string Computed)> OtherPriorities { get; } = new();

    public long SamePriorities { get; private set; }

    /// <summary>Tickets whose log counts another number of reopenings than their events.</summary>
    public Tally<(long Recorded, long Computed)> OtherReopenings { get; } = new();

    /// <summary>Tickets whose log counts as many.</summary>
    public long SameReopenings { get; private set; }

    public void CompareReopenings(long recorded, long computed, long line)
    {
        if (recorded == computed)
            SameReopenings++;
        else
            OtherReopenings.Add((recorded, computed), line);
    }

    /// <summary>Moves of a ticket from one team to another.</summary>
    public Tally<(string From, string To)> TeamMoves { get; } = new();

    public IReadOnlyDictionary<string, MetricFigures> Metrics => metrics;

    public void NotTaken(string code, long line) => NotTakenBy.Add(code, line);

    public void Refused(string what, long line) => RefusedBy.Add(what, line);

    public void Illegal(string from, string to, long line) => IllegalBy.Add((from, to), line);

    public void Compare(string recorded, string? computed, long line)
    {
        if (recorded == computed)
            SamePriorities++;
        else
            OtherPriorities.Add((recorded, computed ?? "none"), line);
    }

    /// <summary>What replays tickets into these figures.</summary>
    public TicketReplay ReplayFor(Policy policy, bool acceptsTeams) =>
        replay ??= new TicketReplay(policy, this, acceptsTeams);

    /// <summary>Adds what another worker has counted; the order makes no difference.</summary>
    public void Add(ReplayFigures other)
    {
        Tickets += other.Tickets;
        Events += other.Events;
        Transitions += other.Transitions;
        SamePriorities += other.SamePriorities;
        SameReopenings += other.SameReopenings;
        OtherReopenings.Add(other.OtherReopenings);
        NotTakenBy.Add(other.NotTakenBy);
        RefusedBy.Add(other.RefusedBy);
        IllegalBy.Add(other.IllegalBy);
        OtherPriorities.Add(other.OtherPriorities);
        TeamMoves.Add(other.TeamMoves);
        foreach (var (metric, figures) in other.metrics)
            MetricOf(metric).Add(figures);
    }

    /// <summary>Counts the promises of a ticket as they stand at the end of the log.</summary>
    public void Finish(Ticket ticket)
    {
        foreach (var promise in ticket.Promises)
            MetricOf(promise.Metric).Add(promise, ticket.UpdatedAt);
    }

    private MetricFigures MetricOf(string metric)
    {
        if (!metrics.TryGetValue(metric, out var figures))
            metrics[metric] = figures = new MetricFigures();
        return figures;
    }
}

/// <summary>What became of the promises of one metric. Not thread-safe.</summary>
internal sealed class MetricFigures
{
    private PromiseTime time;

    public long Made { get; private set; }

    public long Met { get; private set; }

    public long Breached { get; private set; }

    /// <summary>Canceled, or still running at the end of the log.</summary>
    public long Open => Made - Met - Breached;

    /// <summary>The share of kept promises among those with a verdict; null without one.</summary>
    public double? Kept => Met + Breached == 0 ? null : (double)Met / (Met + Breached);

    /// <summary>The share of the time between start and end in which clocks stood still.</summary>
    public double PausedShare => time.PausedShare;

    public void Add(MetricFigures other)
    {
        Made += other.Made;
        Met += other.Met;
        Breached += other.Breached;
        time += other.time;
    }

    public void Add(SlaPromise promise, Instant end)
    {
        Made++;
        Met += promise.Status == PromiseStatus.Met ? 1 : 0;
        Breached += promise.Status == PromiseStatus.Breached ? 1 : 0;
        time += PromiseTime.Of(promise, end);
    }
}

/// <summary>How long a promise lasted, and how much of that its clock stood still. Immutable.</summary>
internal readonly record struct PromiseTime(Duration Whole, Duration Paused)
{
    /// <summary>The share of the time in which the clock stood still.</summary>
    public double PausedShare => Whole == Duration.Zero ? 0 : Paused / Whole;

    public static PromiseTime operator +(PromiseTime one, PromiseTime other) =>
        new(one.Whole + other.Whole, one.Paused + other.Paused);

    /// <param name="promise">The promise.</param>
    /// <param name="end">The end of what is known, for one without a verdict.</param>
    public static PromiseTime Of(SlaPromise promise, Instant end)
    {
        var ended = promise.Status == PromiseStatus.Paused ? end : promise.StoppedAt ?? end;
        var paused = Duration.Zero;
        foreach (var pause in promise.Pauses)
            paused += pause.End - pause.Start;
        if (promise is { Status: PromiseStatus.Paused, StoppedAt: { } since })
            paused += Duration.Max(Duration.Zero, end - since);
        return new PromiseTime(Duration.Max(Duration.Zero, ended - promise.StartedAt), paused);
    }
}

/// <summary>Counts kinds of things, with the earliest line of each. Not thread-safe.</summary>
internal sealed class Tally<T>
    where T : notnull
{
    private readonly Dictionary<T, (long Count, long Line)> counts = [];

    public long Sum => counts.Values.Sum(count => count.Count);

    /// <summary>The most frequent first, equal ones in the order in which they came.</summary>
    public IEnumerable<(T Kind, long Count, long Line)> All =>
        counts
            .OrderByDescending(count => count.Value.Count)
            .ThenBy(count => count.Value.Line)
            .Select(count => (count.Key, count.Value.Count, count.Value.Line));

    public void Add(T kind, long line) => Add(kind, 1, line);

    public void Add(Tally<T> other)
    {
        foreach (var (kind, (count, line)) in other.counts)
            Add(kind, count, line);
    }

    private void Add(T kind, long count, long line) =>
        counts[kind] = counts.TryGetValue(kind, out var known)
            ? (known.Count + count, Math.Min(known.Line, line))
            : (count, line);
}
