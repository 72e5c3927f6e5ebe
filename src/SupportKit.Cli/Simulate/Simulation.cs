using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Puts tickets through two policies, and adds up what comes of it under each and what ends differently. Not thread-safe.</summary>
internal sealed class Simulation
{
    private readonly TicketReplay beforeReplay;
    private readonly TicketReplay afterReplay;
    private readonly string[] metrics;

    /// <param name="before">The policy that is compared with.</param>
    /// <param name="after">The policy that is tried; hours of the week are in its zone.</param>
    /// <param name="acceptsTeams">Whether a team gets the ticket where the log names no person.</param>
    /// <param name="keepsAll">Whether every ticket that flips is kept.</param>
    public Simulation(Policy before, Policy after, bool acceptsTeams, bool keepsAll)
    {
        Before = new SimulatedSide(before, after.TimeZone);
        After = new SimulatedSide(after, after.TimeZone);
        beforeReplay = new TicketReplay(before, Before.Figures, acceptsTeams);
        afterReplay = new TicketReplay(after, After.Figures, acceptsTeams);
        metrics = [.. before.Sla.Targets.Concat(after.Sla.Targets).Select(rules => rules.Name).Distinct()];
        Flips = new FlipTally(keepsAll);
    }

    /// <summary>What the policy that is compared with makes of the log.</summary>
    public SimulatedSide Before { get; }

    /// <summary>What the policy that is tried makes of it.</summary>
    public SimulatedSide After { get; }

    /// <summary>Tickets whose outcome is another one.</summary>
    public FlipTally Flips { get; }

    /// <summary>How many tickets flip in something.</summary>
    public long FlippedTickets { get; private set; }

    /// <summary>Takes one ticket through both.</summary>
    /// <param name="rows">Its rows in the order of their instants.</param>
    public void Take(IReadOnlyList<LogRow> rows)
    {
        var before = new TicketOutcome(Before.Policy, beforeReplay.Replay(rows));
        var after = new TicketOutcome(After.Policy, afterReplay.Replay(rows));
        Before.Count(before.Replayed.Ticket);
        After.Count(after.Replayed.Ticket);
        var ticket = new FlippedTicket(rows[0].Ticket, rows.Min(row => row.Line));
        FlippedTickets += Compare(before, after, ticket) ? 1 : 0;
    }

    /// <summary>Adds what another worker has found; the order makes no difference.</summary>
    public void Add(Simulation other)
    {
        Before.Add(other.Before);
        After.Add(other.After);
        Flips.Add(other.Flips);
        FlippedTickets += other.FlippedTickets;
    }

    private bool Compare(TicketOutcome before, TicketOutcome after, FlippedTicket ticket)
    {
        var (one, other) = (before.Replayed, after.Replayed);
        if (one.Refusal is not null || other.Refusal is not null)
        {
            if (one.Refusal == other.Refusal)
                return false;
            Flips.Add(new FlipKind(null, Taken(one), Taken(other), $"{Code(one)} → {Code(other)}"), ticket);
            return true;
        }
        var flips = false;
        foreach (var metric in metrics)
        {
            var (from, to) = (before.Of(metric), after.Of(metric));
            if (from == to)
                continue;
            flips = true;
            Flips.Add(new FlipKind(metric, Word(from), Word(to), FlipReason.Of(before, after, metric)), ticket);
        }
        return flips;

        static string Taken(ReplayedTicket replayed) => replayed.Refusal is null ? "taken" : "not taken";

        static string Code(ReplayedTicket replayed) => replayed.Refusal ?? "accepted";
    }

    private static string Word(MetricOutcome outcome) =>
        outcome switch
        {
            MetricOutcome.None => "nothing promised",
            MetricOutcome.Open => "no verdict",
            MetricOutcome.Kept => "kept",
            MetricOutcome.Broken => "broken",
        };
}

/// <summary>What one policy makes of a log, by hour of the week too. Not thread-safe.</summary>
/// <param name="policy">The policy.</param>
/// <param name="zone">The zone of the hours.</param>
internal sealed class SimulatedSide(Policy policy, NodaTime.DateTimeZone zone)
{
    public Policy Policy => policy;

    public ReplayFigures Figures { get; } = new();

    /// <summary>When tickets were opened.</summary>
    public WeekHours Opened { get; } = new(zone);

    /// <summary>When promises were due.</summary>
    public WeekHours Due { get; } = new(zone);

    /// <summary>The hours of the week in which promises broke.</summary>
    public WeekHours Broken { get; } = new(zone);

    public void Count(Ticket? ticket)
    {
        if (ticket is null)
            return;
        Opened.Add(ticket.OpenedAt);
        foreach (var promise in ticket.Promises)
        {
            Due.Add(promise.Due);
            if (promise is { Status: PromiseStatus.Breached, StoppedAt: { } at })
                Broken.Add(at);
        }
    }

    public void Add(SimulatedSide other)
    {
        Figures.Add(other.Figures);
        Opened.Add(other.Opened);
        Due.Add(other.Due);
        Broken.Add(other.Broken);
    }
}
