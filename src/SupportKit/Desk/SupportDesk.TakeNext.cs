using SupportKit.Localization;

namespace SupportKit;

/// <content>An agent takes the next ticket of a queue.</content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// Gives an agent the first ticket that is nobody's of the first of their queues in which one waits: queue by queue in the order of
    /// <see cref="Actor.Queues"/> or, when the host states none, of those that its directory of agents names, and within each in the order in which the policy has them taken.
    /// </summary>
    /// <returns>The ticket, which is theirs; null when nothing waits, and when they have no queues.</returns>
    /// <exception cref="SupportKitException"><c>desk.queue_unknown</c>: the policy has no such queue.</exception>
    public async Task<Ticket?> TakeNextFromQueuesAsync(
        Actor agent,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(agent);
        HostId.Require(tenant);
        foreach (var queue in await QueuesOfAsync(agent, tenant, cancellationToken).ConfigureAwait(false))
            if (await TakeNextAsync(queue, agent, tenant, cancellationToken).ConfigureAwait(false) is { } taken)
                return taken;
        return null;
    }

    /// <summary>
    /// Gives an agent the first ticket of a queue that is nobody's, in the order in which the policy has them taken. Two
    /// who ask at once get two tickets.
    /// </summary>
    /// <returns>The ticket, which is theirs; null when nothing waits.</returns>
    /// <exception cref="SupportKitException"><c>desk.queue_unknown</c>: the policy has no such queue.</exception>
    public async Task<Ticket?> TakeNextAsync(
        string queue,
        Actor agent,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(agent);
        var query = InQueue(tenant, queue, Viewer.Desk) with { Unassigned = true, Limit = 1 };
        for (var tries = 0; tries < MostTries; tries++)
        {
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            if (page.Tickets is not [var first])
            {
                // One that cannot be read is at the head of the queue, and those after it wait no longer for that.
                if (page.Next is null)
                    return null;
                query = query with { After = page.Next };
                continue;
            }
            var command = new TicketCommand.Assign(agent, agent.Id);
            var taken = await ApplyAsync(first.Key, command, Viewer.Desk, first.Version, null, cancellationToken)
                .ConfigureAwait(false);
            if (taken is DeskResult.Succeeded accepted)
                return accepted.Ticket;
        }
        return null;
    }
}
