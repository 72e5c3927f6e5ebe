using NodaTime;
using NodaTime.Extensions;
using SupportKit.Localization;
using SupportKit.Reports;

namespace SupportKit;

/// <content>Reports of what became of the tickets.</content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// Counts what became of the tickets that were opened in a span of time: promises kept by metric, priority, queue and month; their
    /// number, the time to their first answer, and how many were reopened. Tickets are read in pages, so that memory does not grow with
    /// their number; one that changes meanwhile is counted as it was when its page was read.
    /// </summary>
    /// <param name="actor">
    /// Who asks: a lead, the host itself (<see cref="Actor.System"/>), or an agent where the policy shows agents all tickets.
    /// </param>
    /// <param name="from">The first instant of the span.</param>
    /// <param name="before">Its end, which is not in it.</param>
    /// <param name="zone">The zone that months are of; null for the policy's.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="progress">Is told after each page how many tickets were read; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SupportKitException">
    /// <c>desk.report_forbidden</c>: the actor may not see all of the tenant's tickets; <c>desk.tenant_unknown</c>.
    /// </exception>
    /// <exception cref="ArgumentException">The span does not end after its beginning.</exception>
    public async Task<DeskReport> ReportAsync(
        Actor actor,
        Instant from,
        Instant before,
        DateTimeZone? zone = null,
        string tenant = DefaultTenant,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(actor);
        HostId.Require(tenant);
        if (before <= from)
            throw new ArgumentException("The span of a report ends after its beginning.", nameof(before));
        var policy = policies.For(tenant);
        RequireReport(actor, tenant, policy);
        var report = new ReportBuilder(policy.Sla, zone ?? policy.TimeZone, time.GetCurrentInstant());
        var query = new TicketQuery(tenant, Viewer.Desk)
        {
            OpenedFrom = from,
            OpenedBefore = before,
            Limit = TicketQuery.MaxLimit,
        };
        do
        {
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var ticket in page.Tickets)
                report.Add(ticket);
            report.AddUnreadable(page.Unreadable.Length);
            progress?.Report(report.Count);
            cancellationToken.ThrowIfCancellationRequested();
            query = query with { After = page.Next };
        } while (query.After is not null);
        return report.ToReport(tenant, from, before);
    }

    private static void RequireReport(Actor actor, string tenant, Policy policy)
    {
        if (!MayReport(actor, policy.Privacy.AgentsSeeOwn))
            throw new SupportKitException(
                SupportKitErrors.DeskReportForbidden,
                $"An actor of the kind {actor.Kind} may not see all tickets of tenant \"{tenant}\", of which a report tells.",
                "Let a lead ask, or ask as the host itself with Actor.System."
            );
    }

    private static bool MayReport(Actor actor, bool agentsSeeOwn) =>
        actor.Kind switch
        {
            ActorKind.Lead or ActorKind.System => true,
            ActorKind.Agent => !agentsSeeOwn,
            // A requester, an integration, and a kind that this version does not know.
            _ => false,
        };
}
