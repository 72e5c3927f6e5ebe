using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Desk;

namespace SupportKit;

/// <content>What the host's directory says of the people of the desk. Without a directory the host vouches for all of it.</content>
public sealed partial class SupportDesk
{
    private readonly IAgentDirectory? agents;

    /// <summary>A refusal when the directory knows no agent of that id; null when it does, and for whoever is no agent.</summary>
    private async ValueTask<DeskResult.Refused?> RefuseUnknownAgentAsync(
        Actor by,
        string tenant,
        CancellationToken cancellationToken
    ) =>
        agents is null
        || by.Kind != ActorKind.Agent
        || await agents.FindAsync(tenant, by.Id, cancellationToken).ConfigureAwait(false) is not null
            ? null
            : Refuse(SupportKitErrors.AgentIdUnknown);

    // To whom a ticket is given, and how they read.
    private async ValueTask<TicketCommand.Assign> LookUpAssigneeAsync(
        Policy policy,
        string tenant,
        TicketCommand.Assign assign,
        CancellationToken cancellationToken
    )
    {
        if (agents is null || assign.Agent is null)
            return assign;
        var agent = await agents.FindAsync(tenant, assign.Agent, cancellationToken).ConfigureAwait(false);
        return agent is null
            ? assign with
            {
                IsUnknown = true,
            }
            : assign with
            {
                Language = FactCollector.LanguageOf(policy, agent.Language),
                TimeZone = FactCollector.TimeZoneOf(agent.Id, agent.TimeZone),
            };
    }

    /// <summary>Who works on the queue that a decision brings its ticket into; null where the policy assigns nothing.</summary>
    private async ValueTask<ImmutableArray<DeskAgent>?> FindTeamAsync(
        Policy policy,
        Decision decision,
        CancellationToken cancellationToken
    )
    {
        if (decision is not Decision.Accepted accepted || AutoAssignment.QueueOf(policy, accepted) is not { } queue)
            return null;
        if (agents is null)
            return [];
        var people = await agents.ListAsync(accepted.Ticket.Tenant, queue.Id, cancellationToken).ConfigureAwait(false);
        return people.DistinctBy(agent => agent.Id, StringComparer.Ordinal).ToImmutableArray();
    }

    /// <summary>The team with what each has to do. Those of whom a commit has just said that they are full are so, whatever they have by now.</summary>
    private async ValueTask<ImmutableArray<AssignmentCandidate>> FindCandidatesAsync(
        Policy policy,
        string tenant,
        ImmutableArray<DeskAgent> team,
        ImmutableHashSet<string> full,
        CancellationToken cancellationToken
    )
    {
        if (team.IsEmpty)
            return [];
        var loads = await store
            .AgentLoadsAsync(tenant, [.. team.Select(agent => agent.Id)], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. team.Select(agent =>
            {
                var load = loads.FirstOrDefault(one => one.Agent == agent.Id);
                var least = full.Contains(agent.Id) ? agent.Capacity ?? 0 : 0;
                var open = Math.Max(load?.OpenTickets ?? 0, least);
                return new AssignmentCandidate(agent.Id, agent.IsOnDuty, agent.Capacity, open)
                {
                    LastOpenedAt = load?.LastOpenedAt,
                    Language = FactCollector.LanguageOf(policy, agent.Language),
                    TimeZone = FactCollector.TimeZoneOf(agent.Id, agent.TimeZone),
                    Languages = agent.Languages.IsEmpty
                        ? [agent.Language.Split('-')[0]]
                        : [.. agent.Languages.Select(language => language.Split('-')[0])],
                    Skills = agent.Skills,
                };
            }),
        ];
    }

    // The host says, or else its directory does.
    private async ValueTask<ImmutableArray<string>> QueuesOfAsync(
        Actor agent,
        string tenant,
        CancellationToken cancellationToken
    )
    {
        if (!agent.Queues.IsEmpty || agents is null)
            return agent.Queues;
        var known = await agents.FindAsync(tenant, agent.Id, cancellationToken).ConfigureAwait(false);
        return known?.Queues ?? [];
    }
}
