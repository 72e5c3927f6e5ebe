using System.Collections.Immutable;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="IPresenceStore"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class PresenceCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<IPresenceStore>> All { get; } =
    [
        new("people on one ticket are told of each other and of what they do, in the order of their ids", OthersAsync),
        new("who says it again is there once, as they said last", AgainAsync),
        new("a ticket and a tenant have their own", ApartAsync),
        new("who leaves a ticket is gone from it alone", LeavingAsync),
        new("whose time is over is gone", OverAsync),
        new("of many who come at once none is lost", AtOnceAsync),
    ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly Instant Until = Now + Duration.FromSeconds(40);

    private static readonly TicketKey First = new(ConformanceDeskFixture.Tenant, TicketId.New(Now));

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<IPresenceStore> Get(string name) => CaseNames.Find(All, name);

    private static async Task OthersAsync(IPresenceStore store, CancellationToken stop)
    {
        await ExpectAsync(store, First, Of("o'neill"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("bo", isWriting: true), [Of("o'neill")], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("ann"), [Of("bo", isWriting: true), Of("o'neill")], stop)
            .ConfigureAwait(false);
    }

    private static async Task AgainAsync(IPresenceStore store, CancellationToken stop)
    {
        await ExpectAsync(store, First, Of("bo", isWriting: true), [], stop).ConfigureAwait(false);
        var later = Of("bo") with { Until = Until + Duration.FromSeconds(10) };
        await ExpectAsync(store, First, later, [], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("ann"), [later], stop).ConfigureAwait(false);
    }

    private static async Task ApartAsync(IPresenceStore store, CancellationToken stop)
    {
        await ExpectAsync(store, First, Of("bo"), [], stop).ConfigureAwait(false);
        var second = First with { Ticket = TicketId.New(Now) };
        await ExpectAsync(store, second, Of("ann"), [], stop).ConfigureAwait(false);
        var elsewhere = First with { Tenant = ConformanceDeskFixture.OtherTenant };
        await ExpectAsync(store, elsewhere, Of("ann"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("cy"), [Of("bo")], stop).ConfigureAwait(false);
    }

    private static async Task LeavingAsync(IPresenceStore store, CancellationToken stop)
    {
        var second = First with { Ticket = TicketId.New(Now) };
        await ExpectAsync(store, First, Of("bo"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, second, Of("bo"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("bo") with { Until = Now }, [], stop).ConfigureAwait(false);
        await ExpectAsync(store, First, Of("ann"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, second, Of("ann"), [Of("bo")], stop).ConfigureAwait(false);
    }

    private static async Task OverAsync(IPresenceStore store, CancellationToken stop)
    {
        await ExpectAsync(store, First, Of("bo"), [], stop).ConfigureAwait(false);
        var ann = Of("ann") with { Until = Until + Duration.FromSeconds(40) };
        await ExpectAsync(store, First, ann, [Of("bo")], stop, Until - ConformanceDeskFixture.Microsecond)
            .ConfigureAwait(false);
        await ExpectAsync(store, First, ann, [], stop, Until).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(IPresenceStore store, CancellationToken stop)
    {
        var all = Enumerable.Range(0, 8).Select(i => Of($"agent-{i}")).ToArray();
        await Task.WhenAll(all.Select(one => Task.Run(() => store.UpdateAsync(First, one, Now, stop), stop)))
            .ConfigureAwait(false);
        await ExpectAsync(store, First, Of("zoe"), all, stop).ConfigureAwait(false);
    }

    private static AgentPresence Of(string agent, bool isWriting = false) => new(agent, isWriting, Until);

    private static async Task ExpectAsync(
        IPresenceStore store,
        TicketKey ticket,
        AgentPresence own,
        AgentPresence[] expected,
        CancellationToken stop,
        Instant? now = null
    )
    {
        var others = await store.UpdateAsync(ticket, own, now ?? Now, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(one => one.ToString()),
            others.Select(one => one.ToString()),
            $"who {own.Agent} is told of"
        );
    }
}
