using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Cli;

/// <summary>What came of one test. Immutable.</summary>
/// <param name="Name">The name of the test.</param>
/// <param name="Line">Where the test stands in its file.</param>
/// <param name="Failures">What was not as expected; empty when it passed.</param>
internal sealed record PolicyTestResult(string Name, int? Line, ImmutableArray<TestFailure> Failures);

/// <summary>One thing that was not as expected. Immutable.</summary>
/// <param name="Line">The line of the test or the step.</param>
/// <param name="What">What was looked at, e.g. <c>priority</c>.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Seen">What it is.</param>
internal sealed record TestFailure(int? Line, string What, string Expected, string Seen);

/// <summary>Runs tests of one policy, and notes which rules they reach. Thread-safe.</summary>
internal sealed class PolicyTestRun(Policy policy, RuleCoverage? coverage)
{
    /// <summary>Runs one test; it knows nothing of those before.</summary>
    public PolicyTestResult Run(PolicyTest test)
    {
        var failures = ImmutableArray.CreateBuilder<TestFailure>();
        var decision = test.Request.Open(policy, test.At);
        coverage?.Note(decision);
        failures.AddRange(Outcomes.Compare(test.Expect, decision, test.Line));
        if (decision is Decision.Accepted opened)
            RunSteps(test, opened.Ticket, failures);
        else if (test.Steps is [var first, ..])
            failures.Add(new TestFailure(first.Line, "step", "a ticket", "no ticket: the request was refused"));
        return new PolicyTestResult(test.Name, test.Line, failures.ToImmutable());
    }

    /// <summary>What comes of each step of a generated case, and the ticket after it.</summary>
    public static IEnumerable<(Decision Decision, Ticket Ticket)> Replay(Policy policy, GeneratedCase one)
    {
        var run = new PolicyTestRun(policy, null);
        var ticket = ((Decision.Accepted)one.Request.Open(policy, one.At)).Ticket;
        foreach (var (action, by, at) in one.Steps)
        {
            var step = new TestStep(null, at, action, by == "requester", null, FactSet.Empty, new Expectation());
            ticket = run.PassTime(ticket, at);
            var decision = Decider.Decide(policy, ticket, CommandOf(step, ticket)!, ticket.Facts, at);
            ticket = (decision as Decision.Accepted)?.Ticket ?? ticket;
            yield return (decision, ticket);
        }
    }

    /// <summary>What the people of a test do, each with the ticket as it stood then; nothing when the request is refused.</summary>
    public static IEnumerable<(Ticket Ticket, TicketCommand Command, Instant At)> CommandsOf(
        Policy policy,
        PolicyTest test
    )
    {
        if (test.Request.Open(policy, test.At) is not Decision.Accepted opened)
            yield break;
        var (run, ticket) = (new PolicyTestRun(policy, null), opened.Ticket);
        foreach (var step in test.Steps)
        {
            ticket = run.PassTime(ticket, step.At);
            if (CommandOf(step, ticket) is not { } command)
                continue;
            yield return (ticket, command, step.At);
            var decision = Decider.Decide(policy, ticket, command, ticket.Facts, step.At);
            ticket = (decision as Decision.Accepted)?.Ticket ?? ticket;
        }
    }

    private void RunSteps(PolicyTest test, Ticket ticket, ImmutableArray<TestFailure>.Builder failures)
    {
        foreach (var step in test.Steps)
        {
            ticket = PassTime(ticket, step.At);
            coverage?.Promises.Note(ticket);
            if (CommandOf(step, ticket) is { } command)
            {
                var decision = Decider.Decide(policy, ticket, command, ticket.Facts, step.At);
                coverage?.Note(decision);
                if (decision is Decision.Accepted accepted)
                    ticket = accepted.Ticket;
                failures.AddRange(Outcomes.Compare(step.Expect, decision, ticket, step.Line));
            }
            else
                failures.AddRange(Outcomes.Compare(step.Expect, ticket, step.Line));
        }
    }

    // What the desk's own worker would have done until then.
    private Ticket PassTime(Ticket ticket, Instant until)
    {
        while (ticket.NextDeadline() is { } due && due <= until)
        {
            if (Decider.FireDeadlines(policy, ticket, due) is not Decision.Accepted { Events.IsEmpty: false } next)
                break;
            ticket = next.Ticket;
        }
        return ticket;
    }

    /// <summary>What a step does to a ticket; null for one that only waits.</summary>
    public static TicketCommand? CommandOf(TestStep step, Ticket ticket)
    {
        // Where agents see only what is theirs, nobody but a lead can act on a ticket without an assignee.
        var by =
            step.ByRequester ? Actor.Requester(ticket.Requester)
            : ticket.Assignee is { } assignee ? Actor.Agent(assignee)
            : Actor.Lead("lead");
        return step.Do switch
        {
            "wait" => null,
            "reply" => new TicketCommand.Reply(by, "An answer."),
            "ask" => new TicketCommand.Reply(by, "A question?", AsksBack: true),
            "acknowledgeReply" => new TicketCommand.Reply(by, "It was seen.", IsAcknowledgement: true),
            "acknowledge" => new TicketCommand.Acknowledge(by),
            "changeFacts" => new TicketCommand.ChangeFacts(by, step.Facts),
            "changePriority" => new TicketCommand.ChangePriority(by, step.To ?? "", "A reason."),
            "assign" => new TicketCommand.Assign(by, step.To),
            _ => new TicketCommand.Fire(by, step.Do),
        };
    }
}
