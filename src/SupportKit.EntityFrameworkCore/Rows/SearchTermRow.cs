namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// That a ticket is found by a term: a word, or a fact that is known of it at present. All members but the last are its key, in the
/// order of a list by arrival, so that a page of those found is a range of that key.
/// </summary>
internal sealed class SearchTermRow
{
    public required string Tenant { get; init; }

    public required string Term { get; init; }

    /// <summary>When the ticket was opened, which never changes; Unix microseconds.</summary>
    public required long OpenedAt { get; init; }

    public required Guid Ticket { get; init; }

    /// <summary>Whether only the desk finds it by this: the word stands in its notes and nowhere else.</summary>
    public required bool Internal { get; init; }
}
