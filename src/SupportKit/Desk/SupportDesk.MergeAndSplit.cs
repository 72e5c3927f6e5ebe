using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit;

/// <content>
/// Merging changes two tickets in one commit. Splitting takes two steps, each of which can be repeated, so whoever was interrupted
/// calls again.
/// </content>
public sealed partial class SupportDesk
{
    /// <summary>
    /// Lets one ticket of a requester carry on another, which closes: both change in one commit, or neither does. What nobody has
    /// answered in the duplicate counts as the requester's reply in the other one, and everybody with whom the duplicate was
    /// shared sees the other one.
    /// </summary>
    /// <param name="duplicate">The one that closes.</param>
    /// <param name="into">The one that goes on; open, and of the same tenant and requester.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the attempt; what is committed by then stays, and the same call again changes nothing more.</param>
    /// <returns>The ticket that goes on, or why not.</returns>
    public Task<DeskResult> MergeAsync(
        TicketKey duplicate,
        TicketId into,
        Actor by,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(duplicate);
        ArgumentNullException.ThrowIfNull(by);
        var viewer = ViewerOf(by, duplicate.Tenant);
        return AnswerAsync(
            "supportkit.apply",
            nameof(TicketCommand.MergeInto),
            duplicate.Tenant,
            duplicate.Ticket,
            viewer,
            () => DecideAndCommitMergeAsync(duplicate, duplicate with { Ticket = into }, by, viewer, cancellationToken)
        );
    }

    private async Task<DeskResult> DecideAndCommitMergeAsync(
        TicketKey duplicate,
        TicketKey into,
        Actor by,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        if (await RefuseUnknownAgentAsync(by, duplicate.Tenant, cancellationToken).ConfigureAwait(false) is { } nobody)
            return nobody;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = await time.DecideAtAsync(cancellationToken).ConfigureAwait(false);
            var from = await store.FindAsync(duplicate, viewer, cancellationToken).ConfigureAwait(false);
            var to = await store.FindAsync(into, viewer, cancellationToken).ConfigureAwait(false);
            if (from is null || to is null)
                return NotFound();
            if (await ReplaceLostPolicyAsync([from, to], now, cancellationToken).ConfigureAwait(false) is { } moved)
            {
                if (moved is DeskResult.Refused)
                    return moved;
                continue;
            }
            var close = await DecideAsync(from, new TicketCommand.MergeInto(by, to.Id, to.Requester, to.Number))
                .ConfigureAwait(false);
            if (close is Decision.Refused refused)
                return new DeskResult.Refused(refused.Refusal, refused);
            var closed = (Decision.Accepted)close;
            // Merged before; only what an earlier version left half done is still to be received.
            if (closed.Events.IsEmpty && to.MergedTickets.Contains(from.Id))
                return new DeskResult.Succeeded(to, null);
            var receive = await DecideAsync(to, TicketCommand.ReceiveMerge.Of(by, from)).ConfigureAwait(false);
            if (receive is Decision.Refused unfit)
                return new DeskResult.Refused(unfit.Refusal, unfit);
            var received = (Decision.Accepted)receive;
            if (await CommitAsync([CommitOf(from, closed, now), CommitOf(to, received, now)]).ConfigureAwait(false))
                return new DeskResult.Succeeded(received.Ticket, received);

            async Task<Decision> DecideAsync(Ticket ticket, TicketCommand command)
            {
                var policy = await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false);
                return Decider.Decide(policy!, ticket, command, ticket.Facts, now);
            }
        }
        return Contended();

        TicketCommit CommitOf(Ticket before, Decision.Accepted decided, Instant now) =>
            new(decided.Ticket, decided.Events, MessagesOf(decided), before.Version, null) { At = now };

        async Task<bool> CommitAsync(ImmutableArray<TicketCommit> commits)
        {
            var started = time.GetTimestamp();
            var outcome = await store.CommitTogetherAsync(commits, cancellationToken).ConfigureAwait(false);
            DeskTelemetry.Committed(time.GetElapsedTime(started), outcome);
            if (outcome != CommitOutcome.Committed)
                return false;
            foreach (var commit in commits)
                signals.After(commit);
            return true;
        }
    }

    // A ticket is merged into one that is not merged itself, so a chain ends; one that another system imported may not.
    private const int LongestChain = 100;

    // What people write is for the ticket that carries the request on, and there it is a reply.
    private static TicketCommand.Reply? CarriedOn(TicketCommand command) =>
        command switch
        {
            TicketCommand.Reply reply => reply,
            TicketCommand.RequestFurtherHelp help => new TicketCommand.Reply(help.By, help.Body),
            _ => null,
        };

    // Null when the viewer does not see it.
    private async Task<Ticket?> FindCarryingAsync(Ticket merged, Viewer viewer, CancellationToken cancellationToken)
    {
        var ticket = merged;
        for (var i = 0; i < LongestChain && ticket?.MergedInto is { } into; i++)
            ticket = await store
                .FindAsync(ticket.Key with { Ticket = into }, viewer, cancellationToken)
                .ConfigureAwait(false);
        return ticket;
    }

    /// <summary>
    /// Makes a part of a ticket a request of its own, of the same requester. Its promises start now: nobody knew of it
    /// before.
    /// </summary>
    /// <param name="key">The ticket it is split off.</param>
    /// <param name="by">Who of the desk wants it.</param>
    /// <param name="part">The new request; its requester and tenant are those of the ticket, whatever it says.</param>
    /// <param name="cancellationToken">Ends the attempt; when called again with the same command id, it goes on where it stopped.</param>
    /// <returns>The new ticket, or why not.</returns>
    public async Task<DeskResult> SplitAsync(
        TicketKey key,
        Actor by,
        OpenRequest part,
        CancellationToken cancellationToken = default
    )
    {
        TicketKey.Require(key);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(part);
        var viewer = ViewerOf(by, key.Tenant);
        if (await store.FindAsync(key, viewer, cancellationToken).ConfigureAwait(false) is not { } ticket)
            return NotFound();
        var may = Decider.Decide(
            await versions.OfAsync(ticket, cancellationToken).ConfigureAwait(false) ?? versions.InForce(key.Tenant),
            ticket,
            new TicketCommand.SplitOff(by, default),
            ticket.Facts,
            time.GetCurrentInstant()
        );
        if (may is Decision.Refused refused)
            return new DeskResult.Refused(refused.Refusal, refused);

        var request = part with { Tenant = key.Tenant, Requester = ticket.Requester, OnBehalf = by };
        var terms = await AcceptedOnAsync(ticket, viewer, cancellationToken).ConfigureAwait(false);
        var source = new OpeningOrigin(ticket.Id, terms, ticket.Organization);
        var opened = await OpenAsync(request, source, cancellationToken).ConfigureAwait(false);
        if (opened is not DeskResult.Succeeded { Ticket: var own })
            return opened;
        var noted = await ApplyAsync(
                key,
                new TicketCommand.SplitOff(by, own.Id, own.Number),
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        return noted is DeskResult.Refused ? noted : opened;
    }

    // The terms in force, as the requester accepted them on the ticket; null when they did not.
    private async Task<AcceptedTerms?> AcceptedOnAsync(
        Ticket ticket,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        if (policies.For(ticket.Tenant).Terms is not { Version: var version })
            return null;
        var key = ticket.Key;
        var history = await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        return AcceptedIn(history, ticket.Requester, version);
    }
}
