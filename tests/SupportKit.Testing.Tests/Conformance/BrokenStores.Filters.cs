using SupportKit.Routing;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that leave a condition of a list out, or do not know one of its orders.</content>
internal static partial class BrokenStores
{
    private const string Names = "a list shows only the state, the priority and the channel asked for";
    private const string OpenedRange = "a list shows only what was opened within the range, its end not included";
    private const string UpdatedRange = "a list shows only what was changed within the range, its end not included";
    private const string DueRange = "a list shows only what is due within the range, its end not included";

    private static Faults Filters =>
        new()
        {
            ["ignores the state's name"] = (() => Asks(query => query with { State = null }), Names),
            ["ignores the priority"] = (() => Asks(query => query with { Priority = null }), Names),
            ["ignores the channel"] = (() => Asks(query => query with { Channel = null }), Names),
            ["ignores where a ticket is escalated to"] = (
                () => Asks(query => query with { EscalatedTo = null }),
                "a list shows only what is escalated, and to the queue asked for"
            ),
            ["ignores that it is escalated"] = (
                () => Asks(query => query with { Escalated = false }),
                "a list shows only what is escalated, and to the queue asked for"
            ),
            ["ignores that it is held"] = (
                () => Asks(query => query with { Held = false }),
                "a list shows only what screening holds, until somebody takes it up"
            ),
            ["takes what is on hold for what is held"] = (
                () => Asks(query => query.Held ? query with { Held = false, States = [StateCategory.OnHold] } : query),
                "a list shows only what screening holds, until somebody takes it up"
            ),
            ["begins after the first instant of a range"] = (
                () => Asks(query => query with { OpenedFrom = query.OpenedFrom + Microsecond }),
                OpenedRange
            ),
            ["ends a range with its last instant"] = (
                () => Asks(query => query with { OpenedBefore = query.OpenedBefore + Microsecond }),
                OpenedRange
            ),
            ["ignores when a ticket was changed"] = (
                () => Asks(query => query with { UpdatedFrom = null, UpdatedBefore = null }),
                UpdatedRange
            ),
            ["takes the opening for the last change"] = (
                () =>
                    Asks(query =>
                        query with
                        {
                            UpdatedFrom = null,
                            UpdatedBefore = null,
                            OpenedFrom = query.UpdatedFrom ?? query.OpenedFrom,
                            OpenedBefore = query.UpdatedBefore ?? query.OpenedBefore,
                        }
                    ),
                UpdatedRange
            ),
            ["ignores what is due"] = (() => Asks(query => query with { DueFrom = null, DueBefore = null }), DueRange),
            ["takes what is due at the instant for overdue"] = (
                () => Asks(query => query with { DueBefore = query.DueBefore + Microsecond }),
                DueRange
            ),
            ["shows a person all that is escalated"] = (
                () => Asks(query => query.Escalated ? query with { Viewer = Viewer.Desk } : query),
                "what is asked for by several conditions meets each of them, for every viewer"
            ),
            ["finds what was committed together by what it was"] = (
                () =>
                    Asks(query =>
                        query.State is null && query.UpdatedFrom is not null && query.Priority is null
                            ? query with
                            {
                                UpdatedFrom = null,
                            }
                            : query
                    ),
                "tickets that were committed together are found by what they are now"
            ),
        };

    private static Faults Sorts =>
        new()
        {
            ["lists by arrival what is asked by due"] = (
                () => Asks(query => query.Order == QueueOrder.Due ? Ordered(query, QueueOrder.Arrival) : query),
                "a list by what is due goes by that, and what nothing is due of comes last"
            ),
            ["lists the latest change last"] = (
                () => Reordering(tickets => tickets.OrderBy(ticket => ticket.UpdatedAt)),
                "a list by the last change begins with the latest, then goes by opening instant and id"
            ),
            ["passes over what was changed at the same instant"] = (
                () => After(after => after.UpdatedAt is null ? after : after with { Ticket = LastId }),
                "pages in each order follow each other without gap or repetition, whatever is asked for"
            ),
            ["pages by counting, by the last change too"] = (
                PagesByCounting,
                "a ticket that is changed between two pages by the last change moves none of the others"
            ),
        };

    private static TicketQuery Ordered(TicketQuery query, QueueOrder order) => query with { Order = order };
}
