using System.Collections.Immutable;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>
/// What a ticket store does in addition, so that a person can be erased and old tickets removed: the only way in which stored data is
/// rewritten.
/// A type that keeps tickets implements it beside <see cref="ITicketStore"/>. Thread-safe; it decides nothing.
/// </summary>
public interface IPersonalDataStore
{
    /// <summary>
    /// The tickets in whose histories the person's id stands as a value, whether or not they still see them; others may be
    /// among them, none is left out. Goes through all histories of the tenant.
    /// </summary>
    Task<ImmutableArray<TicketId>> TicketsNamingAsync(
        string tenant,
        string person,
        CancellationToken cancellationToken
    );

    /// <summary>Every message of a ticket that is still kept: waiting, dead, and delivered.</summary>
    Task<ImmutableArray<OutboundMessage>> MessagesAsync(TicketKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a rewritten ticket in the place of what is stored, who sees it included, in one transaction; false, and nothing
    /// stored, when it has another version by now.
    /// </summary>
    Task<bool> RewriteAsync(TicketRewrite rewrite, CancellationToken cancellationToken);

    /// <summary>
    /// Removes tickets of one tenant for good, in one transaction: each with its history, deadline, messages, viewers and search words, and
    /// what its commands are known again by. One whose stored version is not the one given stays as it is; one that is not there is passed over.
    /// </summary>
    /// <param name="tickets">The tickets as they were read, at most <see cref="TicketQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is removed then.</param>
    /// <returns>Those that were removed, in any order.</returns>
    Task<ImmutableArray<TicketId>> RemoveAsync(ImmutableArray<Ticket> tickets, CancellationToken cancellationToken);
}

/// <summary>A ticket whose history was rewritten. Immutable.</summary>
/// <param name="Ticket">What the rewritten history amounts to.</param>
/// <param name="History">The whole of it; longer than what is stored, so that nobody decides on what was there before.</param>
/// <param name="ExpectedVersion">The version that was rewritten.</param>
/// <param name="RemovedMessages">The ids of the messages that go.</param>
public sealed record TicketRewrite(
    Ticket Ticket,
    ImmutableArray<RecordedEvent> History,
    long ExpectedVersion,
    ImmutableArray<string> RemovedMessages
)
{
    /// <summary>The key of the ticket.</summary>
    public TicketKey Key => new(Ticket.Tenant, Ticket.Id);
}
