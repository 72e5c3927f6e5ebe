using SupportKit.Privacy;

namespace SupportKit;

/// <content>
/// For which organization somebody from outside the desk reads and acts. The policy in force says whether that counts at all; the host's
/// directory says which it is, unless the host has stated it.
/// </content>
public sealed partial class SupportDesk
{
    private async ValueTask<Viewer> WithOrganizationAsync(
        Viewer viewer,
        string tenant,
        CancellationToken cancellationToken
    ) =>
        viewer.Requester is { } person
            ? viewer with
            {
                Organization = await OrganizationOfAsync(tenant, person, viewer.Organization, cancellationToken)
                    .ConfigureAwait(false),
            }
            : viewer;

    private async ValueTask<TicketQuery> WithOrganizationAsync(
        TicketQuery query,
        CancellationToken cancellationToken
    ) =>
        query.Viewer.Requester is null
            ? query
            : query with
            {
                Viewer = await WithOrganizationAsync(query.Viewer, query.Tenant, cancellationToken)
                    .ConfigureAwait(false),
            };

    private async ValueTask<Actor> WithOrganizationAsync(
        Actor actor,
        string tenant,
        CancellationToken cancellationToken
    ) =>
        actor.Kind == ActorKind.Requester
            ? actor with
            {
                Organization = await OrganizationOfAsync(tenant, actor.Id, actor.Organization, cancellationToken)
                    .ConfigureAwait(false),
            }
            : actor;

    private async ValueTask<string?> OrganizationOfAsync(
        string tenant,
        string person,
        string? stated,
        CancellationToken cancellationToken
    )
    {
        // A tenant that nobody knows has no ticket to see.
        if (!policies.TryGet(tenant, out var policy) || policy.Privacy.Organization == OrganizationAccess.None)
            return null;
        if (stated is not null)
            return stated;
        var known = await requesters.FindAsync(tenant, person, cancellationToken).ConfigureAwait(false);
        return known?.Organization;
    }
}
