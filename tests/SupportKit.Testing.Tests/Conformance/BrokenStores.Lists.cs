using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that list the wrong tickets, or the right ones in the wrong order.</content>
internal static partial class BrokenStores
{
    private static readonly TicketId LastId = new(Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    private static Faults Lists =>
        new()
        {
            ["lists newest first"] = (
                () => Reordering(tickets => tickets.Reverse()),
                "a list goes by opening instant and then by id"
            ),
            ["begins each page with the last ticket of the one before"] = (
                () => After(after => after with { Ticket = default }),
                "pages follow each other without gap or repetition"
            ),
            ["passes over what was opened at the same instant"] = (
                () => After(after => after with { Ticket = LastId }),
                "pages follow each other without gap or repetition"
            ),
            ["pages by counting"] = (PagesByCounting, "a ticket opened between two pages moves none of the others"),
            ["ignores the states"] = (
                () => Asks(query => query with { States = [] }),
                "a list shows only the state categories asked for"
            ),
            ["ignores all states but the first"] = (
                () => Asks(query => query with { States = [.. query.States.Take(1)] }),
                "a list shows only the state categories asked for"
            ),
            ["shows people what is closed among what is not"] = (
                () => Asks(query => query.Viewer.Requester is null ? query : query with { States = [] }),
                "a person's list has each ticket where it stands by now, and a closed one among the closed"
            ),
            ["ignores the queue"] = (
                () => Asks(query => query with { Queue = null }),
                "a list shows only the queue asked for"
            ),
            ["ignores the assignee"] = (
                () => Asks(query => query with { Assignee = null }),
                "a list shows only what is assigned to the person asked for"
            ),
            ["ignores that nobody has it"] = (
                () => Asks(query => query with { Unassigned = false }),
                "a list shows only what is assigned to nobody, if asked to"
            ),
            ["takes what is shared for what was asked"] = (
                () => Asks(query => query with { Requester = null }),
                "a list shows only what the person asked for has asked"
            ),
            ["begins after the instant"] = (
                () => After(after => after with { OpenedAt = after.OpenedAt + Microsecond }),
                "a list begins where the tickets opened from an instant on begin"
            ),
            ["gives an empty page to whoever asks for none"] = (
                () =>
                    Listing(
                        (inner, query) =>
                            query.Limit > 0
                                ? inner.ListAsync(query, default)
                                : Task.FromResult(new TicketPage([], null))
                    ),
                "a page holds at least one and at most the most tickets"
            ),
            ["gives a page as long as was asked for"] = (
                () => Listing(WithoutMostAsync),
                "a page holds at least one and at most the most tickets"
            ),
        };

    private static Faults Urgency =>
        new()
        {
            ["lists by arrival whatever was asked"] = (
                () => Asks(query => query with { Order = QueueOrder.Arrival }),
                "a list by urgency goes by priority, then by what is due, then by opening instant and id"
            ),
            ["lists first what nothing is due of"] = (
                () =>
                    Reordering(tickets =>
                        tickets.OrderBy(ticket => ticket.PriorityRank).ThenBy(ticket => ticket.NextSlaDue() is not null)
                    ),
                "a list by urgency goes by priority, then by what is due, then by opening instant and id"
            ),
            ["passes over what is due at the same instant"] = (
                () => After(after => after with { OpenedAt = Instant.MaxValue, Ticket = LastId }),
                "pages by urgency follow each other without gap or repetition, for every viewer"
            ),
            ["lists all queues by urgency"] = (
                () => Asks(query => query with { Queue = null }),
                "a queue's list by urgency holds that queue only"
            ),
            ["pages by counting, by urgency too"] = (
                PagesByCounting,
                "a ticket that changes between two pages by urgency moves none of the others"
            ),
        };

    private static Altered Listing(Func<ITicketStore, TicketQuery, Task<TicketPage>> list) => new() { List = list };

    // Asks something else than it was asked.
    private static Altered Asks(Func<TicketQuery, TicketQuery> change) =>
        Listing((inner, query) => inner.ListAsync(change(query), default));

    private static Altered After(Func<TicketCursor, TicketCursor> change) =>
        Asks(query => query with { After = query.After is { } after ? change(after) : null });

    private static Altered Reordering(Func<IEnumerable<Ticket>, IEnumerable<Ticket>> order) =>
        Listing(
            async (inner, query) =>
            {
                var page = await inner.ListAsync(query, default);
                return page with { Tickets = [.. order(page.Tickets)] };
            }
        );

    private static async Task<TicketPage> WithoutMostAsync(ITicketStore inner, TicketQuery query)
    {
        var page = await inner.ListAsync(query, default);
        while (page.Next is { } next && page.Tickets.Length < query.Limit)
        {
            var more = await inner.ListAsync(query with { After = next }, default);
            page = more with { Tickets = page.Tickets.AddRange(more.Tickets) };
        }
        return page;
    }

    private static Altered PagesByCounting()
    {
        var counted = new Dictionary<TicketCursor, int>();
        return Listing(
            async (inner, query) =>
            {
                var skipped = query.After is { } after ? counted[after] : 0;
                var all = await inner.ListAsync(query with { After = null, Limit = TicketQuery.MaxLimit }, default);
                var tickets = all.Tickets[skipped..Math.Min(skipped + query.Limit, all.Tickets.Length)];
                if (skipped + tickets.Length == all.Tickets.Length)
                    return new TicketPage(tickets, null);
                var next = TicketCursor.Of(tickets[^1], query.Order);
                counted[next] = skipped + tickets.Length;
                return new TicketPage(tickets, next);
            }
        );
    }
}
