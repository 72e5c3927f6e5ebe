using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Screening;
using SupportKit.Storage;
using SupportKit.Tickets;

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

    internal SupportDesk(
        ITicketStore store,
        IAttachmentStore attachments,
        IRequesterDirectory requesters,
        IDeskSwitches switches,
        PolicyCatalog policies,
        IPolicyArchive archive,
        WorkerSignals signals,
        TimeProvider time,
        IOptions<AttachmentOptions>? files = null
    )
    {
        this.store = store;
        this.attachments = attachments;
        this.requesters = requesters;
        this.switches = switches;
        this.policies = policies;
        this.signals = signals;
        this.time = time as DeskClock ?? new DeskClock(store, time, new ClockOptions());
        past = new(store);
        versions = new(policies, archive);
        limits = new(files?.Value ?? new AttachmentOptions());
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
    /// The caller's own id of this command; carried out once however often it is sent, for good. Only its hash is kept.
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
        ArgumentNullException.ThrowIfNull(command);
        return ApplyAsync(
            key,
            command,
            ViewerOf(key.Tenant, command.By),
            expectedVersion,
            commandId,
            cancellationToken
        );
    }

    /// <summary>Turns one of the policy's switches on or off, for the requests that are opened from now on.</summary>
    /// <exception cref="SupportKitException"><c>desk.switch_unknown</c>: the policy has no such switch.</exception>
    public Task SetSwitchAsync(
        string name,
        bool on,
        string tenant = DefaultTenant,
        CancellationToken cancellationToken = default
    ) =>
        policies.For(tenant).Switches.Any(declared => declared.Id == name)
            ? switches.SetAsync(tenant, name, on, cancellationToken)
            : throw new SupportKitException(
                SupportKitErrors.DeskSwitchUnknown,
                $"The policy of tenant \"{tenant}\" has no switch \"{name}\".",
                "Declare it under \"switches\"."
            );

    private async Task<DeskResult> DecideAndCommitOpeningAsync(
        OpenRequest request,
        (TicketId Ticket, AcceptedTerms? Terms)? splitFrom,
        CancellationToken cancellationToken
    )
    {
        var policy = policies.For(request.Tenant);
        var viewer = Viewer.OfRequester(request.Requester);
        if (
            await RepeatedAsync(request.Tenant, viewer, request.CommandId, cancellationToken).ConfigureAwait(false) is
            { } done
        )
            return done;
        var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
        if (
            await requesters.FindAsync(request.Tenant, request.Requester, cancellationToken).ConfigureAwait(false)
            is not { } requester
        )
            return Refuse(SupportKitErrors.RequesterIdUnknown, "No person has this id.");
        var on = policy.Switches.IsEmpty
            ? []
            : await switches.OnAsync(request.Tenant, cancellationToken).ConfigureAwait(false);
        var (facts, refusal) = FactCollector.Gather(policy, request, requester, on);
        if (refusal is not null)
            return new DeskResult.Refused(refusal, null);

        var command = new TicketCommand.Open(
            requester.Id,
            request.Tenant,
            TicketId.New(now),
            request.Title,
            request.Body,
            request.AcceptsTerms is { } terms ? new AcceptedTerms(terms, now) : splitFrom?.Terms ?? requester.Terms,
            splitFrom?.Ticket,
            request.OnBehalf
        );
        var before = await past.BeforeOpeningAsync(policy, request.Tenant, requester.Id, now, cancellationToken)
            .ConfigureAwait(false);
        return await DecideAsync(policy, null, command, facts, now, before, request.CommandId, cancellationToken)
                .ConfigureAwait(false)
            ?? await RepeatedAsync(request.Tenant, viewer, request.CommandId, cancellationToken).ConfigureAwait(false)
            ?? Refuse(SupportKitErrors.TicketIdInUse, "A ticket of this id exists.");
    }

    private async Task<DeskResult> DecideAndCommitAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        string? commandId,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await RepeatedAsync(key.Tenant, viewer, commandId, cancellationToken).ConfigureAwait(false) is { } done)
                return done;
            var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
            var ticket = await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false);
            if (ticket is null)
                return NotFound();
            if (RefuseStale(ticket, expectedVersion) is { } stale)
                return stale;
            if (command is TicketCommand.Attach file && limits.Refuse(ticket, file) is { } unfit)
                return new DeskResult.Refused(unfit, null);
            var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
            if (policy is null && command is not TicketCommand.MigratePolicy)
            {
                // The version it was promised under is lost: its promises stay, and the one in force decides what comes next.
                policy = versions.InForce(key.Tenant);
                var move = new TicketCommand.MigratePolicy(Actor.System, policy, PolicyMigrationMode.Keep);
                var moved = await DecideAsync(
                        policy,
                        ticket,
                        move,
                        ticket.Facts,
                        now,
                        RequesterHistory.None,
                        null,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (moved is DeskResult.Refused)
                    return moved;
                continue;
            }

            policy ??= versions.InForce(key.Tenant);
            var (asked, facts) = await GatherAsync(policy, ticket, command, cancellationToken).ConfigureAwait(false);
            var before = await past.BeforeAsync(policy, key, asked, cancellationToken).ConfigureAwait(false);
            var result = await DecideAsync(policy, ticket, asked, facts, now, before, commandId, cancellationToken)
                .ConfigureAwait(false);
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
                return (share with { HasAccount = with is not null }, ticket.Facts);
            case TicketCommand.GrantAccess:
                var by = await requesters
                    .FindAsync(ticket.Tenant, command.By.Id, cancellationToken)
                    .ConfigureAwait(false);
                return (command, by is null ? FactSet.Empty : FactCollector.OfPerson(policy, by));
            default:
                return (command, ticket.Facts);
        }
    }

    // Null when another commit came first.
    private async Task<DeskResult?> DecideAsync(
        Policy policy,
        Ticket? ticket,
        TicketCommand command,
        FactSet facts,
        Instant now,
        RequesterHistory before,
        string? commandId,
        CancellationToken cancellationToken
    )
    {
        var decision = Decider.Decide(policy, ticket, command, facts, now, before);
        if (decision is Decision.Refused refused)
            return new DeskResult.Refused(refused.Refusal, refused);
        var accepted = (Decision.Accepted)decision;
        // What has an id is kept even then: repeated when things have changed, it might do something.
        if (accepted.Events.IsEmpty && commandId is null)
            return new DeskResult.Succeeded(accepted.Ticket, accepted);

        if (accepted.Ticket.Policy != ticket?.Policy)
            await versions
                .KeepAsync(accepted.Ticket.Tenant, accepted.Basis.Policy, cancellationToken)
                .ConfigureAwait(false);
        var commit = new TicketCommit(
            accepted.Ticket,
            accepted.Events,
            accepted.Messages,
            ticket?.Version ?? 0,
            TraceOf(commandId)
        )
        {
            At = now,
        };
        var started = time.GetTimestamp();
        var outcome = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        DeskTelemetry.Committed(time.GetElapsedTime(started), outcome);
        if (outcome != CommitOutcome.Committed)
            return null;
        signals.After(commit);
        foreach (var recorded in accepted.Events)
        {
            if (recorded.Event is TicketEvent.AttachmentWithdrawn { Attachment: var gone })
                await signals.DeleteAsync(attachments, commit.Key, gone).ConfigureAwait(false);
        }
        return new DeskResult.Succeeded(accepted.Ticket, accepted);
    }

    private Viewer ViewerOf(string tenant, Actor actor) => Viewer.Of(actor, policies.For(tenant).Privacy.AgentsSeeOwn);

    private static DeskResult.Refused NotFound() =>
        Refuse(SupportKitErrors.TicketNotFound, "Ticket not found, or you do not have access to it.");

    private static DeskResult.Refused Refuse(string code, string cause) =>
        new(new Refusal.CommandRefused(code, cause), null);
}
