using NodaTime;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Screening;
using SupportKit.Storage;

namespace SupportKit;

/// <content>A request becomes a ticket: the host's directory is asked, facts are collected, a number is taken, and the decision is stored.</content>
public sealed partial class SupportDesk
{
    /// <summary>What a ticket that is split off another one, or continues a closed one, takes over from it.</summary>
    /// <param name="Ticket">The other one.</param>
    /// <param name="Terms">The terms that the requester accepted there; null for none.</param>
    /// <param name="Organization">The organization that it belongs to; null for none.</param>
    private sealed record OpeningOrigin(TicketId Ticket, AcceptedTerms? Terms, string? Organization)
    {
        /// <summary>The key of the command that it came of; null for none, and for one that the request itself has.</summary>
        public IdempotencyKey? Sent { get; init; }

        /// <summary>What is stored on the closed ticket together with the new one; null for one that is split off.</summary>
        public Func<Ticket, Instant, TicketCommit>? Beside { get; init; }

        /// <summary>The ticket that it is split off; null for one that continues another.</summary>
        public TicketId? SplitFrom => Beside is null ? Ticket : null;

        /// <summary>The closed ticket that it continues; null for one that is split off.</summary>
        public TicketId? Continues => Beside is null ? null : Ticket;
    }

    // Null when the ticket that it continues has changed meanwhile.
    private async Task<DeskResult?> DecideAndCommitOpeningAsync(
        OpenRequest request,
        OpeningOrigin? origin,
        CancellationToken cancellationToken
    )
    {
        if (texts.Refuse(request) is { } oversized)
            return new DeskResult.Refused(oversized, null);
        var policy = policies.For(request.Tenant);
        if (
            request.OnBehalf is { } by
            && await RefuseUnknownAgentAsync(by, request.Tenant, cancellationToken).ConfigureAwait(false) is { } nobody
        )
            return nobody;
        var viewer = Viewer.OfRequester(request.Requester);
        var sent = origin?.Sent ?? IdempotencyKey.Of(request, origin?.SplitFrom);
        if (await RepeatedAsync(request.Tenant, viewer, sent, cancellationToken).ConfigureAwait(false) is { } done)
            return done;
        if (
            await requesters.FindAsync(request.Tenant, request.Requester, cancellationToken).ConfigureAwait(false)
            is not { } requester
        )
            return Refuse(SupportKitErrors.RequesterIdUnknown);
        var on = policy.Switches.IsEmpty
            ? []
            : await switches.ListAsync(request.Tenant, cancellationToken).ConfigureAwait(false);
        (request, var hasUnreadable) = UnreadableAnswers.IntoBody(policy, request, requester);
        var (facts, refusal) = FactCollector.Gather(policy, request, requester, on, hostFacts);
        if (refusal is not null)
            return new DeskResult.Refused(refusal, null);

        var accepted = origin?.Terms ?? requester.Terms;
        if (request.AcceptsTerms is null && policy.Terms is { Version: var version } && accepted?.Version != version)
            accepted =
                await AcceptedElsewhereAsync(request.Tenant, requester.Id, version, cancellationToken)
                    .ConfigureAwait(false)
                ?? accepted;
        var number = await numbers.TakeAsync(request.Tenant, cancellationToken).ConfigureAwait(false);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
            var command = new TicketCommand.Open(
                requester.Id,
                request.Tenant,
                TicketId.New(now),
                request.Title,
                request.Body,
                request.AcceptsTerms is { } terms ? new AcceptedTerms(terms, now) : accepted,
                origin?.SplitFrom,
                request.OnBehalf,
                FactCollector.TimeZoneOf(requester),
                new TicketNumber(policy.NumberPrefix, number),
                // A part of a ticket is the same colleagues' business, whoever the requester works for by now.
                origin is { SplitFrom: not null } whole
                    ? whole.Organization
                    : requester.Organization,
                origin?.Continues
            )
            {
                CallSummary = request.CallSummary is { } said ? said : default(WrittenText?),
                HasUnreadableAnswer = hasUnreadable,
                MailId = request.MailId,
            };
            // What the desk opens for somebody is not screened.
            var isScreened = command.By.Kind == ActorKind.Requester;
            var before = isScreened
                ? await past.BeforeOpeningAsync(policy, command, facts, now, cancellationToken).ConfigureAwait(false)
                : RequesterHistory.None;
            var bounds = isScreened ? RequesterHistoryLookup.LimitsOf(policy, before, now) : [];
            var result =
                await DecideAsync(
                        policy,
                        null,
                        command,
                        facts,
                        now,
                        before,
                        sent,
                        bounds,
                        cancellationToken,
                        origin?.Beside
                    )
                    .ConfigureAwait(false)
                ?? await RepeatedAsync(request.Tenant, viewer, sent, cancellationToken).ConfigureAwait(false);
            if (result is DeskResult.Refused)
                numbers.Return(request.Tenant, number);
            if (result is not null)
                return result;
            if (origin?.Beside is not null)
            {
                numbers.Return(request.Tenant, number);
                return null;
            }
            // Without a limit nothing but the id of the ticket can be in the way.
            if (bounds.IsEmpty)
                return Refuse(SupportKitErrors.TicketIdInUse);
        }
        // Each try was answered, so it is certain that no ticket got the number. A commit that throws may have been stored.
        numbers.Return(request.Tenant, number);
        return Contended();
    }
}
