using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.Testing.Tests.Conformance;

/// <summary>Stores that each break one promise about forgetting a person, in the way a plausible implementation would.</summary>
internal static partial class BrokenPersonalDataStores
{
    /// <summary>The broken stores by what is wrong with them, each with the promise that must be found broken.</summary>
    public static ImmutableSortedDictionary<string, (Func<ITicketStore> Make, string Promise)> All { get; } =
        new Dictionary<string, (Func<ITicketStore>, string)>
        {
            ["finds only what the person sees today"] = (
                FindsWhatIsSeen,
                "every ticket that names a person is found, those they no longer see too"
            ),
            ["looks for an id as it is spelled"] = (
                () =>
                    new Altered
                    {
                        Naming = (inner, tenant, person) =>
                            person.All(char.IsAsciiLetterOrDigit)
                                ? inner.TicketsNamingAsync(tenant, person, default)
                                : Task.FromResult<ImmutableArray<TicketId>>([]),
                    },
                "a person is found whatever their id is written with"
            ),
            ["finds nobody"] = (
                () => new Altered { Naming = (_, _, _) => Task.FromResult<ImmutableArray<TicketId>>([]) },
                "a pseudonym of somebody else in a ticket is refused, before any ticket changes"
            ),
            ["gives only the messages that wait"] = (
                GivesWhatWaits,
                "every message of a ticket that is kept is given, and of no other ticket"
            ),
            ["gives the messages of a ticket of any tenant"] = (
                () =>
                    new Altered
                    {
                        Messages = (inner, key) => inner.MessagesAsync(key with { Tenant = "north" }, default),
                    },
                "every message of a ticket that is kept is given, and of no other ticket"
            ),
            ["rewrites the ticket but not its history"] = (
                KeepsHistory,
                "a rewritten ticket and its history take the place of what was stored"
            ),
            ["leaves the viewers as they were"] = (
                KeepsViewers,
                "a rewritten ticket is seen by whom it names now, and no longer by whom it named"
            ),
            ["is found by what was there before"] = (
                FindsWhatWas,
                "what a rewrite takes away is found no more, and what only a note still says by the desk alone"
            ),
            ["takes a rewrite for the end of all promises"] = (
                () => Rewriting(rewrite => rewrite with { Ticket = rewrite.Ticket with { Promises = [] } }),
                "a rewritten ticket keeps its place, its state, its promises and its deadline"
            ),
            ["removes no message"] = (
                () => Rewriting(rewrite => rewrite with { RemovedMessages = [] }),
                "the messages that a rewrite removes go, wherever they stand, and the others leave"
            ),
            ["removes all messages"] = (
                () =>
                    new Altered
                    {
                        Rewrite = async (inner, rewrite) =>
                        {
                            var all = await inner.MessagesAsync(rewrite.Key, default);
                            var ids = all.Select(message => message.Id).ToImmutableArray();
                            return await inner.RewriteAsync(rewrite with { RemovedMessages = ids }, default);
                        },
                    },
                "the messages that a rewrite removes go, wherever they stand, and the others leave"
            ),
            ["forgets the command ids of a rewritten ticket"] = (
                ForgetsCommands,
                "what a command is known again by stays when its ticket is rewritten"
            ),
            ["rewrites the ticket of that id in every tenant"] = (
                RewritesEverywhere,
                "a rewrite is of its own tenant's ticket, whatever another tenant's is called"
            ),
            ["rewrites whatever the version"] = (
                () => RewritesAnyway(new Meeting(1)),
                "a rewrite at a stale version stores nothing"
            ),
            ["stores what it was to rewrite"] = (StoresWhatIsNotThere, "a ticket that is not there is not rewritten"),
            ["takes a commit as if nothing had been rewritten"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            var stored = await inner.FindAsync(commit.Key, Viewer.Desk, default);
                            var now = commit with { ExpectedVersion = stored?.Version ?? 0 };
                            return await inner.CommitAsync(now, default);
                        },
                    },
                "a commit decided on what was there before a rewrite is a conflict"
            ),
            ["checks the version, then rewrites"] = (
                () => RewritesAnyway(new Meeting(8)),
                "of many rewrites at one version exactly one is stored"
            ),
            ["lists for a person what only they asked"] = (
                () =>
                    new Altered
                    {
                        List = (inner, query) =>
                            inner.ListAsync(query with { Requester = query.Viewer.Requester }, default),
                    },
                "a person is given every ticket they see, whole, and nothing of anybody else's"
            ),
            ["gives a person what everybody asked"] = (
                () =>
                    new Altered
                    {
                        List = (inner, query) => inner.ListAsync(query with { Viewer = Viewer.Desk }, default),
                    },
                "a person is given every ticket they see, whole, and nothing of anybody else's"
            ),
            ["says that it has rewritten and has not"] = (
                () => new Altered { Rewrite = (_, _) => Task.FromResult(true) },
                "an erased person is in no ticket any more, and erasing them again changes nothing"
            ),
        }
            .Concat(Removals)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Altered Rewriting(Func<TicketRewrite, TicketRewrite> change) =>
        new() { Rewrite = (inner, rewrite) => inner.RewriteAsync(change(rewrite), default) };

    private static Altered ForgetsCommands()
    {
        var rewritten = new HashSet<TicketId>();
        return new Altered
        {
            Rewrite = (inner, rewrite) =>
            {
                rewritten.Add(rewrite.Ticket.Id);
                return inner.RewriteAsync(rewrite, default);
            },
            FindByCommand = async (inner, tenant, command) =>
                await inner.FindByCommandAsync(tenant, command, default) is { } used && !rewritten.Contains(used)
                    ? used
                    : null,
        };
    }

    private static Altered FindsWhatIsSeen() =>
        new()
        {
            Naming = async (inner, tenant, person) =>
            {
                var query = new TicketQuery(tenant, Viewer.OfRequester(person));
                var page = await ((ITicketStore)inner).ListAsync(query, default);
                return [.. page.Tickets.Select(ticket => ticket.Id)];
            },
        };

    private static Altered GivesWhatWaits() =>
        new()
        {
            Messages = async (inner, key) =>
            {
                var dead = await ((ITicketStore)inner).DeadLettersAsync(new(key.Tenant), 10, default);
                var ids = dead.Select(one => one.Message.Id).ToHashSet();
                return [.. (await inner.MessagesAsync(key, default)).Where(message => !ids.Contains(message.Id))];
            },
        };

    private static Altered KeepsHistory() =>
        new()
        {
            Rewrite = async (inner, rewrite) =>
            {
                var stored = await ((ITicketStore)inner).HistoryAsync(rewrite.Key, Viewer.Desk, default);
                var last = rewrite.History[stored.Length..];
                return await inner.RewriteAsync(rewrite with { History = [.. stored, .. last] }, default);
            },
        };

    // Keeps an index of its own and forgets it at rewriting.
    private static Altered FindsWhatWas()
    {
        var before = new InMemoryTicketStore();
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                await before.CommitAsync(commit, default);
                return await inner.CommitAsync(commit, default);
            },
            List = (inner, query) => (query.Text is null ? inner : before).ListAsync(query, default),
        };
    }

    private static Altered KeepsViewers()
    {
        var seen = new HashSet<(TicketKey, string)>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                seen.Add((commit.Key, commit.Ticket.Requester));
                return inner.CommitAsync(commit, default);
            },
            Find = (inner, key, viewer) =>
                inner.FindAsync(
                    key,
                    viewer.Requester is { } person && seen.Contains((key, person)) ? Viewer.Desk : viewer,
                    default
                ),
        };
    }

    private static Altered RewritesEverywhere() =>
        new()
        {
            Rewrite = async (inner, rewrite) =>
            {
                foreach (var tenant in (string[])["north", "south"])
                {
                    var there = rewrite with { Ticket = rewrite.Ticket with { Tenant = tenant } };
                    await inner.RewriteAsync(there, default);
                }
                return true;
            },
        };

    // Whoever has read goes on when as many have read as meet.
    private static Altered RewritesAnyway(Meeting meeting) =>
        new()
        {
            Rewrite = async (inner, rewrite) =>
            {
                await meeting.ComeAsync();
                var stored = await ((ITicketStore)inner).FindAsync(rewrite.Key, Viewer.Desk, default);
                var now = rewrite with { ExpectedVersion = stored!.Version };
                return await inner.RewriteAsync(now, default);
            },
        };

    private static Altered StoresWhatIsNotThere() =>
        new()
        {
            Rewrite = async (inner, rewrite) =>
            {
                var commit = new TicketCommit(rewrite.Ticket, rewrite.History, [], 0, null);
                await ((ITicketStore)inner).CommitAsync(commit, default);
                return true;
            },
        };
}
