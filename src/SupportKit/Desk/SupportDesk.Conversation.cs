using NodaTime.Extensions;
using SupportKit.Conversations;
using SupportKit.Desk;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>A ticket as a page shows it, read with one question to the store.</content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// The ticket with its messages, its promises and what can be done, as somebody reads it now; null when there is none or the viewer
    /// does not see it. The store is asked once, and again only where terms of use
    /// are in force that the person has not accepted on this ticket. The host's directory is asked, too, where a person outside the desk reads and the
    /// policy lets such people grant access, or shows them the tickets of their organization.
    /// </summary>
    /// <param name="key">The ticket.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="actor">
    /// Who the viewer is, for their <see cref="Conversation.Actions"/>; null for the person that the viewer is limited to.
    /// <see cref="Viewer.Desk"/> is limited to nobody, and without an actor there are then no actions.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SupportKitException"><c>desk.actor_mismatched</c>: the actor is not the one who looks.</exception>
    public async Task<Conversation?> ReadAsync(
        TicketKey key,
        Viewer viewer,
        Actor? actor = null,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(viewer);
        var by = ConversationViewer.ActorOf(viewer, actor);
        if (by is not null)
            by = await WithOrganizationAsync(by, key.Tenant, cancellationToken).ConfigureAwait(false);
        if (viewer.Requester is not null)
            viewer = viewer with { Organization = by!.Organization };
        // What a history amounts to is the ticket, so that this one question tells both.
        var history = await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } ticket)
            return null;
        var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
        policy ??= versions.InForce(key.Tenant);
        var about = by is null
            ? FactSet.Empty
            : await GatherAboutAsync(policy, key.Tenant, by, cancellationToken).ConfigureAwait(false);
        var reader = new ConversationViewer(viewer.Requester is not null, Withholding(key.Tenant, viewer), by, about)
        {
            Terms = by is null ? null : await TermsForAsync(ticket, by, cancellationToken).ConfigureAwait(false),
        };
        return ConversationReader.Read(ticket, history, policy, reader, time.GetCurrentInstant());
    }

    // What decides, of all that can be done, only whether somebody may grant access.
    private async Task<FactSet> GatherAboutAsync(
        Policy policy,
        string tenant,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        if (actor.Kind != ActorKind.Requester || policy.Access is null)
            return FactSet.Empty;
        var person = await requesters.FindAsync(tenant, actor.Id, cancellationToken).ConfigureAwait(false);
        return person is null ? FactSet.Empty : FactCollector.OfPerson(policy, person, tenant, hostFacts);
    }
}
