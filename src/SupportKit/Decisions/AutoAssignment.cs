using System.Collections.Immutable;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// Assigns a ticket that came into a queue to one of the queue's people, as the policy says. The same candidates give the same choice;
/// of those who are alike, the one of the lesser id gets it.
/// </summary>
internal static class AutoAssignment
{
    /// <summary>The queue that a decision put a ticket of nobody's into, if the policy assigns its tickets; else null.</summary>
    public static Queue? QueueOf(Policy policy, Decision.Accepted decided) =>
        QueueOf(policy, decided.Ticket, decided.Events);

    /// <summary>Records who gets the ticket, or that nobody can, where the shell has gathered who might.</summary>
    public static void Apply(TicketDraft draft, IReadOnlyList<RecordedEvent> events)
    {
        if (draft.Candidates is { } candidates && QueueOf(draft.Policy, draft.Ticket, events) is { } queue)
            draft.Record(Choose(queue.Assignment, draft.Ticket, candidates));
    }

    /// <summary>Whom a decision gave the ticket to by the rules of its queue; null when it gave it to nobody by them.</summary>
    public static AssignmentCandidate? ChosenOf(Decision decision, ImmutableArray<AssignmentCandidate> candidates) =>
        decision is Decision.Accepted { Ticket.Assignee: { } assignee } accepted
        && accepted.Events.Any(recorded =>
            recorded.Event is TicketEvent.AssignmentDecided { Agent: { } agent } && agent == assignee
        )
            ? candidates.First(candidate => candidate.Id == assignee)
            : null;

    /// <summary>Whom the rules choose, with what became of each candidate, in the order of their ids.</summary>
    public static TicketEvent.AssignmentDecided Choose(
        AssignmentRules rules,
        Ticket ticket,
        ImmutableArray<AssignmentCandidate> candidates
    )
    {
        var considered = candidates
            .OrderBy(candidate => candidate.Id, StringComparer.Ordinal)
            .Select(candidate => (Candidate: candidate, Fitness: FitnessOf(rules, ticket, candidate)))
            .ToList();
        // Sorting keeps the order of those who are alike, which is that of their ids.
        var fit = considered.Where(one => one.Fitness == AgentFitness.Fit).Select(one => one.Candidate);
        var chosen = rules.Mode switch
        {
            AssignmentMode.RoundRobin => fit.OrderBy(one => one.LastOpenedAt ?? Instant.MinValue).FirstOrDefault(),
            AssignmentMode.LeastLoaded => fit.OrderBy(one => one.OpenTickets).FirstOrDefault(),
            AssignmentMode.Manual => null,
        };
        return new TicketEvent.AssignmentDecided(
            chosen?.Id,
            rules.Mode,
            [
                .. considered.Select(one => new ConsideredAgent(
                    one.Candidate.Id,
                    one.Fitness,
                    one.Candidate.OpenTickets
                )),
            ],
            chosen?.Language,
            chosen?.TimeZone
        );
    }

    private static Queue? QueueOf(Policy policy, Ticket ticket, IEnumerable<RecordedEvent> events) =>
        ticket.Assignee is null
        && ticket.StateCategory is not (StateCategory.Resolved or StateCategory.Closed)
        && events.Any(recorded => recorded.Event is TicketEvent.Routed)
            ? policy.Routing.Queues.FirstOrDefault(queue =>
                queue.Id == ticket.Queue && queue.Assignment.Mode != AssignmentMode.Manual
            )
            : null;

    // The first thing that is in the way.
    private static AgentFitness FitnessOf(AssignmentRules rules, Ticket ticket, AssignmentCandidate candidate) =>
        !candidate.IsOnDuty ? AgentFitness.OffDuty
        : rules.SameLanguage && !candidate.Languages.Contains(ticket.Language) ? AgentFitness.OtherLanguage
        : !HasSkill(rules, ticket, candidate) ? AgentFitness.SkillMissing
        : candidate.OpenTickets >= (candidate.Capacity ?? long.MaxValue) ? AgentFitness.Full
        : AgentFitness.Fit;

    // Of a ticket of which the fact is not known, no skill is asked.
    private static bool HasSkill(AssignmentRules rules, Ticket ticket, AssignmentCandidate candidate) =>
        rules.Skill is not { } fact
        || ticket.Facts[fact] is not { } needed
        || candidate.Skills.Contains(needed.ToString());
}

/// <summary>Somebody who may get a ticket, as the shell has found them. Immutable.</summary>
/// <param name="Id">The host's id of the agent.</param>
/// <param name="IsOnDuty">Whether tickets are assigned to them now.</param>
/// <param name="Capacity">The most open tickets they have; null for any number.</param>
/// <param name="OpenTickets">How many they have.</param>
internal sealed record AssignmentCandidate(string Id, bool IsOnDuty, int? Capacity, long OpenTickets)
{
    /// <summary>When the latest ticket of theirs was opened; null when they never had one.</summary>
    public Instant? LastOpenedAt { get; init; }

    /// <summary>The language they read.</summary>
    public string? Language { get; init; }

    /// <summary>Their own time zone; null for the desk's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The languages they answer in.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>What they know about.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];
}
