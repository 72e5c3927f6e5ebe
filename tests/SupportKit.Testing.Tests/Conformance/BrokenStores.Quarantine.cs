using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that lose what is in quarantine, or let it stop others.</content>
internal static partial class BrokenStores
{
    private static Faults Quarantine =>
        new()
        {
            ["tries what is in quarantine again at once"] = (
                () => new Quarantining { Until = _ => Duration.Zero },
                "a deadline in quarantine is listed with its reason and given to nobody until it is tried again"
            ),
            ["forgets how often a deadline has failed"] = (
                () => new Quarantining { Listed = items => [.. items.Select(item => item with { Attempts = 1 })] },
                "a deadline that fails again stays in quarantine longer each time, up to an hour"
            ),
            ["gives nothing while anything is in quarantine"] = (
                () => new Quarantining { StopsAll = true },
                "a deadline in quarantine keeps no other from being given"
            ),
            ["lists what left quarantine"] = (
                () => new Quarantining { Remembers = true },
                "a commit ends the quarantine of its ticket"
            ),
            ["puts a ticket into quarantine that has changed"] = (
                () => new Quarantining { TakesStale = true },
                "a deadline that was claimed before a commit is not put into quarantine after it"
            ),
            ["has all of a tenant tried again for one ticket"] = (
                () => new Quarantining { RetriesAll = true },
                "what is in quarantine is tried again when somebody says so, of one tenant and one ticket"
            ),
            ["hides claimed deadlines from the backlog"] = (
                () => new Quarantining { HidesClaimed = true },
                "the backlog tells the oldest deadline and message, claimed or not, and what is set aside"
            ),
        };

    private sealed class Quarantining() : DelegatingTicketStore(new InMemoryTicketStore())
    {
        private ImmutableArray<QuarantinedItem> remembered = [];

        public Func<QuarantinedItem, Duration>? Until { get; init; }

        public Func<ImmutableArray<QuarantinedItem>, ImmutableArray<QuarantinedItem>> Listed { get; init; } =
            items => items;

        public bool StopsAll { get; init; }

        public bool Remembers { get; init; }

        public bool TakesStale { get; init; }

        public bool RetriesAll { get; init; }

        public bool HidesClaimed { get; init; }

        public override async Task QuarantineAsync(
            Ticket claimed,
            string code,
            string reason,
            Instant now,
            CancellationToken cancellationToken
        )
        {
            var ticket = TakesStale ? await FindAsync(claimed.Key, Viewer.Desk, cancellationToken) : claimed;
            await Inner.QuarantineAsync(ticket!, code, reason, now, cancellationToken);
            if (Until is not null)
                await Inner.RetryQuarantinedAsync(claimed.Tenant, claimed.Id, now, cancellationToken);
        }

        public override async Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(
            string? tenant,
            int limit,
            CancellationToken cancellationToken
        )
        {
            var items = Listed(await Inner.QuarantinedAsync(tenant, limit, cancellationToken));
            if (!Remembers)
                return items;
            remembered = items.IsEmpty ? remembered : items;
            return remembered;
        }

        public override async Task<ImmutableArray<Ticket>> ClaimDueAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken cancellationToken
        ) =>
            StopsAll && !(await Inner.QuarantinedAsync(null, 1, cancellationToken)).IsEmpty
                ? []
                : await Inner.ClaimDueAsync(now, leaseUntil, limit, cancellationToken);

        public override Task<int> RetryQuarantinedAsync(
            string tenant,
            TicketId? ticket,
            Instant now,
            CancellationToken cancellationToken
        ) => Inner.RetryQuarantinedAsync(tenant, RetriesAll ? null : ticket, now, cancellationToken);

        public override async Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken cancellationToken)
        {
            var backlog = await Inner.BacklogAsync(now, cancellationToken);
            var free = await Inner.NextDueAsync(cancellationToken);
            return HidesClaimed && free > now ? backlog with { OldestDeadline = null } : backlog;
        }
    }
}
