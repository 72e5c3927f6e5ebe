using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Workflows;

namespace SupportKit.Cli;

/// <summary>What becomes of a request: the decision, its steps, and how everything stands at one instant. Immutable.</summary>
/// <param name="Policy">The policy that decides.</param>
/// <param name="Test">The request and its steps.</param>
/// <param name="Now">The instant that is looked at, within the story.</param>
/// <param name="End">The end of what is to be drawn.</param>
/// <param name="Opening">The answer to the request.</param>
/// <param name="Steps">What came of each step, in order.</param>
/// <param name="Moments">When something changes, up to the end, in order.</param>
/// <param name="Ticket">The ticket at that instant; null when the request was refused.</param>
internal sealed record StudioStory(
    Policy Policy,
    PolicyTest Test,
    Instant Now,
    Instant End,
    Decision Opening,
    ImmutableArray<Decision?> Steps,
    ImmutableArray<StudioMoment> Moments,
    Ticket? Ticket
)
{
    // After this many changes by themselves nobody reads on.
    private const int MostMoments = 400;

    private static readonly Duration Shortest = Duration.FromHours(4);
    private static readonly Duration Longest = Duration.FromDays(800);

    // What is done with commands of their own, and not by their triggers.
    private static readonly string[] Spoken =
    [
        Triggers.Acknowledge,
        Triggers.Answer,
        Triggers.Ask,
        Triggers.RequesterReply,
    ];

    /// <summary>Plays a request and its steps through, up to an instant.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="test">The request and its steps.</param>
    /// <param name="now">The instant to look at; null for the end of the last step.</param>
    /// <param name="longer">How often the drawn time is to be doubled.</param>
    public static StudioStory Of(Policy policy, PolicyTest test, Instant? now, int longer)
    {
        var last = test.Steps.IsEmpty ? test.At : test.Steps[^1].At;
        var opening = test.Request.Open(policy, test.At);
        var (ticket, _, _) = Play(policy, test, opening, last);
        var end = EndOf(test.At, last, ticket, Math.Clamp(longer, 0, 8));
        var at = now is { } wanted ? Instant.Max(test.At, Instant.Min(wanted, end)) : last;
        var whole = Play(policy, test, opening, end);
        return new StudioStory(
            policy,
            test,
            at,
            end,
            opening,
            whole.Steps,
            whole.Moments,
            Play(policy, test, opening, at).Ticket
        );
    }

    /// <summary>What can be done with the ticket at that instant, and why the rest cannot.</summary>
    public IEnumerable<(string Do, bool ByRequester, Refusal? Refusal)> Actions()
    {
        if (Ticket is null)
            yield break;
        (string, bool)[] spoken =
        [
            ("reply", true),
            ("reply", false),
            ("ask", false),
            ("acknowledge", false),
            ("acknowledgeReply", false),
        ];
        foreach (var (action, byRequester) in spoken)
            yield return (action, byRequester, RefusalOf(action, byRequester));
        foreach (var trigger in Policy.Workflow.Triggers.Except(Spoken))
        {
            // Of what both may do the desk's way is shown, of the rest the one that is open.
            var byDesk = RefusalOf(trigger, false);
            var isRequesters = byDesk is not null && RefusalOf(trigger, true) is null;
            yield return (trigger, isRequesters, isRequesters ? null : byDesk);
        }
    }

    private Refusal? RefusalOf(string action, bool byRequester)
    {
        var step = new TestStep(null, Now, action, byRequester, null, FactSet.Empty, new Expectation());
        var command = PolicyTestRun.CommandOf(step, Ticket!)!;
        return (Decider.Decide(Policy, Ticket!, command, Ticket!.Facts, Now) as Decision.Refused)?.Refusal;
    }

    /// <summary>What comes of each step, and the ticket after it; nothing for a request that is refused.</summary>
    public static IEnumerable<(TestStep Step, Decision? Decision, Ticket Ticket)> Replay(Policy policy, PolicyTest test)
    {
        if (test.Request.Open(policy, test.At) is not Decision.Accepted { Ticket: var ticket })
            yield break;
        foreach (var step in test.Steps)
        {
            foreach (var due in PassTime(policy, ticket, step.At))
                ticket = due.Ticket;
            var decision = Do(policy, ticket, step);
            ticket = (decision as Decision.Accepted)?.Ticket ?? ticket;
            yield return (step, decision, ticket);
        }
    }

    private static (Ticket? Ticket, ImmutableArray<Decision?> Steps, ImmutableArray<StudioMoment> Moments) Play(
        Policy policy,
        PolicyTest test,
        Decision opening,
        Instant until
    )
    {
        if (opening is not Decision.Accepted { Ticket: var ticket })
            return (null, [], []);
        var steps = ImmutableArray.CreateBuilder<Decision?>();
        var moments = ImmutableArray.CreateBuilder<StudioMoment>();
        moments.AddRange(StudioMoment.Of(opening));
        foreach (var step in test.Steps.TakeWhile(step => step.At <= until))
        {
            foreach (var due in PassTime(policy, ticket, step.At))
                Take(due);
            steps.Add(Do(policy, ticket, step));
            Take(steps[^1]);
        }
        foreach (var due in PassTime(policy, ticket, until).Take(MostMoments))
            Take(due);
        return (ticket, steps.ToImmutable(), moments.ToImmutable());

        void Take(Decision? decision)
        {
            if (decision is not Decision.Accepted accepted)
                return;
            ticket = accepted.Ticket;
            moments.AddRange(StudioMoment.Of(accepted));
        }
    }

    private static Decision? Do(Policy policy, Ticket ticket, TestStep step) =>
        PolicyTestRun.CommandOf(step, ticket) is { } command
            ? Decider.Decide(policy, ticket, command, ticket.Facts, step.At)
            : null;

    // What the desk's own worker would have done until then.
    private static IEnumerable<Decision.Accepted> PassTime(Policy policy, Ticket ticket, Instant until)
    {
        while (
            ticket.NextDeadline() is { } due
            && due <= until
            && Decider.FireDeadlines(policy, ticket, due) is Decision.Accepted { Events.IsEmpty: false } next
        )
        {
            yield return next;
            ticket = next.Ticket;
        }
    }

    private static Instant EndOf(Instant start, Instant last, Ticket? ticket, int longer)
    {
        var end = last;
        foreach (var promise in ticket?.Promises ?? [])
            end = Instant.Max(end, Instant.Max(promise.Due, promise.CompletedLateAt ?? promise.StoppedAt ?? end));
        var span = Duration.Max((end - start) * 1.15, Shortest);
        return start + Duration.Min(span * (1 << longer), Longest);
    }
}

/// <summary>Something that changes in a story. Immutable.</summary>
/// <param name="At">When it changes, UTC.</param>
/// <param name="Metric">The metric that it is about; null for the ticket as a whole.</param>
/// <param name="What">What changes, in a few English words.</param>
internal sealed record StudioMoment(Instant At, string? Metric, string What)
{
    /// <summary>What of a decision somebody who looks at promises and states would notice.</summary>
    public static IEnumerable<StudioMoment> Of(Decision decision)
    {
        if (decision is not Decision.Accepted accepted)
            yield break;
        foreach (var recorded in accepted.Events)
            if (WordsOf(recorded.Event) is { What: { } what, Metric: var metric })
                yield return new StudioMoment(recorded.At, metric, what);
    }

    private static (string? Metric, string? What) WordsOf(TicketEvent changed) =>
        changed switch
        {
            TicketEvent.Opened => (null, "the request comes"),
            TicketEvent.StateChanged moved => (null, $"{moved.From} → {moved.To}"),
            TicketEvent.TimerWarned { Timer: var timer } => (null, $"somebody is told of {timer}, which comes soon"),
            TicketEvent.TimerFired { Timer: var timer } => (null, $"{timer} comes"),
            TicketEvent.PromiseMade { Promise.Metric: var metric } => (metric, "promised"),
            TicketEvent.PromiseChanged { Promise.Metric: var metric } => (metric, "promised anew"),
            TicketEvent.PromisePaused { Metric: var metric } => (metric, "paused"),
            TicketEvent.PromiseResumed { Metric: var metric } => (metric, "resumed"),
            TicketEvent.PromiseWarned { Metric: var metric } => (metric, "warned"),
            TicketEvent.PromiseMet { Metric: var metric } => (metric, "kept"),
            TicketEvent.PromiseBreached { Metric: var metric } => (metric, "broken"),
            TicketEvent.PromiseCompletedLate { Metric: var metric } => (metric, "done too late"),
            TicketEvent.PromiseCanceled { Metric: var metric } => (metric, "canceled"),
            _ => (null, null),
        };
}
