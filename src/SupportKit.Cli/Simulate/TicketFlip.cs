namespace SupportKit.Cli;

/// <summary>What ends differently, and why. Immutable.</summary>
/// <param name="Metric">The metric; null where only one policy takes the ticket.</param>
/// <param name="From">The outcome under the policy that is compared with.</param>
/// <param name="To">The outcome under the policy that is tried.</param>
/// <param name="Reason">Why, with the rules.</param>
internal readonly record struct FlipKind(string? Metric, string From, string To, string Reason)
{
    /// <summary>The metric, or "request" where only one policy takes the ticket.</summary>
    public string Aspect => Metric ?? "request";
}

/// <summary>A ticket that flips. Immutable.</summary>
/// <param name="Ticket">Its name in the log.</param>
/// <param name="Line">Its first row.</param>
internal readonly record struct FlippedTicket(string Ticket, long Line);

/// <summary>Tickets that flip, by kind. Keeps the first of each kind, and all of them where asked. Not thread-safe.</summary>
/// <param name="keepsAll">Whether every ticket is kept.</param>
internal sealed class FlipTally(bool keepsAll)
{
    private const int MostExamples = 3;

    private readonly Dictionary<FlipKind, (long Count, List<FlippedTicket> First)> kinds = [];
    private readonly List<(FlipKind Kind, FlippedTicket Ticket)> all = [];

    /// <summary>By kind, how many there are and the first by line: the most frequent first within what ends how.</summary>
    public IEnumerable<(FlipKind Kind, long Count, IReadOnlyList<FlippedTicket> First)> Kinds =>
        kinds
            .OrderBy(kind => kind.Key.Aspect, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.From, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.To, StringComparer.Ordinal)
            .ThenByDescending(kind => kind.Value.Count)
            .ThenBy(kind => kind.Value.First[0].Line)
            .ThenBy(kind => kind.Key.Reason, StringComparer.Ordinal)
            .Select(kind => (kind.Key, kind.Value.Count, (IReadOnlyList<FlippedTicket>)kind.Value.First));

    /// <summary>Every ticket by line; empty unless they are kept.</summary>
    public IEnumerable<(FlipKind Kind, FlippedTicket Ticket)> All =>
        all.OrderBy(one => one.Ticket.Line).ThenBy(one => one.Kind.Aspect, StringComparer.Ordinal);

    public void Add(FlipKind kind, FlippedTicket ticket)
    {
        Add(kind, 1, [ticket]);
        if (keepsAll)
            all.Add((kind, ticket));
    }

    public void Add(FlipTally other)
    {
        foreach (var (kind, (count, first)) in other.kinds)
            Add(kind, count, first);
        all.AddRange(other.all);
    }

    private void Add(FlipKind kind, long count, List<FlippedTicket> first)
    {
        if (!kinds.TryGetValue(kind, out var known))
            known = (0, []);
        if (known.First.Count < MostExamples || first[0].Line < known.First[^1].Line)
        {
            known.First.AddRange(first);
            known.First.Sort((one, other) => one.Line.CompareTo(other.Line));
            if (known.First.Count > MostExamples)
                known.First.RemoveRange(MostExamples, known.First.Count - MostExamples);
        }
        kinds[kind] = (known.Count + count, known.First);
    }
}
