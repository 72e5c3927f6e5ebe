using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Reports;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// The desk of one tenant: what <see cref="SupportDesk"/> does, without a tenant to state in each call. It holds nothing but the desk and
/// the tenant's name. Immutable and thread-safe; made by <see cref="SupportDesk.ForTenant"/>, and free to make again.
/// </summary>
[DebuggerDisplay("{Tenant,nq}")]
public sealed class TenantDesk
{
    private readonly SupportDesk desk;

    internal TenantDesk(SupportDesk desk, string tenant) => (this.desk, Tenant) = (desk, HostId.Require(tenant));

    /// <summary>Whose desk it is.</summary>
    public string Tenant { get; }

    /// <summary>The key of one of the tenant's tickets.</summary>
    public TicketKey KeyOf(TicketId ticket) => new(Tenant, ticket);

    /// <summary>A question about the tenant's tickets, to narrow down with <c>with</c>.</summary>
    public TicketQuery Query(Viewer viewer) => new(Tenant, viewer);

    /// <inheritdoc cref="SupportDesk.ViewerOf"/>
    public Viewer ViewerOf(Actor actor) => desk.ViewerOf(actor, Tenant);

    /// <inheritdoc cref="SupportDesk.OpenAsync(OpenRequest, CancellationToken)"/>
    /// <exception cref="ArgumentException">The request names another tenant.</exception>
    public Task<DeskResult> OpenAsync(OpenRequest request, CancellationToken cancellationToken = default) =>
        desk.OpenAsync(Own(request), cancellationToken);

    /// <inheritdoc cref="SupportDesk.ApplyAsync(TicketKey, TicketCommand, long?, string?, CancellationToken)"/>
    public Task<DeskResult> ApplyAsync(
        TicketId ticket,
        TicketCommand command,
        long? expectedVersion = null,
        string? commandId = null,
        CancellationToken cancellationToken = default
    ) => desk.ApplyAsync(KeyOf(ticket), command, expectedVersion, commandId, cancellationToken);

    /// <inheritdoc cref="SupportDesk.RevealSecretsAsync"/>
    public Task<RevealResult> RevealSecretsAsync(
        TicketId ticket,
        Actor by,
        long sequence,
        CancellationToken cancellationToken = default
    ) => desk.RevealSecretsAsync(KeyOf(ticket), by, sequence, cancellationToken);

    /// <inheritdoc cref="SupportDesk.FindAsync"/>
    public Task<Ticket?> FindAsync(TicketId ticket, Viewer viewer, CancellationToken cancellationToken = default) =>
        desk.FindAsync(KeyOf(ticket), viewer, cancellationToken);

    /// <inheritdoc cref="SupportDesk.FindByNumberAsync"/>
    public Task<Ticket?> FindByNumberAsync(
        TicketNumber number,
        Viewer viewer,
        CancellationToken cancellationToken = default
    ) => desk.FindByNumberAsync(number, viewer, Tenant, cancellationToken);

    /// <inheritdoc cref="SupportDesk.ReadAsync"/>
    public Task<Conversation?> ReadAsync(
        TicketId ticket,
        Viewer viewer,
        Actor? actor = null,
        CancellationToken cancellationToken = default
    ) => desk.ReadAsync(KeyOf(ticket), viewer, actor, cancellationToken);

    /// <inheritdoc cref="SupportDesk.ReportAsync"/>
    public Task<DeskReport> ReportAsync(
        Actor actor,
        Instant from,
        Instant before,
        DateTimeZone? zone = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    ) => desk.ReportAsync(actor, from, before, zone, Tenant, progress, cancellationToken);

    /// <inheritdoc cref="SupportDesk.GetHistoryAsync"/>
    public Task<ImmutableArray<RecordedEvent>> GetHistoryAsync(
        TicketId ticket,
        Viewer viewer,
        CancellationToken cancellationToken = default
    ) => desk.GetHistoryAsync(KeyOf(ticket), viewer, cancellationToken);

    /// <inheritdoc cref="SupportDesk.GetEventsAfterAsync"/>
    internal Task<ImmutableArray<RecordedEvent>> GetEventsAfterAsync(
        TicketId ticket,
        Viewer viewer,
        long sequence,
        CancellationToken cancellationToken
    ) => desk.GetEventsAfterAsync(KeyOf(ticket), viewer, sequence, cancellationToken);

    /// <inheritdoc cref="SupportDesk.ListAsync"/>
    /// <exception cref="ArgumentException">The query names another tenant.</exception>
    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken = default) =>
        desk.ListAsync(Own(query), cancellationToken);

    /// <inheritdoc cref="SupportDesk.CountAsync"/>
    /// <exception cref="ArgumentException">The query names another tenant.</exception>
    public Task<TicketCount> CountAsync(
        TicketQuery query,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) => desk.CountAsync(Own(query), limit, cancellationToken);

    /// <inheritdoc cref="SupportDesk.ListQueueAsync"/>
    public Task<TicketPage> ListQueueAsync(
        string queue,
        Viewer viewer,
        TicketCursor? after = null,
        int limit = 50,
        CancellationToken cancellationToken = default
    ) => desk.ListQueueAsync(queue, viewer, Tenant, after, limit, cancellationToken);

    /// <inheritdoc cref="SupportDesk.TakeNextAsync"/>
    public Task<Ticket?> TakeNextAsync(
        string queue,
        Actor agent,
        string? commandId = null,
        CancellationToken cancellationToken = default
    ) => desk.TakeNextAsync(queue, agent, Tenant, commandId, cancellationToken);

    /// <inheritdoc cref="SupportDesk.TakeNextFromQueuesAsync"/>
    public Task<Ticket?> TakeNextFromQueuesAsync(Actor agent, CancellationToken cancellationToken = default) =>
        desk.TakeNextFromQueuesAsync(agent, Tenant, cancellationToken);

    /// <inheritdoc cref="SupportDesk.GetAvailableActionsAsync"/>
    public Task<ImmutableArray<ActionAvailability>> GetAvailableActionsAsync(
        TicketId ticket,
        Actor actor,
        CancellationToken cancellationToken = default
    ) => desk.GetAvailableActionsAsync(KeyOf(ticket), actor, cancellationToken);

    /// <inheritdoc cref="SupportDesk.CompareSlaAsync"/>
    public Task<ImmutableArray<ComparedPromise>> CompareSlaAsync(
        TicketId ticket,
        Viewer viewer,
        CancellationToken cancellationToken = default
    ) => desk.CompareSlaAsync(KeyOf(ticket), viewer, cancellationToken);

    /// <inheritdoc cref="SupportDesk.AttachAsync"/>
    public Task<DeskResult> AttachAsync(
        TicketId ticket,
        Actor by,
        string name,
        string contentType,
        Stream content,
        string? commandId = null,
        CancellationToken cancellationToken = default
    ) => desk.AttachAsync(KeyOf(ticket), by, name, contentType, content, commandId, cancellationToken);

    /// <inheritdoc cref="SupportDesk.OpenAttachmentAsync"/>
    public Task<Stream?> OpenAttachmentAsync(
        TicketId ticket,
        Viewer viewer,
        string attachment,
        CancellationToken cancellationToken = default
    ) => desk.OpenAttachmentAsync(KeyOf(ticket), viewer, attachment, cancellationToken);

    /// <inheritdoc cref="SupportDesk.WithdrawAttachmentAsync"/>
    public Task<DeskResult> WithdrawAttachmentAsync(
        TicketId ticket,
        Actor by,
        string attachment,
        CancellationToken cancellationToken = default
    ) => desk.WithdrawAttachmentAsync(KeyOf(ticket), by, attachment, cancellationToken);

    /// <inheritdoc cref="SupportDesk.DiscloseAsync"/>
    public Task<(DeskResult Result, Stream? Content)> DiscloseAsync(
        TicketId ticket,
        Actor by,
        string attachment,
        string thirdParty,
        CancellationToken cancellationToken = default
    ) => desk.DiscloseAsync(KeyOf(ticket), by, attachment, thirdParty, cancellationToken);

    /// <inheritdoc cref="SupportDesk.MergeAsync"/>
    public Task<DeskResult> MergeAsync(
        TicketId duplicate,
        TicketId into,
        Actor by,
        CancellationToken cancellationToken = default
    ) => desk.MergeAsync(KeyOf(duplicate), into, by, cancellationToken);

    /// <inheritdoc cref="SupportDesk.SplitAsync"/>
    /// <exception cref="ArgumentException">The request names another tenant.</exception>
    public Task<DeskResult> SplitAsync(
        TicketId ticket,
        Actor by,
        OpenRequest part,
        CancellationToken cancellationToken = default
    ) => desk.SplitAsync(KeyOf(ticket), by, Own(part), cancellationToken);

    /// <inheritdoc cref="SupportDesk.MigratePolicyAsync"/>
    public Task<DeskResult> MigratePolicyAsync(
        TicketId ticket,
        Actor by,
        PolicyMigrationMode mode,
        CancellationToken cancellationToken = default
    ) => desk.MigratePolicyAsync(KeyOf(ticket), by, mode, cancellationToken);

    /// <inheritdoc cref="SupportDesk.ReviewAsync"/>
    public Task<ImmutableArray<ShiftedPromise>> ReviewAsync(
        Actor actor,
        CancellationToken cancellationToken = default
    ) => desk.ReviewAsync(actor, Tenant, cancellationToken);

    /// <inheritdoc cref="SupportDesk.RecountPromisesAsync"/>
    public Task<DeskResult> RecountPromisesAsync(
        TicketId ticket,
        Actor by,
        bool keep,
        CancellationToken cancellationToken = default
    ) => desk.RecountPromisesAsync(KeyOf(ticket), by, keep, cancellationToken);

    /// <inheritdoc cref="SupportDesk.SwitchesAsync"/>
    public Task<ImmutableArray<DeskSwitch>> SwitchesAsync(CancellationToken cancellationToken = default) =>
        desk.SwitchesAsync(Tenant, cancellationToken);

    /// <inheritdoc cref="SupportDesk.StartSwitchAsync"/>
    public Task StartSwitchAsync(
        string name,
        Actor by,
        string? subject = null,
        CancellationToken cancellationToken = default
    ) => desk.StartSwitchAsync(name, by, subject, Tenant, cancellationToken);

    /// <inheritdoc cref="SupportDesk.EndSwitchAsync"/>
    public Task<int> EndSwitchAsync(
        string name,
        Actor by,
        string? subject = null,
        bool tell = true,
        Instant? openedFrom = null,
        CancellationToken cancellationToken = default
    ) => desk.EndSwitchAsync(name, by, subject, tell, openedFrom, Tenant, cancellationToken);

    // A request that names nobody is for the default tenant, and so for this one here.
    private OpenRequest Own(OpenRequest request, [CallerArgumentExpression(nameof(request))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(request, name);
        return request.Tenant == Tenant || request.Tenant == SupportDesk.DefaultTenant
            ? request with
            {
                Tenant = Tenant,
            }
            : throw Foreign(request.Tenant, name);
    }

    private TicketQuery Own(TicketQuery query, [CallerArgumentExpression(nameof(query))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(query, name);
        return query.Tenant == Tenant ? query : throw Foreign(query.Tenant, name);
    }

    private ArgumentException Foreign(string tenant, string? name) =>
        new($"It is for tenant \"{tenant}\", and this is the desk of \"{Tenant}\". Leave the tenant out.", name);
}
