using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that are wrong about who is whose colleague.</content>
internal static partial class BrokenStores
{
    private static Faults Organizations =>
        new()
        {
            ["knows no colleagues"] = (
                () => Finding((inner, key, viewer) => inner.FindAsync(key, WithoutOrganization(viewer), default)),
                "a colleague finds a ticket of their organization, reads its history and lists it"
            ),
            ["shows a colleague the ticket and not its history"] = (
                () =>
                    new Altered
                    {
                        History = (inner, key, viewer) => inner.HistoryAsync(key, WithoutOrganization(viewer), default),
                    },
                "a colleague finds a ticket of their organization, reads its history and lists it"
            ),
            ["ignores the case of organizations"] = (
                () =>
                    Finding(
                        async (inner, key, viewer) =>
                            await inner.FindAsync(key, Viewer.Desk, default) is { } ticket
                            && (
                                viewer.Sees(ticket)
                                || string.Equals(
                                    viewer.Organization,
                                    ticket.Organization,
                                    StringComparison.OrdinalIgnoreCase
                                )
                            )
                                ? ticket
                                : null
                    ),
                "organizations are compared to the letter, and within a tenant"
            ),
            // As "organization is not distinct from" would.
            ["takes two absent organizations for one"] = (
                () =>
                    Finding(
                        async (inner, key, viewer) =>
                            await inner.FindAsync(key, Viewer.Desk, default) is { } ticket
                            && (viewer.Sees(ticket) || viewer.Organization == ticket.Organization)
                                ? ticket
                                : null
                    ),
                "whoever belongs to no organization sees no ticket for that, nor one of none"
            ),
            ["shows all to whoever belongs to no organization"] = (
                () =>
                    Listing(
                        (inner, query) =>
                            inner.ListAsync(
                                query.Viewer is { Requester: not null, Organization: null }
                                    ? query with
                                    {
                                        Viewer = Viewer.Desk,
                                    }
                                    : query,
                                default
                            )
                    ),
                "whoever belongs to no organization sees no ticket for that, nor one of none"
            ),
            ["lists a colleague's tickets behind one's own"] = (
                () =>
                    Listing(
                        async (inner, query) =>
                        {
                            var page = await inner.ListAsync(query, default);
                            var sorted = page.Tickets.OrderBy(ticket =>
                                !WithoutOrganization(query.Viewer).Sees(ticket)
                            );
                            return page with { Tickets = [.. sorted] };
                        }
                    ),
                "a colleague's ticket stands once in a person's list, in the place it has among their own"
            ),
            // As the two lists of a "union all" would, put together.
            ["lists twice what is seen for two reasons"] = (
                () =>
                    Listing(
                        async (inner, query) =>
                        {
                            var page = await inner.ListAsync(query, default);
                            var twice = page.Tickets.Where(ticket =>
                                WithoutOrganization(query.Viewer).Sees(ticket)
                                && query.Viewer.Organization is { } own
                                && ticket.Organization == own
                            );
                            return page with { Tickets = page.Tickets.AddRange(twice) };
                        }
                    ),
                "a list, a count and each ticket by itself agree on what somebody sees"
            ),
            ["counts without colleagues"] = (
                () =>
                    new Altered
                    {
                        Count = (inner, query, limit) =>
                            inner.CountAsync(query with { Viewer = WithoutOrganization(query.Viewer) }, limit, default),
                    },
                "a list, a count and each ticket by itself agree on what somebody sees"
            ),
            ["ignores the organization asked for"] = (
                () => Asks(query => query with { Organization = null }),
                "a list shows only the organization asked for, and of that only what the viewer sees"
            ),
            ["takes a blank organization for all"] = (
                () => Asks(query => query with { Organization = query.Organization is "" ? null : query.Organization }),
                "a list shows only the organization asked for, and of that only what the viewer sees"
            ),
            ["shows the organization asked for to whoever asks"] = (
                () =>
                    Asks(query =>
                        query.Organization is { } asked && query.Viewer.Requester is { } person
                            ? query with
                            {
                                Viewer = Viewer.OfRequester(person, asked),
                            }
                            : query
                    ),
                "a list shows only the organization asked for, and of that only what the viewer sees"
            ),
            ["searches only one's own"] = (
                () =>
                    Asks(query =>
                        query.Text is null ? query : query with { Viewer = WithoutOrganization(query.Viewer) }
                    ),
                "words find a colleague's ticket, and the desk's notes find it for the desk alone"
            ),
            ["takes a colleague for the desk in a search"] = (
                () =>
                    Asks(query =>
                        query is { Text: not null, Viewer.Organization: { } own }
                            ? query with
                            {
                                Viewer = Viewer.Desk,
                                Organization = own,
                            }
                            : query
                    ),
                "words find a colleague's ticket, and the desk's notes find it for the desk alone"
            ),
        };

    private static Viewer WithoutOrganization(Viewer viewer) =>
        viewer.Requester is { } person ? Viewer.OfRequester(person) : viewer;
}
