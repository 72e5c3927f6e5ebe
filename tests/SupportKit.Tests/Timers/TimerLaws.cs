using NodaTime;
using SupportKit.Decisions;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Timers;

/// <summary>What holds of timers whatever happens to a ticket, and whenever a worker comes by.</summary>
public class TimerLaws
{
    // Everything that needs no worker, and hours of a queue beside it.
    private static readonly Policy Steps = With(
        """
        "tell": { "without": "assignee", "after": "2h", "remind": "queue", "every": "90m", "times": 3 },
        "raise": { "without": "answer", "states": ["new", "open"], "after": "4h", "calendar": "office", "priority": "high", "escalate": "stuck" },
        "ask again": { "states": ["pending"], "after": "1d", "remind": "requester", "every": "1d", "times": 2 },
        "move": { "when": { "priority": "high" }, "states": ["on-hold", "open"], "after": "1bd", "calendar": "office", "restart": "state", "route": "billing" }
        """
    );

    // And what changes the state, which is the worker's.
    private static readonly Policy Moves = With(
        """
        "wait": { "without": "reply", "states": ["answered", "pending"], "after": "2d", "warnBefore": "1d", "trigger": "resolve" },
        "close": { "states": ["resolved"], "after": "8h", "calendar": "office", "trigger": "close" },
        "back": { "states": ["on-hold"], "after": "6h", "trigger": "resume" },
        "tell": { "without": "answer", "states": ["new", "open"], "after": "3h", "remind": "assignee", "every": "3h", "times": 2 }
        """
    );

    private static readonly Func<TicketCommand>[] Commands =
    [
        () => new TicketCommand.Reply(Ana, "Some words."),
        () => new TicketCommand.Reply(Agent, "Some words."),
        () => new TicketCommand.Reply(Agent, "Some words.", AsksBack: true),
        () => new TicketCommand.Note(Agent, "Some words."),
        () => new TicketCommand.Assign(Agent, "bia"),
        () => new TicketCommand.Assign(TicketLifeDeskFixture.Dora, null),
        () => new TicketCommand.Fire(Agent, Triggers.Hold),
        () => new TicketCommand.Fire(Agent, Triggers.Resume),
        () => new TicketCommand.Fire(Agent, Triggers.Resolve),
        () => new TicketCommand.Fire(Agent, Triggers.Reopen),
        () => new TicketCommand.ChangeFacts(Agent, Facts(("environment", "PROD"))),
        () => new TicketCommand.ChangeFacts(Agent, Facts(("environment", "TEST"))),
    ];

    [Law(65, 30_000)]
    internal bool A_worker_that_is_late_or_never_comes_changes_nothing((byte Command, byte Time)[] codes)
    {
        var punctual = Run(Steps, codes, Punctual);
        var never = Run(Steps, codes, (_, _) => []);
        var end = codes.Aggregate(Monday, (at, code) => at + TimeOf(code.Time)) + Duration.FromDays(30);
        punctual.Until(end, Punctual);
        never.Until(end, (_, until) => [until]);
        return Essence(punctual.Ticket) == Essence(never.Ticket)
            && punctual.TimerEvents().SequenceEqual(never.TimerEvents());
    }

    [Law(65, 30_000)]
    internal bool A_history_gives_its_ticket_again((byte Command, byte Time)[] codes)
    {
        var life = Run(Moves, codes, Punctual);
        return TicketJson.Write(TicketHistory.Replay(life.Events)!) == TicketJson.Write(life.Ticket)
            && TicketJson.Write(TicketJson.ReadTicket(TicketJson.Write(life.Ticket))) == TicketJson.Write(life.Ticket);
    }

    [Law(65, 30_000)]
    internal bool A_timer_fires_as_often_as_it_says_for_each_start((byte Command, byte Time)[] codes)
    {
        foreach (var policy in new[] { Steps, Moves })
        {
            var fired = new Dictionary<string, int>();
            foreach (var recorded in Run(policy, codes, Punctual).Events)
            {
                if (recorded.Event is TicketEvent.TimerStarted started)
                    fired[started.Timer] = 0;
                else if (recorded.Event is TicketEvent.TimerFired { Timer: var timer, Next: var next })
                {
                    var most = policy.Timers.Find(timer)?.Times ?? 1;
                    if (++fired[timer] > most || (fired[timer] == most) != (next is null))
                        return false;
                }
            }
        }
        return true;
    }

    [Law(65, 30_000)]
    internal bool Nothing_happens_a_microsecond_before_the_next_deadline_and_something_at_it(
        (byte Command, byte Time)[] codes
    )
    {
        foreach (var policy in new[] { Steps, Moves })
        {
            var ticket = Run(policy, codes, Punctual).Ticket;
            if (ticket.NextDeadline() is not { } next || next.PlusTicks(-10) < ticket.UpdatedAt)
                continue;
            if (
                !Accepted(Decider.FireDeadlines(policy, ticket, next.PlusTicks(-10))).Events.IsEmpty
                || Accepted(Decider.FireDeadlines(policy, ticket, next)).Ticket.NextDeadline() <= next
            )
                return false;
        }
        return true;
    }

    [Law(35, 10_000)]
    internal bool Cutting_a_pause_in_two_changes_nothing(byte before, byte first, byte second)
    {
        var policy = Steps;
        var life = new Life(policy, Monday);
        life.Do(new TicketCommand.Acknowledge(Agent), Monday + TimeOf(before));
        life.Do(new TicketCommand.Fire(Agent, Triggers.Hold), life.Now);
        var cut = life.Copy();
        var (middle, end) = (life.Now + TimeOf(first), life.Now + TimeOf(first) + TimeOf(second));
        cut.Do(new TicketCommand.Fire(Agent, Triggers.Resume), middle);
        cut.Do(new TicketCommand.Fire(Agent, Triggers.Hold), middle);
        foreach (var one in new[] { life, cut })
            one.Do(new TicketCommand.Fire(Agent, Triggers.Resume), end);
        return life.Ticket.TimerOf("raise") is { } whole
            && whole.Due == cut.Ticket.TimerOf("raise")!.Due
            && (whole.IsDone || whole.Due > Monday + TimeOf(before));
    }

    private static Policy With(string timers) =>
        TicketLifePolicies.With(
            $$"""
            "sla": null,
            "routing": {
              "queues": { "desk": { "hours": "office", "then": ["leads"] }, "billing": {}, "leads": { "hours": "late", "then": ["desk"] } },
              "rules": [{ "id": "rest", "then": "desk" }]
            },
            "calendars": {
              "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] }, "closures": ["2026-03-09"] },
              "late": { "timeZone": "UTC", "hours": { "mon-sat": ["16:00-22:00"] } }
            },
            "timers": { {{timers}} }
            """
        );

    private static Duration TimeOf(byte code) => Duration.FromMinutes(code % 8 == 0 ? 0 : code * code / 7);

    private static IEnumerable<Instant> Punctual(Ticket ticket, Instant until) =>
        ticket.NextDeadline() is { } next && next <= until ? [next] : [];

    private static Life Run(
        Policy policy,
        (byte Command, byte Time)[] codes,
        Func<Ticket, Instant, IEnumerable<Instant>> worker
    )
    {
        var life = new Life(policy, Monday);
        var at = Monday;
        foreach (var (command, time) in codes)
        {
            at += TimeOf(time);
            life.Until(at, worker);
            life.Do(Commands[command % Commands.Length](), at);
        }
        return life;
    }

    // What a ticket is, without when that was noticed.
    private static string Essence(Ticket ticket) =>
        $"{ticket.State} {ticket.Queue} {ticket.QueueByRules} {ticket.Handovers} {ticket.Priority} {ticket.Assignee} "
        + $"{ticket.EscalatedToQueue} {string.Join(" | ", ticket.Timers.Select(timer => timer.ToString()))}";

    /// <summary>A ticket that lives by commands and by a worker.</summary>
    private sealed class Life
    {
        private readonly Policy policy;
        private readonly List<RecordedEvent> events = [];

        public Life(Policy policy, Instant at)
        {
            this.policy = policy;
            Take(Accepted(Open(policy, SmallQuestion, at)), at);
        }

        private Life(Life other)
        {
            (policy, Ticket, Now) = (other.policy, other.Ticket, other.Now);
            events.AddRange(other.events);
        }

        public Ticket Ticket { get; private set; } = null!;

        public Instant Now { get; private set; }

        public IReadOnlyList<RecordedEvent> Events => events;

        public Life Copy() => new(this);

        public void Until(Instant until, Func<Ticket, Instant, IEnumerable<Instant>> worker)
        {
            while (worker(Ticket, until).Cast<Instant?>().FirstOrDefault() is { } next)
            {
                Take(Accepted(Decider.FireDeadlines(policy, Ticket, next)), next);
                if (next == until)
                    return;
            }
        }

        /// <summary>Does it; what is refused leaves no trace.</summary>
        public void Do(TicketCommand command, Instant at)
        {
            if (Decider.Decide(policy, Ticket, command, Ticket.Facts, at) is Decision.Accepted accepted)
                Take(accepted, at);
        }

        public IEnumerable<TicketEvent> TimerEvents() =>
            events
                .Select(recorded => recorded.Event)
                .Where(happened =>
                    happened
                        is TicketEvent.TimerStarted
                            or TicketEvent.TimerPaused
                            or TicketEvent.TimerResumed
                            or TicketEvent.TimerFired
                            or TicketEvent.TimerStopped
                            or TicketEvent.Routed
                            or TicketEvent.PriorityChanged
                            or TicketEvent.Escalated
                );

        private void Take(Decision.Accepted accepted, Instant at)
        {
            (Ticket, Now) = (accepted.Ticket, at);
            events.AddRange(accepted.Events);
        }
    }
}
