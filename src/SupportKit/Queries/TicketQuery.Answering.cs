using System.Collections.Immutable;
using NodaTime;
using SupportKit.Queries;

namespace SupportKit;

/// <content>The whole query as one pure function, for a store that keeps its tickets in memory and as the reference for others.</content>
public sealed partial record TicketQuery
{
    /// <summary>
    /// The words of <see cref="Text"/> that count, each once. A text that is not blank but has no word gives one that no ticket has:
    /// who searches for signs alone finds nothing, rather than everything.
    /// </summary>
    public ImmutableArray<string> Words()
    {
        if (string.IsNullOrWhiteSpace(Text))
            return [];
        var words = SearchTokenizer.Tokenize(Text);
        if (words.IsEmpty)
            return [""];
        return words.Length > MaxWords ? words[..MaxWords] : words;
    }

    /// <summary>
    /// The last of <see cref="Words"/>, where a word that only begins with it counts as well; null where every word has to be there as it
    /// is. Letters are compared one by one, as they are stored.
    /// </summary>
    public string? Prefix() => PrefixOf(Words());

    /// <summary>Whether the ticket is one of those asked for, wherever pages begin.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="history">Its whole history; gone through only when the question has words.</param>
    public bool Admits(Ticket ticket, IEnumerable<RecordedEvent> history)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Admits(ticket, history, Words());
    }

    /// <summary>The page of these tickets that is asked for.</summary>
    /// <param name="stored">Every ticket there is, each with its whole history.</param>
    public TicketPage Page(IEnumerable<(Ticket Ticket, ImmutableArray<RecordedEvent> History)> stored)
    {
        var limit = Math.Clamp(Limit, 1, MaxLimit);
        var found = Admitted(stored)
            .Select(ticket => (Ticket: ticket, Cursor: TicketCursor.Of(ticket, Order)))
            .Where(found => After is null || found.Cursor.Place.CompareTo(After.Place) > 0)
            .OrderBy(found => found.Cursor.Place)
            .Take(limit + 1)
            .ToImmutableArray();
        return new TicketPage(
            [.. found.Take(limit).Select(found => found.Ticket)],
            found.Length > limit ? found[limit - 1].Cursor : null
        );
    }

    /// <summary>How many of these tickets are asked for, by state category.</summary>
    /// <param name="stored">Every ticket there is, each with its whole history.</param>
    /// <param name="limit">How far the count goes, at least 1; null to count all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public TicketCount Count(
        IEnumerable<(Ticket Ticket, ImmutableArray<RecordedEvent> History)> stored,
        int? limit = null
    )
    {
        // One more tells whether there are more.
        var found = limit is { } most and < int.MaxValue ? Admitted(stored).Take(most + 1) : Admitted(stored);
        var counts = found.GroupBy(ticket => ticket.StateCategory);
        return TicketCount.Of(counts.Select(of => KeyValuePair.Create(of.Key, of.LongCount())), limit);
    }

    private IEnumerable<Ticket> Admitted(IEnumerable<(Ticket Ticket, ImmutableArray<RecordedEvent> History)> stored)
    {
        var words = Words();
        return stored.Where(one => Admits(one.Ticket, one.History, words)).Select(one => one.Ticket);
    }

    private bool Admits(Ticket ticket, IEnumerable<RecordedEvent> history, ImmutableArray<string> words) =>
        ticket.Tenant == Tenant
        && Viewer.Sees(ticket)
        && (States.IsEmpty || States.Contains(ticket.StateCategory))
        && (State is null || ticket.State == State)
        && (Priority is null || ticket.Priority == Priority)
        && (Channel is null || ticket.Channel == Channel)
        && (Queue is null || ticket.Queue == Queue)
        && (EscalatedTo is null || ticket.EscalatedToQueue == EscalatedTo)
        && (!Escalated || ticket.EscalatedToQueue is not null)
        && (!Held || ticket.IsHeld)
        && Within(ticket.OpenedAt, OpenedFrom, OpenedBefore)
        && Within(ticket.UpdatedAt, UpdatedFrom, UpdatedBefore)
        && ((DueFrom ?? DueBefore) is null || Within(ticket.NextSlaDue(), DueFrom, DueBefore))
        && (Requester is null || ticket.Requester == Requester)
        && (Organization is null || ticket.Organization == Organization)
        && (Assignee is null || ticket.Assignee == Assignee)
        && (!Unassigned || ticket.Assignee is null)
        && (Number is null || ticket.Number == Number)
        && Facts.All(fact => ticket.Facts[fact.Key] == fact.Value)
        && (
            words.IsEmpty
            || Has(words, history.SelectMany(recorded => SearchTokenizer.Tokenize(recorded.Event, Viewer)))
        );

    private static bool Within(Instant? at, Instant? from, Instant? before) =>
        at is { } instant && (from is not { } first || instant >= first) && (before is not { } end || instant < end);

    private bool Has(ImmutableArray<string> words, IEnumerable<string> written)
    {
        var known = written.ToHashSet(StringComparer.Ordinal);
        return PrefixOf(words) is { } prefix
            ? words[..^1].All(known.Contains) && known.Any(word => word.StartsWith(prefix, StringComparison.Ordinal))
            : words.All(known.Contains);
    }

    private string? PrefixOf(ImmutableArray<string> words) =>
        LastWordIsPrefix && words is [.., { Length: >= MinPrefixLength } last] ? last : null;
}
