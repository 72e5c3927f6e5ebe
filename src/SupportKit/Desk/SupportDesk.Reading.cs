using System.Collections.Immutable;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Privacy;

namespace SupportKit;

/// <content>What is read. Who sees a ticket is in the question to the store; what of it they are not shown is taken out here.</content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// What an actor sees of a tenant's tickets by its policy: a requester theirs, what is shared with them, and, where
    /// <c>privacy.organization</c> says so, those of their organization; an agent theirs where <c>privacy.agents</c> says so, else all; leads
    /// and systems all.
    /// </summary>
    /// <param name="actor">Who looks, as the host authenticated them.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <exception cref="SupportKitException"><c>desk.tenant_unknown</c>.</exception>
    public Viewer ViewerOf(Actor actor, string tenant = DefaultTenant)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Viewer.Of(actor, policies.For(tenant).Privacy.AgentsSeeOwn);
    }

    /// <summary>The desk of one tenant, which no call has to name then.</summary>
    /// <param name="tenant">Whose desk. That it has a policy is known when the desk is used, since policies come at run time too.</param>
    /// <exception cref="ArgumentException">The tenant is null or blank (<c>host.id_invalid</c>).</exception>
    public TenantDesk ForTenant(string tenant) => new(this, tenant);

    /// <summary>The ticket; null when there is none or the viewer does not see it.</summary>
    public async Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken = default)
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(viewer);
        viewer = await WithOrganizationAsync(viewer, key.Tenant, cancellationToken).ConfigureAwait(false);
        return await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false) is { } ticket
            ? Shown(ticket, viewer)
            : null;
    }

    /// <summary>
    /// The ticket of a number, such as somebody reads out; null when there is none or the viewer does not see it.
    /// <see cref="TicketNumber.TryParse(string?, out TicketNumber)"/> reads what people type.
    /// </summary>
    public async Task<Ticket?> FindByNumberAsync(
        TicketNumber number,
        Viewer viewer,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        ArgumentNullException.ThrowIfNull(viewer);
        var query = new TicketQuery(tenant, viewer) { Number = number, Limit = 1 };
        var page = await ListAsync(query, cancellationToken).ConfigureAwait(false);
        return page.Tickets.FirstOrDefault();
    }

    /// <summary>
    /// The ticket's history; empty when the viewer does not see it. People outside the desk are not shown what the desk
    /// noted for itself.
    /// </summary>
    public async Task<ImmutableArray<RecordedEvent>> GetHistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(viewer);
        viewer = await WithOrganizationAsync(viewer, key.Tenant, cancellationToken).ConfigureAwait(false);
        var history = await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        return viewer.Requester is null ? history : FieldVisibility.Apply(history, Withholding(key.Tenant, viewer));
    }

    /// <summary>What <see cref="GetHistoryAsync"/> gives after one sequence, without reading what came before it.</summary>
    internal async Task<ImmutableArray<RecordedEvent>> GetEventsAfterAsync(
        TicketKey key,
        Viewer viewer,
        long sequence,
        CancellationToken cancellationToken
    )
    {
        viewer = await WithOrganizationAsync(viewer, key.Tenant, cancellationToken).ConfigureAwait(false);
        var events = await ReadAsync(sequence + 1).ConfigureAwait(false);
        if (viewer.Requester is null)
            return events;
        // Whether a redaction is shown is said by the event that it names, which stands just before it.
        var named = events.Select(recorded => recorded.Event).OfType<TicketEvent.SecretsRedacted>();
        var first = named.Select(redacted => redacted.Sequence).Append(sequence + 1).Min();
        if (first <= sequence)
            events = await ReadAsync(first).ConfigureAwait(false);
        return FieldVisibility
            .Apply(events, Withholding(key.Tenant, viewer))
            .RemoveAll(recorded => recorded.Sequence <= sequence);

        Task<ImmutableArray<RecordedEvent>> ReadAsync(long from) =>
            store.EventsAsync(key, viewer, from, long.MaxValue, cancellationToken);
    }

    /// <summary>One page of tickets.</summary>
    /// <exception cref="SupportKitException">
    /// <c>desk.search_withheld</c>: the viewer is not shown what the query searches by, or is sorted by.
    /// <c>desk.state_unknown</c>, <c>desk.priority_unknown</c>, <c>desk.channel_unknown</c>, <c>desk.queue_unknown</c>: the policy in force has
    /// no such name. <c>desk.cursor_mismatched</c>: the query goes on from a cursor of another order.
    /// </exception>
    public async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        QueryChecks.Require(policies.For(query.Tenant), query, Withholding(query.Tenant, query.Viewer));
        query = await WithOrganizationAsync(query, cancellationToken).ConfigureAwait(false);
        var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return page with { Tickets = [.. page.Tickets.Select(ticket => Shown(ticket, query.Viewer))] };
    }

    /// <summary>
    /// How many tickets the viewer sees of those asked for, by state category; a category without any is left out. Which page
    /// is asked for, and in which order, does not count. A count of all takes the longer the more there are; one with a limit does not, and says
    /// with <see cref="TicketCount.IsExact"/> whether it reached its limit.
    /// </summary>
    /// <param name="query">Which tickets.</param>
    /// <param name="limit">
    /// How far the count goes, at least 1, such as <see cref="TicketCount.DefaultLimit"/>; null, the default, to count all.
    /// </param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="SupportKitException">
    /// <c>desk.search_withheld</c>: the viewer is not shown what the query searches by, or is sorted by.
    /// <c>desk.state_unknown</c>, <c>desk.priority_unknown</c>, <c>desk.channel_unknown</c>, <c>desk.queue_unknown</c>: the policy in force has
    /// no such name. <c>desk.cursor_mismatched</c>: the query goes on from a cursor of another order.
    /// </exception>
    public async Task<TicketCount> CountAsync(
        TicketQuery query,
        int? limit = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        if (limit is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(limit));
        QueryChecks.Require(policies.For(query.Tenant), query, Withholding(query.Tenant, query.Viewer));
        query = await WithOrganizationAsync(query, cancellationToken).ConfigureAwait(false);
        return await store.CountAsync(query, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One page of what waits in a queue, in the order in which the policy has it taken.</summary>
    /// <param name="queue">The policy's id of the queue.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SupportKitException"><c>desk.queue_unknown</c>: the policy has no such queue.</exception>
    public Task<TicketPage> ListQueueAsync(
        string queue,
        Viewer viewer,
        string tenant = DefaultTenant,
        TicketCursor? after = null,
        int limit = 50,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return ListAsync(InQueue(tenant, queue, viewer) with { After = after, Limit = limit }, cancellationToken);
    }

    /// <summary>What an actor can do with a ticket now, and why not the rest; empty when they do not see it.</summary>
    public async Task<ImmutableArray<ActionAvailability>> GetAvailableActionsAsync(
        TicketKey key,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(actor);
        actor = await WithOrganizationAsync(actor, key.Tenant, cancellationToken).ConfigureAwait(false);
        var ticket = await store.FindAsync(key, ViewerOf(actor, key.Tenant), cancellationToken).ConfigureAwait(false);
        if (ticket is null)
            return [];
        var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
        policy ??= versions.InForce(key.Tenant);
        var about = await GatherAboutAsync(policy, key.Tenant, actor, cancellationToken).ConfigureAwait(false);
        var terms = await TermsForAsync(ticket, actor, cancellationToken).ConfigureAwait(false);
        return AvailableActions.Of(policy, ticket, actor, about, time.GetCurrentInstant(), terms);
    }

    /// <summary>
    /// What was promised on a ticket, what became of it, and beside it what the policy in force would say; empty when the
    /// viewer does not see the ticket.
    /// </summary>
    public async Task<ImmutableArray<ComparedPromise>> CompareSlaAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(viewer);
        viewer = await WithOrganizationAsync(viewer, key.Tenant, cancellationToken).ConfigureAwait(false);
        var history = await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        return history.IsEmpty ? [] : SlaComparison.Of(policies.For(key.Tenant), history);
    }

    private Ticket Shown(Ticket ticket, Viewer viewer) =>
        viewer.Requester is null ? ticket : FieldVisibility.Apply(ticket, Withholding(ticket.Tenant, viewer));

    private VisibilityRule? Withholding(string tenant, Viewer viewer) =>
        FieldVisibility.RulesFor(
            policies.For(tenant),
            viewer.Requester is not null,
            viewer.Facts,
            time.GetCurrentInstant()
        );

    private TicketQuery InQueue(string tenant, string queue, Viewer viewer) =>
        policies.For(tenant).Routing.Queues.FirstOrDefault(known => known.Id == queue) is { } found
            ? new TicketQuery(tenant, viewer)
            {
                Queue = queue,
                Order = found.Order,
                States = [StateCategory.New, StateCategory.Open],
            }
            : throw QueryChecks.QueueUnknown(tenant, queue);
}
