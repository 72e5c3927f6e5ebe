using NodaTime;

namespace SupportKit.Cli;

/// <summary>A ticket that has a flag and came to its end. Immutable.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="Line">Its first row.</param>
/// <param name="Priority">Its last recorded priority.</param>
/// <param name="IsKept">Whether the flag says that the agreement was kept.</param>
/// <param name="IsHeldOut">Whether targets are held against it; else they are fitted to it.</param>
/// <param name="Times">How long it took by each clock.</param>
internal sealed record FitTicket(
    string Name,
    long Line,
    string Priority,
    bool IsKept,
    bool IsHeldOut,
    Duration[] Times
);

/// <summary>The tickets that targets are fitted to. Not thread-safe.</summary>
internal sealed class FitSample
{
    /// <summary>Of tickets whose log names no priority.</summary>
    public const string NoPriority = "(no priority)";

    private readonly List<FitTicket> tickets = [];

    /// <summary>The tickets in the order of the log.</summary>
    public IEnumerable<FitTicket> Tickets => tickets.OrderBy(ticket => ticket.Line);

    /// <summary>Tickets that had not ended with the log.</summary>
    public long Open { get; private set; }

    /// <summary>Tickets without a flag.</summary>
    public long Unflagged { get; private set; }

    /// <summary>Adds a ticket to those that targets are fitted to.</summary>
    /// <param name="rows">Its rows in the order of their instants.</param>
    /// <param name="spans">Its time; null while it has not ended.</param>
    /// <param name="clocks">The clocks to measure it by.</param>
    public void Add(IReadOnlyList<LogRow> rows, FitSpans? spans, IReadOnlyList<FitClock> clocks)
    {
        if (rows.LastOrDefault(row => row.Met is not null)?.Met is not { } met)
            Unflagged++;
        else if (spans is null)
            Open++;
        else
            tickets.Add(
                new FitTicket(
                    rows[0].Ticket,
                    rows.Min(row => row.Line),
                    rows.LastOrDefault(row => row.Priority is not null)?.Priority ?? NoPriority,
                    met,
                    // By the name alone, so that every run, and every number of workers, holds the same half out.
                    (LogTickets.Hash(rows[0].Ticket) & 1) == 1,
                    [.. clocks.Select(clock => clock.Measure(spans))]
                )
            );
    }

    /// <summary>Adds what another worker has taken.</summary>
    public void Add(FitSample other)
    {
        tickets.AddRange(other.tickets);
        Open += other.Open;
        Unflagged += other.Unflagged;
    }
}
