using System.Collections.Immutable;

namespace SupportKit;

/// <summary>
/// How many tickets were counted, by state category. A count that was to go no further than a limit and reached it is not exact: there are at
/// least as many, in all and in each state category. Immutable.
/// </summary>
public sealed record TicketCount
{
    /// <summary>A count as it was sent; a store makes one with <see cref="Of"/>.</summary>
    /// <param name="byState">How many are of each state category, each at least 1.</param>
    /// <param name="isExact">Whether these are all; a count that is not exact has counted something.</param>
    /// <exception cref="ArgumentException">A category has no tickets, or a count that is not exact has none.</exception>
    public TicketCount(ImmutableSortedDictionary<StateCategory, long> byState, bool isExact)
    {
        ArgumentNullException.ThrowIfNull(byState);
        if (byState.Values.Any(count => count < 1))
            throw new ArgumentException("A state category without tickets is left out.", nameof(byState));
        if (!isExact && byState.IsEmpty)
            throw new ArgumentException("A count that is not exact has reached its limit.", nameof(byState));
        (ByState, IsExact) = (byState, isExact);
    }

    /// <summary>As far as counts go where people look at them, as in the console: 1,000 tickets.</summary>
    public const int DefaultLimit = 1000;

    /// <summary>
    /// How many are of each state category; a category without any is left out. Which tickets were counted first is up to the store, so of a
    /// count that is not exact this says no more than that there are as many.
    /// </summary>
    public ImmutableSortedDictionary<StateCategory, long> ByState { get; }

    /// <summary>Whether these are all. Otherwise there is at least one more.</summary>
    public bool IsExact { get; }

    /// <summary>How many there are in all; the limit where the count is not exact.</summary>
    public long Tickets => ByState.Values.Sum();

    /// <summary>What a store has counted.</summary>
    /// <param name="found">
    /// How many it found of each state category, each at least 0. Where there is a limit it may stop as soon as it has found one more than that.
    /// </param>
    /// <param name="limit">How far the count goes, at least 1; null where all were counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public static TicketCount Of(IEnumerable<KeyValuePair<StateCategory, long>> found, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (limit is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(limit));
        var left = limit ?? long.MaxValue;
        var isExact = true;
        var counted = ImmutableSortedDictionary.CreateBuilder<StateCategory, long>();
        foreach (var (state, count) in found)
        {
            isExact &= count <= left;
            var taken = Math.Min(count, left);
            left -= taken;
            if (taken > 0)
                counted.Add(state, taken);
        }
        return new TicketCount(counted.ToImmutable(), isExact);
    }
}
