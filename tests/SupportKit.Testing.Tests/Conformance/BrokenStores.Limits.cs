using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that let somebody do more than they may.</content>
internal static partial class BrokenStores
{
    private const int Openers = 20;

    private static Faults Limits =>
        new()
        {
            ["counts, then writes"] = (
                CountsThenWrites,
                "of parallel openings of one requester no more are stored than their limit admits"
            ),
            ["counts what is shared with somebody as theirs"] = (
                () => Counting(async (inner, commit) => await ListAsync(inner, commit, null)),
                "a limit counts what its requester opened in its tenant after its instant"
            ),
            ["counts the invitations of one ticket"] = (
                () =>
                    Counting(
                        async (inner, commit) =>
                            (await ListAsync(inner, commit, commit.Ticket.Requester)).Where(ticket =>
                                ticket.Id == commit.Ticket.Id
                            )
                    ),
                "a limit counts whom its requester has invited, in all their tickets"
            ),
            ["looks at the first limit only"] = (
                () =>
                    new Altered
                    {
                        Commit = (inner, commit) =>
                            inner.CommitAsync(commit with { Limits = [.. commit.Limits.Take(1)] }, default),
                    },
                "of parallel openings of one organization no more are stored than each of their limits admits"
            ),
            ["counts one person where the organization is meant"] = (
                () => Limiting(limit => limit with { OfOrganization = false }),
                "a limit of an organization counts what its people opened, and no other's"
            ),
            ["counts what is closed as open"] = (
                () => Limiting(limit => limit with { Activity = RequesterActivity.Opening }),
                "a limit counts what is open, and not what is closed"
            ),
            ["stores, and then tells that the limit is reached"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            var outcome = await inner.CommitAsync(commit, default);
                            if (outcome == CommitOutcome.LimitReached)
                                await inner.CommitAsync(commit with { Limits = [] }, default);
                            return outcome;
                        },
                    },
                "a commit whose limit does not hold stores nothing"
            ),
        };

    private static Altered CountsThenWrites() =>
        LooksThenWrites(
            Openers,
            async (inner, commit) =>
                commit.Limits is not [var limit]
                    ? null
                    : limit.Holds(await ListAsync(inner, commit, commit.Ticket.Requester)),
            CommitOutcome.LimitReached
        );

    /// <summary>All have looked before the first of them writes; null for a commit that need not look.</summary>
    private static Altered LooksThenWrites(
        int writers,
        Func<ITicketStore, TicketCommit, Task<bool?>> holds,
        CommitOutcome refused
    )
    {
        var meeting = new Meeting(writers);
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                if (await holds(inner, commit) is not { } fits)
                    return await inner.CommitAsync(commit, default);
                await meeting.ComeAsync();
                return fits
                    ? await inner.CommitAsync(commit with { Limits = [], AssigneeCapacity = null }, default)
                    : refused;
            },
        };
    }

    private static Altered Limiting(Func<RequesterLimit, RequesterLimit> wrong) =>
        new()
        {
            Commit = (inner, commit) =>
                inner.CommitAsync(commit with { Limits = [.. commit.Limits.Select(wrong)] }, default),
        };

    private static Altered Counting(Func<ITicketStore, TicketCommit, Task<IEnumerable<Ticket>>> which) =>
        new()
        {
            Commit = async (inner, commit) =>
                commit.Limits is [var limit] && !limit.Holds(await which(inner, commit))
                    ? CommitOutcome.LimitReached
                    : await inner.CommitAsync(commit with { Limits = [] }, default),
        };

    private static async Task<ImmutableArray<Ticket>> ListAsync(
        ITicketStore inner,
        TicketCommit commit,
        string? requester
    )
    {
        var viewer = Viewer.OfRequester(commit.Ticket.Requester);
        var query = new TicketQuery(commit.Key.Tenant, viewer) { Requester = requester };
        return (await inner.ListAsync(query, default)).Tickets;
    }
}
