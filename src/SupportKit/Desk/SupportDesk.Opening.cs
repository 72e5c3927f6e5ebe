using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Screening;

namespace SupportKit;

/// <content>A request becomes a ticket: the host's directory is asked, facts are collected, a number is taken, and the decision is stored.</content>
public sealed partial class SupportDesk
{
    /// <summary>What a ticket that is split off another one takes over from it.</summary>
    /// <param name="Ticket">The other one.</param>
    /// <param name="Terms">The terms that the requester accepted there; null for none.</param>
    /// <param name="Organization">The organization that it belongs to; null for none.</param>
    private sealed record SplitSource(TicketId Ticket, AcceptedTerms? Terms, string? Organization);

    private async Task<DeskResult> DecideAndCommitOpeningAsync(
        OpenRequest request,
        SplitSource? splitFrom,
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
        var sent = IdempotencyKey.Of(request, splitFrom?.Ticket);
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
                request.AcceptsTerms is { } terms ? new AcceptedTerms(terms, now) : splitFrom?.Terms ?? requester.Terms,
                splitFrom?.Ticket,
                request.OnBehalf,
                FactCollector.TimeZoneOf(requester),
                new TicketNumber(policy.NumberPrefix, number),
                // A part of a ticket is the same colleagues' business, whoever the requester works for by now.
                splitFrom is { } whole
                    ? whole.Organization
                    : requester.Organization
            )
            {
                CallSummary = request.CallSummary is { } said ? said : default(WrittenText?),
                HasUnreadableAnswer = hasUnreadable,
            };
            // What the desk opens for somebody is not screened.
            var isScreened = command.By.Kind == ActorKind.Requester;
            var before = isScreened
                ? await past.BeforeOpeningAsync(policy, request.Tenant, requester.Id, now, cancellationToken)
                    .ConfigureAwait(false)
                : RequesterHistory.None;
            var limit = isScreened ? RequesterHistoryLookup.LimitOf(policy.Screening, before, now) : null;
            var result =
                await DecideAsync(policy, null, command, facts, now, before, sent, limit, cancellationToken)
                    .ConfigureAwait(false)
                ?? await RepeatedAsync(request.Tenant, viewer, sent, cancellationToken).ConfigureAwait(false);
            if (result is DeskResult.Refused)
                numbers.Return(request.Tenant, number);
            if (result is not null)
                return result;
            // Without a limit nothing but the id of the ticket can be in the way.
            if (limit is null)
                return Refuse(SupportKitErrors.TicketIdInUse);
        }
        // Each try was answered, so it is certain that no ticket got the number. A commit that throws may have been stored.
        numbers.Return(request.Tenant, number);
        return Contended();
    }
}
