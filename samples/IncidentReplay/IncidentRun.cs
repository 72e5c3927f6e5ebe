using System.Diagnostics;
using NodaTime;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Workflows;

namespace IncidentReplay;

/// <summary>One incident while it is being replayed.</summary>
internal sealed class IncidentRun(Policy policy, Incident incident)
{
    private const string NotInTheLog = "(The log does not hold the words.)";

    private static readonly Actor Log = Actor.Integration("incident-log");

    private readonly List<RecordedEvent> events = [];
    private readonly List<IllegalTransition> illegal = [];
    private readonly List<RefusedCommand> refused = [];
    private readonly List<OtherPriority> otherPriorities = [];
    private Ticket? ticket;
    private string recorded = policy.Workflow.Initial;
    private int transitions;
    private int otherTickets;

    public int Commands { get; private set; }

    public long Ticks { get; private set; }

    private Ticket Ticket => ticket ?? throw new InvalidOperationException("The incident is opened first.");

    /// <summary>Opens the ticket with what the first row says.</summary>
    public void Open()
    {
        var first = incident.Rows[0];
        var request = new NewTicket
        {
            Tenant = "default",
            Id = TicketIds.Of(incident.Number, first.OpenedAt),
            Requester = first.Caller,
            Title = incident.Number,
            Body = NotInTheLog,
        };
        var facts = Facts(first)
            .With(BuiltInFacts.Category, "incident")
            .With(BuiltInFacts.Channel, first.Channel)
            .With(BuiltInFacts.Language, policy.Languages[0]);
        if (Decide(() => Decider.Open(policy, request, facts, first.OpenedAt)) is Decision.Refused no)
            throw new ReplayException(
                $"Line {first.Line}: policy \"{policy.Id}\" does not take {incident.Number}: {no.Refusal.Code}: "
                    + $"{no.Refusal.ToRequesterText("en")} Use a policy with the log's channels, impact and urgency."
            );
    }

    /// <summary>Does what the row says has changed.</summary>
    public void Take(IncidentRow row)
    {
        PassTime(row.UpdatedAt);
        // A ticket that is over takes no facts before it is taken up again.
        if (Ticket.StateCategory == StateCategory.Closed)
            Move(row);
        if (Facts(row).Any(fact => Ticket.Facts[fact.Key] != fact.Value))
            Do(new TicketCommand.ChangeFacts(Log, Facts(row)), row);
        if (Ticket.Assignee != row.Assignee)
            Do(new TicketCommand.Assign(Log, row.Assignee), row);
        Move(row);
        Check(row);
    }

    public ReplayedIncident End() =>
        new(incident, Ticket, [.. events], transitions, [.. illegal], [.. refused], [.. otherPriorities], otherTickets);

    // What the desk's own worker would have done until then.
    private void PassTime(Instant until)
    {
        while (Ticket.NextDeadline() is { } wake && wake < until)
        {
            var before = Ticket.Version;
            Decide(() => Decider.FireDeadlines(policy, Ticket, wake));
            if (Ticket.Version == before)
                return;
        }
    }

    private void Move(IncidentRow row)
    {
        transitions += recorded == row.State ? 0 : 1;
        if (recorded != row.State && WayTo(recorded, row.State) is null)
            illegal.Add(new IllegalTransition(recorded, row.State, row == incident.Rows[0], row.Line));
        recorded = row.State;
        if (Ticket.State == row.State)
            return;
        // What happened has happened: where no trigger leads, the state is imported.
        Do(
            WayTo(Ticket.State, row.State) is { } trigger
                ? Pull(trigger, row)
                : new TicketCommand.ImportState(Log, row.State),
            row
        );
    }

    // Of several triggers, the one that claims least: the log tells neither what was said nor that anybody agreed.
    private string? WayTo(string from, string to) =>
        policy
            .Workflow.Triggers.Where(trigger => policy.Workflow.StateAfter(from, trigger, Ticket.Facts) == to)
            .OrderBy(trigger =>
                trigger switch
                {
                    Triggers.Answer => 1,
                    Triggers.Ask => 2,
                    Triggers.RequesterReply => 3,
                    Triggers.Accept => 4,
                    _ => 0,
                }
            )
            .FirstOrDefault();

    private TicketCommand Pull(string trigger, IncidentRow row)
    {
        var (agent, requester) = (Actor.Agent(row.UpdatedBy), Actor.Requester(Ticket.Requester));
        return trigger switch
        {
            Triggers.Acknowledge => new TicketCommand.Acknowledge(agent),
            Triggers.Answer => new TicketCommand.Reply(agent, NotInTheLog),
            Triggers.Ask => new TicketCommand.Reply(agent, NotInTheLog, AsksBack: true),
            Triggers.RequesterReply => new TicketCommand.Reply(requester, NotInTheLog),
            Triggers.Accept => new TicketCommand.Fire(requester, trigger),
            _ => new TicketCommand.Fire(agent, trigger),
        };
    }

    private void Check(IncidentRow row)
    {
        var computed = policy.PriorityOf(Ticket.Facts.With(Facts(row)));
        if (computed != row.Priority)
            otherPriorities.Add(new OtherPriority(row.Line, row.Impact, row.Urgency, row.Priority, computed));
        if (Ticket.Priority != row.Priority)
            otherTickets++;
    }

    private void Do(TicketCommand command, IncidentRow row)
    {
        if (Decide(() => Decider.Decide(policy, Ticket, command, Ticket.Facts, row.UpdatedAt)) is Decision.Refused no)
            refused.Add(new RefusedCommand(command.GetType().Name, no.Refusal.Code, row.Line));
    }

    private Decision Decide(Func<Decision> decide)
    {
        var started = Stopwatch.GetTimestamp();
        var decision = decide();
        Ticks += Stopwatch.GetTimestamp() - started;
        Commands++;
        if (decision is Decision.Accepted yes)
        {
            ticket = yes.Ticket;
            events.AddRange(yes.Events);
        }
        return decision;
    }

    private static FactSet Facts(IncidentRow row) =>
        FactSet.Empty.With("impact", row.Impact).With("urgency", row.Urgency);
}
