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
            if (await TakeNextAsync(queue, agent, tenant, null, cancellationToken).ConfigureAwait(false) is { } taken)
                return taken;
        return null;
    }

    /// <summary>
    /// Gives an agent the first ticket of a queue that is nobody's, in the order in which the policy has them taken. Two
    /// who ask at once get two tickets.
    /// </summary>
    /// <returns>The ticket, which is theirs; null when nothing waits.</returns>
    /// <param name="queue">The policy's id of the queue.</param>
    /// <param name="agent">Who takes it.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="commandId">
    /// The caller's own id of the command: asked again under it, the desk gives the ticket that it gave before, and takes no other. Null, as by
    /// default, takes one each time.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportKitException">
    /// <c>desk.queue_unknown</c>: the policy has no such queue. <c>command.id_in_use</c>: the id was used for something else.
    /// </exception>
    public async Task<Ticket?> TakeNextAsync(
        string queue,
        Actor agent,
        string tenant = DefaultTenant,
        string? commandId = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(agent);
        var query = InQueue(tenant, queue, Viewer.Desk) with { Unassigned = true, Limit = 1 };
        var command = new TicketCommand.Assign(agent, agent.Id);
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Looked at each time: the same request may have been answered meanwhile, on another connection.
            if (await TakenBeforeAsync(tenant, commandId, command, cancellationToken).ConfigureAwait(false) is { } same)
                return same;
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            if (page.Tickets is not [var first])
            {
                // One that cannot be read is at the head of the queue, and those after it wait no longer for that.
                if (page.Next is null)
                    return null;
                query = query with { After = page.Next };
                continue;
            }
            var sent = IdempotencyKey.Of(commandId, first.Key, command);
            var taken = await ApplyAsync(first.Key, command, Viewer.Desk, first.Version, sent, cancellationToken)
                .ConfigureAwait(false);
            if (taken is DeskResult.Succeeded accepted)
                return accepted.Ticket;
        }
        return null;
    }

    private async Task<Ticket?> TakenBeforeAsync(
        string tenant,
        string? commandId,
        TicketCommand command,
        CancellationToken cancellationToken
    )
    {
        if (
            IdempotencyKey.TraceOf(commandId) is not { } trace
            || await store.FindByCommandAsync(tenant, trace, cancellationToken).ConfigureAwait(false) is not { } id
        )
            return null;
        var sent = IdempotencyKey.Of(commandId, new TicketKey(tenant, id), command);
        var before = await RepeatedAsync(tenant, Viewer.Desk, sent, cancellationToken).ConfigureAwait(false);
        return before is DeskResult.Succeeded same
            ? same.Ticket
            : throw new SupportKitException(
                SupportKitErrors.CommandIdInUse,
                "The id of the command that takes the next ticket was used for another command.",
                "Give each command an id of its own."
            );
    }
}
