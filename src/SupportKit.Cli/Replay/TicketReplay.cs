using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Workflows;

namespace SupportKit.Cli;

/// <summary>Replays tickets of a log through the engine, one after the other, and adds up what comes of them. Not thread-safe.</summary>
internal sealed class TicketReplay(Policy policy, ReplayFigures figures)
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
    private long number;

    /// <summary>Replays one ticket.</summary>
    /// <param name="rows">Its rows in the order of their instants.</param>
    public void Replay(IReadOnlyList<LogRow> rows)
    {
        var first = rows[0];
        var opening = Instant.Min(first.OpenedAt ?? first.At, first.At);
        var request = new NewTicket
        {
            Tenant = "default",
            Id = new TicketId(new Guid(0, 0, 0x7000, BitConverter.GetBytes(++number))),
            Requester = first.Requester,
            Title = first.Ticket,
            Body = NotInTheLog,
            Terms = policy.Terms is { } terms ? new AcceptedTerms(terms.Version, opening) : null,
        };
        figures.Tickets++;
        if (Decider.Open(policy, request, first.Facts, opening) is not Decision.Accepted opened)
        {
            var refusal = ((Decision.Refused)Decider.Open(policy, request, first.Facts, opening)).Refusal;
            figures.NotTaken(refusal.Code, first.Line);
            return;
        }
        figures.Events += opened.Events.Length;
        var ticket = opened.Ticket;
        var recorded = policy.Workflow.Initial;
        foreach (var row in rows)
        {
            ticket = PassTime(ticket, row.At);
            if (row.Facts.Any(fact => ticket.Facts[fact.Key] != fact.Value && !IsFixed(fact.Key)))
                ticket = Do(ticket, new TicketCommand.ChangeFacts(Log, row.Facts.Without(Fixed)), row);
            if (row.Assignee != ticket.Assignee)
                ticket = Do(ticket, new TicketCommand.Assign(Log, row.Assignee), row);
            if (row.State is { } state)
            {
                ticket = Move(ticket, recorded, state, row);
                recorded = state;
            }
            if (row.Priority is { } priority)
                figures.Compare(priority, ticket.Priority, row.Line);
        }
        figures.Finish(ticket);
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
            figures.Events += next.Events.Length;
            ticket = next.Ticket;
        }
        return ticket;
    }

    private Ticket Move(Ticket ticket, string recorded, string state, LogRow row)
    {
        if (recorded != state)
        {
            figures.Transitions++;
            if (WayTo(recorded, state, ticket.Facts) is null)
                figures.Illegal(recorded, state, row.Line);
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
                figures.Events += accepted.Events.Length;
                return accepted.Ticket;
            case Decision.Refused { Refusal.Code: var code }:
                figures.Refused($"{command.GetType().Name} ({code})", row.Line);
                break;
        }
        return ticket;
    }
}
