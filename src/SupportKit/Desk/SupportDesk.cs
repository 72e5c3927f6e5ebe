using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit;

/// <summary>
/// The desk: gathers what a decision needs, has it decided, and commits the outcome. Thread-safe; one instance serves
/// all tenants of a process.
/// </summary>
public sealed partial class SupportDesk
{
    /// <summary>The tenant of a host that has only one.</summary>
    public const string DefaultTenant = "default";

    private readonly ITicketStore store;
    private readonly IAttachmentStore attachments;
    private readonly IRequesterDirectory requesters;
    private readonly IDeskSwitches switches;
    private readonly PolicyCatalog policies;
    private readonly WorkerSignals signals;
    private readonly DeskClock time;
    private readonly RequesterHistoryLookup past;
    private readonly PolicyVersions versions;
    private readonly AttachmentLimits limits;
    private readonly TextLimits texts;
    private readonly NumberReserve numbers;
    private readonly HostFacts? hostFacts;
    private readonly ObserverSet observers;

    internal SupportDesk(
        ITicketStore store,
        IAttachmentStore attachments,
        IRequesterDirectory requesters,
        IDeskSwitches switches,
        PolicyCatalog policies,
        IPolicyArchive archive,
        WorkerSignals signals,
        TimeProvider time,
        IOptions<AttachmentOptions>? files = null,
        IOptions<TextOptions>? texts = null,
        HostFacts? hostFacts = null,
        IAgentDirectory? agents = null,
        ObserverSet? observers = null,
        SecretKeeping? secrets = null
    )
    {
        this.secrets = secrets ?? SecretKeeping.None;
        this.agents = agents;
        this.observers = observers ?? ObserverSet.None;
        this.hostFacts = hostFacts;
        this.store = store;
        this.attachments = attachments;
        this.requesters = requesters;
        this.switches = switches;
        this.policies = policies;
        this.signals = signals;
        this.time = time as DeskClock ?? new DeskClock(store, time, new ClockOptions());
        past = new(store);
        numbers = new(store, time);
        versions = new(policies, archive);
        limits = new(files?.Value ?? new AttachmentOptions());
        this.texts = new(texts?.Value ?? new TextOptions());
    }

    /// <summary>Asks for help: opens a ticket, or says why not and what to do instead.</summary>
    /// <exception cref="SupportKitException">The tenant has no policy, or the host states a fact that cannot be.</exception>
    public Task<DeskResult> OpenAsync(OpenRequest request, CancellationToken cancellationToken = default) =>
        OpenAsync(request, null, cancellationToken);

    /// <summary>Carries out a command on a ticket, under the version of the policy that the ticket goes by.</summary>
    /// <param name="key">The ticket.</param>
    /// <param name="command">What is wanted; its actor was authenticated by the host.</param>
    /// <param name="expectedVersion">
    /// Refuses with <c>ticket.version_stale</c> when the ticket has another version; null to decide on whatever is there.
    /// </param>
    /// <param name="commandId">
    /// The caller's own id of this command; carried out once however often it is sent, for good. With another command or on another
    /// ticket it is refused with <c>command.id_in_use</c>. Only hashes are kept, of the id and of the command.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt; what is committed by then stays.</param>
    public Task<DeskResult> ApplyAsync(
        TicketKey key,
        TicketCommand command,
        long? expectedVersion = null,
        string? commandId = null,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(command);
        return ApplyAsync(
            key,
            command,
            ViewerOf(command.By, key.Tenant),
            expectedVersion,
            IdempotencyKey.Of(commandId, key, command),
            cancellationToken
        );
    }

    private async Task<DeskResult> DecideAndCommitAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        IdempotencyKey? sent,
        CancellationToken cancellationToken
    )
    {
        if (texts.Refuse(command) is { } oversized)
            return new DeskResult.Refused(oversized, null);
        if (
            await RefuseUnknownAgentAsync(command.By, key.Tenant, cancellationToken).ConfigureAwait(false) is { } nobody
        )
            return nobody;
        if (command.By.Kind == ActorKind.Requester)
        {
            var by = await WithOrganizationAsync(command.By, key.Tenant, cancellationToken).ConfigureAwait(false);
            command = command with { By = by };
            viewer = viewer with { Organization = by.Organization };
        }
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await RepeatedAsync(key.Tenant, viewer, sent, cancellationToken).ConfigureAwait(false) is { } done)
                return done;
            var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
            var ticket = await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false);
            if (ticket is null)
                return NotFound();
            if (RefuseStale(ticket, expectedVersion) is { } stale)
                return stale;
            if (CarriedOn(command) is { } reply && ticket.MergedInto is not null)
            {
                command = reply;
                ticket = await FindCarryingAsync(ticket, viewer, cancellationToken).ConfigureAwait(false);
                if (ticket is null)
                    return NotFound();
            }
            if (command is TicketCommand.Attach file && limits.Refuse(ticket, file) is { } unfit)
                return new DeskResult.Refused(unfit, null);
            if (
                command is not TicketCommand.MigratePolicy
                && await ReplaceLostPolicyAsync([ticket], now, cancellationToken).ConfigureAwait(false) is { } moved
            )
            {
                if (moved is DeskResult.Refused)
                    return moved;
                continue;
            }
            var policy =
                await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false) ?? versions.InForce(key.Tenant);
            var (asked, facts) = await GatherAsync(policy, ticket, command, cancellationToken).ConfigureAwait(false);
            var before = await past.BeforeAsync(policy, ticket, asked, now, cancellationToken).ConfigureAwait(false);
            var bounds = InvitationLimits(policy, asked, now);
            var result = await DecideAsync(policy, ticket, asked, facts, now, before, sent, bounds, cancellationToken)
                .ConfigureAwait(false);
            if (OpensAnother(result))
                result = await ContinueAsync(ticket, asked, viewer, sent, cancellationToken).ConfigureAwait(false);
            if (result is not null)
                return result;
        }
        return Contended();
    }

    // What the host's directory has to say of a command; of most, nothing.
    private async Task<(TicketCommand Command, FactSet Facts)> GatherAsync(
        Policy policy,
        Ticket ticket,
        TicketCommand command,
        CancellationToken cancellationToken
    )
    {
        switch (command)
        {
            case TicketCommand.Share share:
                var with = await requesters
                    .FindAsync(ticket.Tenant, share.With, cancellationToken)
                    .ConfigureAwait(false);
                var found = with is null
                    ? share with
                    {
                        HasAccount = false,
                    }
                    : share with
                    {
                        HasAccount = true,
                        Language = FactCollector.LanguageOf(policy, with),
                        TimeZone = FactCollector.TimeZoneOf(with),
                    };
                return (found, ticket.Facts);
            case TicketCommand.Assign assign:
                return (
                    await LookUpAssigneeAsync(policy, ticket.Tenant, assign, cancellationToken).ConfigureAwait(false),
                    ticket.Facts
                );
            case TicketCommand.GrantAccess:
                var by = await requesters
                    .FindAsync(ticket.Tenant, command.By.Id, cancellationToken)
                    .ConfigureAwait(false);
                return (
                    command,
                    by is null ? FactSet.Empty : FactCollector.OfPerson(policy, by, ticket.Tenant, hostFacts)
                );
            default:
                return (command, ticket.Facts);
        }
    }

    // What is told of a decision: by notifications, and to observers.
    private ImmutableArray<OutboundMessage> MessagesOf(Decision.Accepted accepted) =>
        accepted.Messages.AddRange(observers.MessagesOf(accepted.Ticket.Id, accepted.Events));

    private static DeskResult.Refused NotFound() => Refuse(SupportKitErrors.TicketNotFound);

    private static DeskResult.Refused Refuse(string code, params (string Place, Phrase Value)[] values) =>
        new(new Refusal.CommandRefused(code, values), null);
}
