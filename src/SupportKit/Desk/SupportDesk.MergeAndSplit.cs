using NodaTime.Extensions;
using SupportKit.Decisions;

namespace SupportKit;

/// <content>Merging and splitting take more than one step; each step can be repeated, so whoever was interrupted calls again.</content>
public sealed partial class SupportDesk
{
    /// <summary>Lets one ticket of a requester carry on another, which closes.</summary>
    /// <param name="duplicate">The one that closes.</param>
    /// <param name="into">The one that goes on; of the same tenant and requester.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the attempt; when called again, it goes on where it stopped.</param>
    /// <returns>The ticket that goes on, or why not.</returns>
    public async Task<DeskResult> MergeAsync(
        TicketKey duplicate,
        TicketId into,
        Actor by,
        CancellationToken cancellationToken = default
    )
    {
        var viewer = ViewerOf(duplicate.Tenant, by);
        var target = duplicate with { Ticket = into };
        var from = await store.FindAsync(duplicate, viewer, cancellationToken).ConfigureAwait(false);
        var to = await store.FindAsync(target, viewer, cancellationToken).ConfigureAwait(false);
        if (from is null || to is null)
            return NotFound();

        // Nothing closes before it is sure that the other one takes it up.
        var absorb = new TicketCommand.ReceiveMerge(by, from.Id, from.Requester);
        var policy = await versions.OfAsync(to, cancellationToken).ConfigureAwait(false);
        policy ??= versions.InForce(duplicate.Tenant);
        if (Decider.Decide(policy, to, absorb, to.Facts, time.GetCurrentInstant()) is Decision.Refused refused)
            return new DeskResult.Refused(refused.Refusal, refused);
        var merge = new TicketCommand.MergeInto(by, into, to.Requester);
        var merged = await ApplyAsync(duplicate, merge, cancellationToken: cancellationToken).ConfigureAwait(false);
        return merged is DeskResult.Refused
            ? merged
            : await ApplyAsync(target, absorb, cancellationToken: cancellationToken).ConfigureAwait(false);
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
        ArgumentNullException.ThrowIfNull(by);
        var viewer = ViewerOf(key.Tenant, by);
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
        var opened = await OpenAsync(request, (ticket.Id, terms), cancellationToken).ConfigureAwait(false);
        if (opened is not DeskResult.Succeeded { Ticket.Id: var own })
            return opened;
        var noted = await ApplyAsync(key, new TicketCommand.SplitOff(by, own), cancellationToken: cancellationToken)
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
        return history
            .Select(recorded => recorded.Event)
            .OfType<TicketEvent.TermsAccepted>()
            .Where(terms => terms.Person == ticket.Requester && terms.Version == version)
            .Select(terms => new AcceptedTerms(version, terms.AcceptedAt))
            .FirstOrDefault();
    }
}
