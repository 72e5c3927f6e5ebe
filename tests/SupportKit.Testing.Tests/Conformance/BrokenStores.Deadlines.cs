using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that give deadlines at the wrong instant, or to the wrong worker.</content>
internal static partial class BrokenStores
{
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    private static Faults Deadlines =>
        new()
        {
            ["gives deadlines early"] = (
                () =>
                    Claiming(
                        (inner, now, until, limit) => inner.ClaimDueAsync(now + Microsecond, until, limit, default)
                    ),
                "a deadline is given from its instant on and not a microsecond before"
            ),
            ["gives the latest deadline first"] = (
                () =>
                    Claiming(
                        async (inner, now, until, limit) =>
                            [.. (await inner.ClaimDueAsync(now, until, limit, default)).Reverse()]
                    ),
                "the earliest deadlines are given first, as many as asked for"
            ),
            ["gives all deadlines however many were asked for"] = (
                () => Claiming((inner, now, until, _) => inner.ClaimDueAsync(now, until, int.MaxValue, default)),
                "the earliest deadlines are given first, as many as asked for"
            ),
            ["gives a claimed deadline twice"] = (
                () => Claiming((inner, now, _, limit) => inner.ClaimDueAsync(now, now, limit, default)),
                "a claimed deadline is given to nobody else while the lease runs"
            ),
            ["leaves a claimed deadline to its worker for good"] = (
                () => Claiming((inner, now, _, limit) => inner.ClaimDueAsync(now, Instant.MaxValue, limit, default)),
                "a claimed deadline is given again when the lease has ended"
            ),
            ["keeps a lease through a commit"] = (KeepsLeases, "a commit that moves the deadline ends the lease"),
            ["keeps the last deadline of what is over"] = (
                () =>
                {
                    var last = default(Instant?);
                    return new Altered
                    {
                        Commit = async (inner, commit) =>
                        {
                            var outcome = await inner.CommitAsync(commit, default);
                            last = commit.Ticket.NextDeadline() ?? last;
                            return outcome;
                        },
                        NextDue = _ => Task.FromResult(last),
                    };
                },
                "a commit that ends the last promise leaves nothing to claim"
            ),
            ["forgets leases when asked what is next"] = (
                () =>
                {
                    var first = default(Instant?);
                    return new Altered { NextDue = async inner => first ??= await inner.NextDueAsync(default) };
                },
                "the next due instant counts in leases"
            ),
            ["takes what is never due for due at once"] = (
                () =>
                {
                    var never = new List<Ticket>();
                    return new Altered
                    {
                        Commit = (inner, commit) =>
                        {
                            if (commit.Ticket.NextDeadline() is null)
                                never.Add(commit.Ticket);
                            return inner.CommitAsync(commit, default);
                        },
                        ClaimDue = async (inner, now, until, limit) =>
                            [.. never, .. await inner.ClaimDueAsync(now, until, limit, default)],
                    };
                },
                "a ticket without promises is never due"
            ),
            ["claims for the first tenant only"] = (
                () =>
                    Claiming(
                        async (inner, now, until, limit) =>
                        {
                            var due = await inner.ClaimDueAsync(now, until, limit, default);
                            return [.. due.Where(ticket => ticket.Tenant == due[0].Tenant)];
                        }
                    ),
                "deadlines of all tenants are claimed together"
            ),
        };

    private static Altered Claiming(Func<ITicketStore, Instant, Instant, int, Task<ImmutableArray<Ticket>>> claim) =>
        new() { ClaimDue = claim };

    private static Altered KeepsLeases()
    {
        var leases = new Dictionary<TicketId, Instant>();
        return Claiming(
            async (inner, now, until, limit) =>
            {
                var due = await inner.ClaimDueAsync(now, until, limit, default);
                ImmutableArray<Ticket> free = [.. due.Where(ticket => leases.GetValueOrDefault(ticket.Id) <= now)];
                foreach (var ticket in free)
                    leases[ticket.Id] = until;
                return free;
            }
        );
    }
}
