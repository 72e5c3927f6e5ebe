using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Sla;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using Interval = NodaTime.Interval;

namespace SupportKit.Tests.Decisions;

/// <summary>Laws that hold for every history, over generated ones.</summary>
public class HistoryLaws
{
    private static readonly Policy Policy = Small(
        """
        [
          { "id": "seen", "metric": "acknowledgement", "within": "30m", "warnAt": "50%" },
          { "id": "answer", "metric": "first-response", "within": "1bd", "calendar": "office", "warnAt": "75%" },
          { "id": "solve", "metric": "resolution", "within": "8h", "calendar": "office", "warnAt": "50%" }
        ]
        """,
        """{ "office": { "timeZone": "America/Sao_Paulo", "hours": { "mon-fri": ["09:00-12:00", "13:00-18:00"] } } }"""
    );

    private static readonly TicketCommand[] Commands =
    [
        new TicketCommand.Acknowledge(Agent),
        new TicketCommand.Reply(Agent, "An answer."),
        new TicketCommand.Reply(Agent, "A question.", AsksBack: true),
        new TicketCommand.Reply(Ana, "A reply."),
        new TicketCommand.FireDeadlines(),
        .. new[] { Triggers.Hold, Triggers.Resume, Triggers.Resolve, Triggers.Reopen, Triggers.Close }.Select(
            t => new TicketCommand.Fire(Agent, t)
        ),
        new TicketCommand.Fire(Ana, Triggers.Accept),
    ];

    private static readonly Arbitrary<(TicketCommand Command, int Minutes)[]> Histories = (
        from steps in ArbMap.Default.GeneratorFor<byte>().Two().ListOf()
        select steps.Select(step => (Commands[step.Item1 % Commands.Length], step.Item2 * 7 % 900 - 30)).ToArray()
    ).ToArbitrary();

    [Fact]
    public void Replaying_the_events_gives_the_same_ticket_byte_for_byte() =>
        Holds(run => TicketJson.Write(TicketHistory.Replay(run.Events)!) == TicketJson.Write(run.Ticket));

    [Fact]
    public void Stored_events_read_back_give_the_same_ticket_byte_for_byte() =>
        Holds(run =>
        {
            var read = run.Events.Select(recorded =>
                recorded with
                {
                    Event = TicketJson.ReadEvent(TicketJson.Write(recorded.Event)),
                }
            );
            return TicketJson.Write(TicketHistory.Replay(read)!)
                == TicketJson.Write(TicketJson.ReadTicket(TicketJson.Write(run.Ticket)));
        });

    [Fact]
    public void Time_never_runs_backwards_and_numbers_have_no_gap() =>
        Holds(run =>
            run.Events.Zip(run.Events.Skip(1))
                .All(pair => pair.First.At <= pair.Second.At && pair.First.Sequence + 1 == pair.Second.Sequence)
        );

    [Fact]
    public void A_verdict_once_given_never_changes() =>
        Holds(run =>
            run.Tickets.Zip(run.Tickets.Skip(1))
                .All(pair =>
                    pair.First.Promises.Where(promise => !promise.IsActive)
                        .All(given => pair.Second.Promises.Contains(given))
                )
        );

    [Fact]
    public void A_clock_runs_only_in_a_state_in_which_its_metric_does() =>
        Holds(run =>
            run.Ticket.Promises.All(promise =>
                !promise.IsActive
                || (promise.Status == PromiseStatus.Paused)
                    == Policy.Sla.MetricOf(promise.Metric)!.PauseIn.Contains(run.Ticket.StateCategory)
            )
        );

    [Fact]
    public void A_closed_ticket_never_wakes() =>
        Holds(run => run.Ticket.StateCategory != StateCategory.Closed || run.Ticket.NextWake() is null);

    [Fact]
    public void Firing_deadlines_twice_is_firing_them_once() =>
        Holds(run =>
        {
            var once = After(Policy, run.Ticket, new TicketCommand.FireDeadlines(), run.Now);
            return Accepted(
                Decider.Decide(Policy, once, new TicketCommand.FireDeadlines(), once.Facts, run.Now)
            ).Events.IsEmpty;
        });

    [Fact]
    public void A_pause_neither_loses_nor_adds_open_time() =>
        Holds(run =>
        {
            // What was consumed while running, plus what is left, is the target; for as long as no verdict has fallen.
            var calendar = Policy.Sla.Calendars["office"];
            if (run.Ticket.PromiseOf("resolution") is not { IsActive: true } promise)
                return true;
            var consumed = run.RunningSpans("resolution")
                .Aggregate(Duration.Zero, (sum, span) => sum + calendar.Between(span.Start, span.End));
            var left = calendar.Between(promise.StoppedAt ?? run.Ticket.UpdatedAt, promise.Due);
            return consumed + left == Duration.FromHours(8);
        });

    private static void Holds(Func<Run, bool> law) =>
        Prop.ForAll(Histories, steps => law(Run.Of(steps)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(40));

    /// <summary>A history that was decided command by command, with the ticket after each event.</summary>
    private sealed record Run(List<RecordedEvent> Events, List<Ticket> Tickets, Instant Now)
    {
        public Ticket Ticket => Tickets[^1];

        public static Run Of((TicketCommand Command, int Minutes)[] steps)
        {
            var now = Monday;
            var opened = Accepted(Open(Policy, SmallQuestion, now));
            var events = opened.Events.ToList();
            foreach (var (command, minutes) in steps)
            {
                now += Duration.FromMinutes(minutes); // sometimes back: clocks are set
                var ticket = TicketHistory.Replay(events);
                if (Decider.Decide(Policy, ticket, command, SmallQuestion, now) is Decision.Accepted accepted)
                    events.AddRange(accepted.Events);
            }
            var tickets = new List<Ticket>();
            foreach (var recorded in events)
                tickets.Add(TicketHistory.Evolve(tickets.LastOrDefault(), recorded));
            return new Run(events, tickets, now);
        }

        /// <summary>When the clock of a metric ran, read off the events alone.</summary>
        public IEnumerable<Interval> RunningSpans(string metric)
        {
            Instant? since = null;
            // The last round alone: a reopened ticket is promised anew.
            var made = Events.FindLastIndex(e => e.Event is TicketEvent.PromiseMade m && m.Promise.Metric == metric);
            foreach (var recorded in Events.Skip(made))
            {
                switch (recorded.Event)
                {
                    case TicketEvent.PromiseMade first when first.Promise.Metric == metric:
                    case TicketEvent.PromiseResumed resumed when resumed.Metric == metric:
                        since = recorded.At;
                        break;
                    case TicketEvent.PromisePaused paused when paused.Metric == metric:
                        yield return new Interval(since, recorded.At);
                        since = null;
                        break;
                }
            }
            if (since is not null)
                yield return new Interval(since, Ticket.UpdatedAt);
        }
    }
}
