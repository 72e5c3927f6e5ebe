using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Workflows;

namespace SupportKit.Cli;

/// <summary>Replays tickets of a log through the engine, one after the other, and adds up what comes of them. Not thread-safe.</summary>
/// <param name="policy">The policy.</param>
/// <param name="figures">Where it adds up.</param>
/// <param name="acceptsTeams">Whether a team gets the ticket where the log names no person.</param>
internal sealed class TicketReplay(Policy policy, ReplayFigures figures, bool acceptsTeams)
{
    private const string NotInTheLog = "(The log does not hold the words.)";

    private static readonly Actor Log = Actor.Integration("event-log");

    // Of several triggers, those last that claim something the log does not tell.
    private static readonly string[] Claiming =
    [
        Triggers.Answer,
        Triggers.Ask,
        Triggers.RequesterReply,
        Triggers.Accept,
    ];

    private readonly Dictionary<(string From, string To), string?> ways = [];
    private readonly bool isGuarded = policy.Workflow.Permits.Any(permit => permit.Guard is not null);
    private readonly List<RecordedEvent> events = [];
    private readonly List<IllegalMove> moves = [];
    private FactSet? lastFacts;
    private FactSet? lastKnown;
    private string? priorityRule;
    private string? queueRule;

    /// <summary>Replays the rows of one ticket.</summary>
    /// <param name="rows">Its rows in the order of their instants.</param>
    public ReplayedTicket Replay(IReadOnlyList<LogRow> rows)
    {
        var first = rows[0];
        priorityRule = queueRule = null;
        events.Clear();
        moves.Clear();
        var opening = Instant.Min(first.OpenedAt ?? first.At, first.At);
        var request = new NewTicket
        {
            Tenant = "default",
            Id = new TicketId(new Guid(0, 0, 0x7000, BitConverter.GetBytes(first.Line))),
            Requester = first.Requester,
            Title = first.Ticket,
            Body = NotInTheLog,
            Terms = policy.Terms is { } terms ? new AcceptedTerms(terms.Version, opening) : null,
        };
        figures.Tickets++;
        switch (Decider.Open(policy, request, Known(first.Facts), opening))
        {
            case Decision.Accepted opened:
                var ticket = Taken(opened);
                ticket = Follow(ticket, rows);
                figures.Finish(ticket);
                if (rows.LastOrDefault(row => row.Reopened is not null) is { Reopened: { } recorded } row)
                    figures.CompareReopenings(
                        recorded,
                        events.Count(one => one.Event is TicketEvent.Reopened),
                        row.Line
                    );
                return new ReplayedTicket(ticket, null, priorityRule, queueRule, events, moves);
            case Decision.Refused { Refusal: var refusal }:
                figures.NotTaken(refusal.Code, first.Line);
                return new ReplayedTicket(null, refusal.Code, null, null, [], []);
            default:
                throw new System.Diagnostics.UnreachableException("A decision accepts or refuses.");
        }
    }

    private Ticket Follow(Ticket ticket, IReadOnlyList<LogRow> rows)
    {
        var recorded = policy.Workflow.Initial;
        var team = rows[0].Team;
        foreach (var row in rows)
        {
            ticket = PassTime(ticket, row.At);
            // What is over takes no facts before it is taken up again.
            if (ticket.StateCategory == StateCategory.Closed)
                ticket = Step(ticket, ref recorded, row);
            var facts = Known(row.Facts);
            if (facts.Any(fact => ticket.Facts[fact.Key] != fact.Value && !IsFixed(fact.Key)))
                ticket = Do(ticket, new TicketCommand.ChangeFacts(Log, facts.Without(Fixed)), row);
            if (row.Team is { } now && team is { } before && now != before)
                figures.TeamMoves.Add((before, now), row.Line);
            team = row.Team ?? team;
            var holder = row.Assignee ?? (acceptsTeams ? row.Team : null);
            if (holder != ticket.Assignee)
                ticket = Do(ticket, new TicketCommand.Assign(Log, holder), row);
            ticket = Step(ticket, ref recorded, row);
            if (row.Priority is { } priority)
                figures.Compare(priority, ticket.Priority, row.Line);
        }
        return ticket;
    }

    private Ticket Step(Ticket ticket, ref string recorded, LogRow row)
    {
        if (row.State is not { } state)
            return ticket;
        var moved = Move(ticket, recorded, state, row);
        recorded = state;
        return moved;
    }

    // Of two policies, one may have facts that the other does not. Rows that follow each other mostly share one set.
    private FactSet Known(FactSet facts)
    {
        if (!ReferenceEquals(facts, lastFacts))
            (lastFacts, lastKnown) = (facts, Filtered(facts));
        return lastKnown!;
    }

    private FactSet Filtered(FactSet facts) =>
        facts.All(fact => policy.Facts.Find(fact.Key) is not null)
            ? facts
            : facts.Without([.. facts.Where(fact => policy.Facts.Find(fact.Key) is null).Select(fact => fact.Key)]);

    private Ticket Taken(Decision.Accepted decision)
    {
        figures.Events += decision.Events.Length;
        events.AddRange(decision.Events);
        foreach (var recorded in decision.Events)
        {
            if (recorded.Event is TicketEvent.PrioritySet set)
                priorityRule = set.Rule;
            else if (recorded.Event is TicketEvent.Routed routed)
                queueRule = routed.Rule;
        }
        return decision.Ticket;
    }

    private static readonly string[] Fixed = [BuiltInFacts.Category, BuiltInFacts.Channel, BuiltInFacts.Language];

    private static bool IsFixed(string fact) => Fixed.Contains(fact);

    // What the desk's own worker would have done until then.
    private Ticket PassTime(Ticket ticket, Instant until)
    {
        while (ticket.NextDeadline() is { } due && due < until)
        {
            if (Decider.FireDeadlines(policy, ticket, due) is not Decision.Accepted { Events.IsEmpty: false } next)
                break;
            ticket = Taken(next);
        }
        return ticket;
    }

    private Ticket Move(Ticket ticket, string recorded, string state, LogRow row)
    {
        if (recorded != state)
        {
            figures.Transitions++;
            if (WayTo(recorded, state, ticket.Facts) is null)
            {
                figures.Illegal(recorded, state, row.Line);
                moves.Add(new IllegalMove(recorded, state, row.Line));
            }
        }
        if (ticket.State == state)
            return ticket;
        // What happened has happened: where no trigger leads, the state is imported.
        return Do(
            ticket,
            WayTo(ticket.State, state, ticket.Facts) is { } trigger
                ? CommandOf(trigger, ticket)
                : new TicketCommand.ImportState(Log, state),
            row
        );
    }

    private string? WayTo(string from, string to, FactSet facts)
    {
        if (!isGuarded && ways.TryGetValue((from, to), out var known))
            return known;
        var found = policy.Workflow.States.Contains(from)
            ? policy
                .Workflow.Triggers.Where(trigger => policy.Workflow.StateAfter(from, trigger, facts) == to)
                .MinBy(trigger => Array.IndexOf(Claiming, trigger))
            : null;
        return ways[(from, to)] = found;
    }

    private static TicketCommand CommandOf(string trigger, Ticket ticket)
    {
        var (desk, requester) = (Actor.Lead("log"), Actor.Requester(ticket.Requester));
        return trigger switch
        {
            Triggers.Acknowledge => new TicketCommand.Acknowledge(desk),
            Triggers.Answer => new TicketCommand.Reply(desk, NotInTheLog),
            Triggers.Ask => new TicketCommand.Reply(desk, NotInTheLog, AsksBack: true),
            Triggers.RequesterReply => new TicketCommand.Reply(requester, NotInTheLog),
            Triggers.Accept => new TicketCommand.Fire(requester, trigger),
            _ => new TicketCommand.Fire(desk, trigger),
        };
    }

    private Ticket Do(Ticket ticket, TicketCommand command, LogRow row)
    {
        switch (Decider.Decide(policy, ticket, command, ticket.Facts, row.At))
        {
            case Decision.Accepted accepted:
                return Taken(accepted);
            case Decision.Refused { Refusal.Code: var code }:
                figures.Refused($"{command.GetType().Name} ({code})", row.Line);
                break;
        }
        return ticket;
    }
}
