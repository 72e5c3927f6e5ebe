using NodaTime;

namespace SupportKit.Cli;

/// <summary>
/// One row of a log: a ticket as it stood after something happened. Its hash is a number of all that stands in it: two rows of a ticket that share it,
/// and the instant, are the same row. Immutable.
/// </summary>
internal sealed record LogRow(
    long Line,
    ulong Hash,
    string Ticket,
    Instant At,
    Instant? OpenedAt,
    string? State,
    string Requester,
    string? Assignee,
    string? Team,
    string? Priority,
    bool? Met,
    long? Reopened,
    FactSet Facts
);

/// <summary>Rows that cannot be used: how many for which reason, and where the first of them stand. Not thread-safe.</summary>
/// <param name="log">The log, for messages.</param>
/// <param name="skip">Whether they are skipped; the first one ends the reading if not.</param>
internal sealed class BrokenRows(string log, bool skip)
{
    private const int MostLines = 5;

    private readonly SortedDictionary<string, (int Count, List<long> Lines)> reasons = new(StringComparer.Ordinal);

    /// <summary>By reason, how many there are and the lines of the first.</summary>
    public IReadOnlyDictionary<string, (int Count, List<long> Lines)> Reasons => reasons;

    /// <exception cref="ToolException">Broken rows are not skipped.</exception>
    public void Add(long line, string reason, string seen)
    {
        if (!skip)
            throw new ToolException(
                ToolErrors.LogInvalid,
                FormattableString.Invariant($"{log}:{line}"),
                $"{reason}{(seen.Length == 0 ? "." : $": \"{seen}\".")}",
                "Correct the row or the mapping, or skip broken rows with \"--broken skip\"."
            );
        if (!reasons.TryGetValue(reason, out var known))
            reasons[reason] = known = (0, []);
        if (known.Lines.Count < MostLines)
            known.Lines.Add(line);
        reasons[reason] = (known.Count + 1, known.Lines);
    }
}
