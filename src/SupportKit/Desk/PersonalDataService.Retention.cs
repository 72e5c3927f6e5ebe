using System.Collections.Immutable;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Localization;

namespace SupportKit;

/// <content>Old tickets are removed for good.</content>
public sealed partial class PersonalDataService
{
    internal TimeSpan? KeepClosed { get; init; }

    /// <summary>
    /// Removes one page of the closed tickets whose last event is older than the span, for good: histories, search words, messages, command
    /// ids, and after that the content of attachments. Call it with the <c>Next</c> of each page until that is null. A ticket that cannot be removed
    /// is named in the page and keeps no other. Two may run at once.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="dryRun">Whether to tell only what would go; do so first, for what is removed cannot be brought back.</param>
    /// <param name="keepClosed">
    /// How long closed tickets are kept, a day to 36,500 days; null for <see cref="RetentionOptions.KeepClosed"/>.
    /// </param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">At most this many tickets in the page, and in one transaction: 1 to <see cref="TicketQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Ends the removing between two transactions; what was removed by then stays so.</param>
    /// <exception cref="SupportKitException">
    /// <c>retention.span_missing</c>: neither the call nor the options state how long; <c>retention.span_impossible</c>: the span is outside
    /// its range; <c>desk.tenant_unknown</c>.
    /// </exception>
    public async Task<PrunePage> PruneAsync(
        string tenant,
        bool dryRun,
        TimeSpan? keepClosed = null,
        TicketCursor? after = null,
        int limit = 100,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _ = policies.For(tenant);
        var old = new TicketQuery(tenant, Viewer.Desk)
        {
            States = [StateCategory.Closed],
            UpdatedBefore = time.GetCurrentInstant() - Span(keepClosed).ToDuration(),
        };
        var count = await store.CountAsync(old, limit: null, cancellationToken).ConfigureAwait(false);
        var page = await store
            .ListAsync(old with { After = after, Limit = limit }, cancellationToken)
            .ConfigureAwait(false);
        var failures = ImmutableArray.CreateBuilder<PruneFailure>();
        failures.AddRange(page.Unreadable.Select(Unreadable));
        var removed = dryRun
            ? [.. page.Tickets.Select(ticket => ticket.Id)]
            : await RemoveAllAsync(page.Tickets, failures, cancellationToken).ConfigureAwait(false);
        return new PrunePage(dryRun, count.Tickets, removed, failures.ToImmutable(), page.Next);
    }

    // All in one transaction; where that fails, each by itself, so that the one with a fault stops none of the others.
    private async Task<ImmutableArray<TicketId>> RemoveAllAsync(
        ImmutableArray<Ticket> tickets,
        ImmutableArray<PruneFailure>.Builder failures,
        CancellationToken cancellationToken
    )
    {
        if (await RemoveAsync(tickets, null, cancellationToken).ConfigureAwait(false) is { } together)
            return Told(tickets, together, failures);
        var removed = ImmutableArray.CreateBuilder<TicketId>();
        foreach (var ticket in tickets)
            if (await RemoveAsync([ticket], failures, cancellationToken).ConfigureAwait(false) is { } one)
                removed.AddRange(Told([ticket], one, failures));
        return removed.ToImmutable();
    }

    // Null when it failed, which is told where failures are given.
    private async Task<ImmutableArray<TicketId>?> RemoveAsync(
        ImmutableArray<Ticket> tickets,
        ImmutableArray<PruneFailure>.Builder? failures,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        ImmutableArray<TicketId> removed;
        try
        {
            // First, so that none of them outlives its ticket.
            foreach (var ticket in tickets)
                await Secrets.RemoveAsync(ticket.Key, cancellationToken).ConfigureAwait(false);
            removed = await archive.RemoveAsync(tickets, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
        {
            failures?.Add(Unreadable(tickets[0].Id));
            return null;
        }
#pragma warning disable CA1031 // whatever is wrong with one, the others go
        catch (Exception error)
#pragma warning restore CA1031
        {
            failures?.Add(
                new PruneFailure(
                    tickets[0].Id,
                    SupportKitErrors.RetentionRemovalFailed,
                    $"The store could not remove it: {error.GetType().Name}. Call again; what stays is tried again."
                )
            );
            return null;
        }
        // What this does not come to, a worker deletes: nothing names it any more.
        foreach (var ticket in tickets.Where(ticket => removed.Contains(ticket.Id)))
        foreach (var file in ticket.Attachments)
            await Signals.DeleteAsync(attachments, ticket.Key, file.Id).ConfigureAwait(false);
        return removed;
    }

    private static ImmutableArray<TicketId> Told(
        ImmutableArray<Ticket> tickets,
        ImmutableArray<TicketId> removed,
        ImmutableArray<PruneFailure>.Builder failures
    )
    {
        foreach (var ticket in tickets.Where(ticket => !removed.Contains(ticket.Id)))
            failures.Add(
                new PruneFailure(
                    ticket.Id,
                    SupportKitErrors.RetentionTicketChanged,
                    "It was changed or removed meanwhile. If it is still old enough, the next call removes it."
                )
            );
        return removed;
    }

    private static PruneFailure Unreadable(TicketId ticket) =>
        new(
            ticket,
            SupportKitErrors.StoreTicketUnreadable,
            "It cannot be read. Restore it, or run the version of SupportKit that wrote it, then call again."
        );

    private TimeSpan Span(TimeSpan? given)
    {
        if ((given ?? KeepClosed) is not { } span)
            throw new SupportKitException(
                SupportKitErrors.RetentionSpanMissing,
                "Neither the call nor RetentionOptions.KeepClosed states how long closed tickets are kept.",
                "Set the option, or pass the span."
            );
        return RetentionOptions.IsPossible(span)
            ? span
            : throw new SupportKitException(
                SupportKitErrors.RetentionSpanImpossible,
                "The span for which closed tickets are kept is under a day or over 36500 days.",
                "Pass one within that range."
            );
    }
}
