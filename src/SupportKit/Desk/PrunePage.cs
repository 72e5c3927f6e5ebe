using System.Collections.Immutable;

namespace SupportKit.Desk;

/// <summary>What one call of <see cref="PersonalDataService.PruneAsync"/> did, or in a dry run would have done. Immutable.</summary>
/// <param name="IsDryRun">Whether nothing was removed.</param>
/// <param name="Total">How many tickets were old enough when the call began, those of other pages included.</param>
/// <param name="Tickets">The tickets of this page that were removed, or would be.</param>
/// <param name="Failures">The tickets of this page that are old enough and stay, each with the reason; later calls try them again.</param>
/// <param name="Next">Where to go on; null when this was the last page.</param>
public sealed record PrunePage(
    bool IsDryRun,
    long Total,
    ImmutableArray<TicketId> Tickets,
    ImmutableArray<PruneFailure> Failures,
    TicketCursor? Next
);

/// <summary>Why a ticket was not removed. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Code">A stable code: <c>store.ticket_unreadable</c>, <c>retention.ticket_changed</c> or <c>retention.removal_failed</c>.</param>
/// <param name="Reason">The cause, for an operator; nothing that a person wrote.</param>
public sealed record PruneFailure(TicketId Ticket, string Code, string Reason);
