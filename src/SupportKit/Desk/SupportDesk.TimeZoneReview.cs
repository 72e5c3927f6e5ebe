using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What newer time-zone data would make of open promises.</content>
public sealed partial class SupportDesk
{
    private static readonly ImmutableArray<StateCategory> OpenStates =
    [
        .. Enum.GetValues<StateCategory>()
            .Where(state => state is not (StateCategory.Resolved or StateCategory.Closed)),
    ];

    /// <summary>
    /// The open promises that would be due at another instant had they been counted with the tz database in use
    /// (<see cref="BusinessTime.TimeZoneData"/>): what to look at after an update of NodaTime, or of the host's own file. Promises keep
    /// their instants until <see cref="RecountPromisesAsync"/> says otherwise. Tickets are read in pages.
    /// </summary>
    /// <param name="actor">Who asks: a lead, an agent who sees all, or <see cref="Actor.System"/>.</param>
    /// <param name="tenant">Whose desk it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>None when none moves; those that were counted with the data in use are not among them.</returns>
    /// <exception cref="SupportKitException"><c>desk.report_forbidden</c>: the actor may not see all tickets.</exception>
    public async Task<ImmutableArray<ShiftedPromise>> ReviewAsync(
        Actor actor,
        string tenant = "default",
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(actor);
        RequireReport(actor, tenant, policies.For(tenant));
        var shifted = ImmutableArray.CreateBuilder<ShiftedPromise>();
        var query = new TicketQuery(tenant, Viewer.Desk) { States = OpenStates, Limit = TicketQuery.MaxLimit };
        do
        {
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var ticket in page.Tickets)
            {
                var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
                shifted.AddRange(SlaComparison.Shifted(policy ?? versions.InForce(tenant), ticket));
            }
            query = query with { After = page.Next };
        } while (query.After is not null);
        return shifted.ToImmutable();
    }

    /// <summary>
    /// Settles what <see cref="ReviewAsync"/> found on a ticket, under the version of the policy that the ticket goes by: the promises keep
    /// their instants, or are counted anew from their start, with the pauses they had. Either way they name the tz database in use from then on,
    /// and an event says so. An end that moves into the past breaks its promise.
    /// </summary>
    /// <param name="key">The ticket.</param>
    /// <param name="by">Who wants it: a lead, an integration or <see cref="Actor.System"/>.</param>
    /// <param name="keep">True to keep the instants, false to count anew.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<DeskResult> RecountPromisesAsync(
        TicketKey key,
        Actor by,
        bool keep,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        if (
            await store.FindAsync(key, ViewerOf(by, key.Tenant), cancellationToken).ConfigureAwait(false)
            is not { } ticket
        )
            return NotFound();
        var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
        var mode = keep ? PolicyMigrationMode.Keep : PolicyMigrationMode.Recompute;
        return await ApplyAsync(
                key,
                new TicketCommand.MigratePolicy(by, policy ?? versions.InForce(key.Tenant), mode),
                expectedVersion: ticket.Version,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
    }
}
