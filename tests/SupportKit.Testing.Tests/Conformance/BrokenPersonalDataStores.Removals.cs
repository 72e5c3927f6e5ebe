using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that remove too little, or too much.</content>
internal static partial class BrokenPersonalDataStores
{
    private static Faults Removals =>
        new()
        {
            ["says that it has removed and has not"] = (
                () => new Altered { Remove = (_, tickets) => Task.FromResult(Ids(tickets)) },
                "a removed ticket is found nowhere, and the others are as they were"
            ),
            ["leaves the words of a removed ticket"] = (
                FindsWhatWas,
                "what a removed ticket was found by finds it no more"
            ),
            ["leaves the messages of a removed ticket"] = (
                () =>
                {
                    var before = new InMemoryTicketStore();
                    return new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            await before.CommitAsync(commit, default);
                            return await inner.CommitAsync(commit, default);
                        },
                        Messages = (_, key) => before.MessagesAsync(key, default),
                    };
                },
                "the messages and the deadline of a removed ticket go, and those of others leave"
            ),
            ["leaves the command ids of a removed ticket"] = (
                () =>
                {
                    var before = new InMemoryTicketStore();
                    return new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            await before.CommitAsync(commit, default);
                            return await inner.CommitAsync(commit, default);
                        },
                        FindByCommand = (_, tenant, id) => before.FindByCommandAsync(tenant, id, default),
                    };
                },
                "a command id of a removed ticket is free again, and that of another is not"
            ),
            ["removes whatever the version"] = (
                () =>
                    Removing(
                        async (inner, ticket) =>
                            ticket with
                            {
                                Version =
                                    (await inner.FindAsync(ticket.Key, Viewer.Desk, default))?.Version
                                    ?? ticket.Version,
                            }
                    ),
                "a ticket that has changed is not removed, nor is anything of it"
            ),
            ["removes the ticket of that id in every tenant"] = (
                () =>
                    new Altered
                    {
                        Remove = async (inner, tickets) =>
                        {
                            await inner.RemoveAsync([.. tickets.Select(one => one with { Tenant = "south" })], default);
                            return await inner.RemoveAsync(tickets, default);
                        },
                    },
                "only the tenant's own ticket is removed, whatever another tenant's is called"
            ),
            ["removes all or nothing"] = (
                () =>
                    new Altered
                    {
                        Remove = async (inner, tickets) =>
                        {
                            foreach (var ticket in tickets)
                                if (await ((ITicketStore)inner).FindAsync(ticket.Key, Viewer.Desk, default) is null)
                                    return [];
                            return await inner.RemoveAsync(tickets, default);
                        },
                    },
                "removing a ticket that is not there removes nothing, and the others go"
            ),
            ["tells everybody that they removed it"] = (
                () =>
                    new Altered
                    {
                        Remove = async (inner, tickets) =>
                        {
                            await inner.RemoveAsync(tickets, default);
                            return Ids(tickets);
                        },
                    },
                "a ticket is removed once, by however many at once"
            ),
        };

    private static Altered Removing(Func<ITicketStore, Ticket, Task<Ticket>> change) =>
        new()
        {
            Remove = async (inner, tickets) =>
            {
                var changed = await Task.WhenAll(tickets.Select(ticket => change((ITicketStore)inner, ticket)));
                return await inner.RemoveAsync([.. changed], default);
            },
        };

    private static ImmutableArray<TicketId> Ids(ImmutableArray<Ticket> tickets) =>
        [.. tickets.Select(ticket => ticket.Id)];
}
