using System.Collections.Immutable;

namespace SupportKit.Tests.Queries;

public sealed class TicketCountTests
{
    private static KeyValuePair<StateCategory, long>[] Found =>
        [new(StateCategory.Open, 3), new(StateCategory.New, 2), new(StateCategory.Closed, 0)];

    [Fact]
    public void A_count_of_all_has_what_was_found_and_no_category_without_tickets()
    {
        var count = TicketCount.Of(Found);

        Assert.Equal((5, true), (count.Tickets, count.IsExact));
        Assert.Equal([StateCategory.New, StateCategory.Open], count.ByState.Keys);
        Assert.Equal((0, true), (TicketCount.Of([]).Tickets, TicketCount.Of([], 1).IsExact));
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(6, 5, true)]
    public void A_count_with_a_limit_ends_there_and_says_whether_there_are_more(int limit, long tickets, bool isExact)
    {
        var count = TicketCount.Of(Found, limit);

        Assert.Equal((tickets, isExact), (count.Tickets, count.IsExact));
        Assert.All(count.ByState, of => Assert.InRange(of.Value, 1, Found.Single(all => all.Key == of.Key).Value));
    }

    [Fact]
    public void No_count_has_a_category_without_tickets_or_more_than_nothing()
    {
        var none = ImmutableSortedDictionary<StateCategory, long>.Empty;

        Assert.Throws<ArgumentException>(() => new TicketCount(none.Add(StateCategory.Open, 0), isExact: true));
        Assert.Throws<ArgumentException>(() => new TicketCount(none, isExact: false));
        Assert.Equal(0, new TicketCount(none, isExact: true).Tickets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_below_one_is_refused_by_whomever_is_asked(int limit)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var query = new TicketQuery("default", Viewer.Desk);

        Assert.Throws<ArgumentOutOfRangeException>(() => TicketCount.Of(Found, limit));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => life.Store.CountAsync(query, limit, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => life.Desk.CountAsync(query, limit));
    }
}
