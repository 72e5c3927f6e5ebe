using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="ISuppressionList"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class SuppressionListCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<ISuppressionList>> All { get; } =
    [
        new("an address is on the list with whose it was, why and since when", KeptAsync),
        new("upper and lower case of an address are one", CaseAsync),
        new("an address is on the list of its tenant", TenantAsync),
        new("putting on what is on the list changes nothing", AgainAsync),
        new("what is lifted may be written to, and be put on again", LiftedAsync),
        new("all addresses of somebody are lifted, and nobody else's", LiftedAllAsync),
        new("the latest come first, no more than are asked for", LatestAsync),
        new("the addresses of all tenants are counted", AllCountedAsync),
        new("mails that came back from an address are counted once each, and per tenant", CountedAsync),
        new("what came back before the time asked for does not count", OldAsync),
        new("what came back does not count after the address was lifted", CountAfterLiftAsync),
        new("of many who put an address on at once one is kept", AtOnceAsync),
    ];

    private const string Tenant = ConformanceDeskFixture.Tenant;
    private const string OtherTenant = ConformanceDeskFixture.OtherTenant;
    private static readonly Recipient Ana = new(RecipientKind.Requester, ConformanceDeskFixture.Ana);
    private static readonly SuppressedAddress Entry = new(
        "ana@people.example",
        Ana,
        "5.1.1",
        ConformanceDeskFixture.Morning
    );

    private static readonly SoftBounce Soft = new(Entry.Address, Ana, "m1@desk", Entry.At);

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<ISuppressionList> Get(string name) => CaseNames.Find(All, name);

    private static async Task KeptAsync(ISuppressionList list, CancellationToken stop)
    {
        await ExpectAsync(list, Tenant, [], stop).ConfigureAwait(false);
        var odd = new SuppressedAddress(
            "jürgen;'\"@öde.example",
            new Recipient(RecipientKind.Queue, "o'neill"),
            "5.2.1",
            ConformanceDeskFixture.Morning - ConformanceDeskFixture.Microsecond
        );
        foreach (var one in (SuppressedAddress[])[Entry, odd])
            await list.SuppressAsync(Tenant, one, stop).ConfigureAwait(false);
        await ExpectAsync(list, Tenant, [Entry, odd], stop).ConfigureAwait(false);
        foreach (var one in (SuppressedAddress[])[Entry, odd])
            await FindsAsync(list, Tenant, one.Address, one, stop).ConfigureAwait(false);
        await FindsAsync(list, Tenant, "bob@people.example", null, stop).ConfigureAwait(false);
    }

    private static async Task CaseAsync(ISuppressionList list, CancellationToken stop)
    {
        await list.SuppressAsync(Tenant, Entry with { Address = "ana@people.example" }, stop).ConfigureAwait(false);
        await FindsAsync(list, Tenant, "Ana@People.Example", Entry, stop).ConfigureAwait(false);
        var lifted = await list.LiftAsync(Tenant, "ANA@people.example", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(true, lifted, "whether it was on the list");
        await ExpectAsync(list, Tenant, [], stop).ConfigureAwait(false);
    }

    private static async Task TenantAsync(ISuppressionList list, CancellationToken stop)
    {
        await list.SuppressAsync(Tenant, Entry, stop).ConfigureAwait(false);
        await FindsAsync(list, OtherTenant, Entry.Address, null, stop).ConfigureAwait(false);
        await ExpectAsync(list, OtherTenant, [], stop).ConfigureAwait(false);
        var lifted = await list.LiftAsync(OtherTenant, Entry.Address, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(false, lifted, "whether it was on the list of the other tenant");
        var all = await list.LiftAllAsync(OtherTenant, Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, all, "how many were on the list of the other tenant");
        await ExpectAsync(list, Tenant, [Entry], stop).ConfigureAwait(false);
    }

    private static async Task AgainAsync(ISuppressionList list, CancellationToken stop)
    {
        await list.SuppressAsync(Tenant, Entry, stop).ConfigureAwait(false);
        var again = Entry with { Status = "5.2.1", At = Entry.At + Duration.FromHours(1) };
        await list.SuppressAsync(Tenant, again, stop).ConfigureAwait(false);
        await ExpectAsync(list, Tenant, [Entry], stop).ConfigureAwait(false);
    }

    private static async Task LiftedAsync(ISuppressionList list, CancellationToken stop)
    {
        await list.SuppressAsync(Tenant, Entry, stop).ConfigureAwait(false);
        foreach (var expected in (bool[])[true, false])
        {
            var lifted = await list.LiftAsync(Tenant, Entry.Address, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(expected, lifted, "whether it was on the list");
            await FindsAsync(list, Tenant, Entry.Address, null, stop).ConfigureAwait(false);
        }
        var again = Entry with { At = Entry.At + Duration.FromDays(1) };
        await list.SuppressAsync(Tenant, again, stop).ConfigureAwait(false);
        await ExpectAsync(list, Tenant, [again], stop).ConfigureAwait(false);
    }

    private static async Task LiftedAllAsync(ISuppressionList list, CancellationToken stop)
    {
        var agent = Entry with { Address = "a2@people.example", Of = Ana with { Kind = RecipientKind.Agent } };
        var bob = Entry with { Address = "bob@people.example", Of = Ana with { Id = "bob" } };
        var second = Entry with { Address = "ana@home.example" };
        foreach (var one in (SuppressedAddress[])[Entry, second, agent, bob])
            await list.SuppressAsync(Tenant, one, stop).ConfigureAwait(false);
        var count = await list.LiftAllAsync(Tenant, Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, count, "how many addresses Ana had");
        await ExpectAsync(list, Tenant, [agent, bob], stop).ConfigureAwait(false);
    }

    private static async Task LatestAsync(ISuppressionList list, CancellationToken stop)
    {
        var all = Enumerable
            .Range(0, 6)
            .Select(i => Entry with { Address = $"a{i}@x.example", At = Entry.At + Duration.FromHours(i / 2) })
            .ToList();
        foreach (var one in all)
            await list.SuppressAsync(Tenant, one, stop).ConfigureAwait(false);
        SuppressedAddress[] expected = [all[4], all[5], all[2]];
        var kept = await list.ListAsync(Tenant, expected.Length, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(one => one.Address),
            kept.Select(one => one.Address),
            "the latest three, and then by the address"
        );
    }

    private static async Task AtOnceAsync(ISuppressionList list, CancellationToken stop)
    {
        var all = Enumerable
            .Range(0, 8)
            .Select(i => Entry with { Of = Ana with { Id = $"person-{i}" }, Status = $"5.1.{i}" })
            .ToList();
        await Task.WhenAll(all.Select(one => Task.Run(() => list.SuppressAsync(Tenant, one, stop), stop)))
            .ConfigureAwait(false);
        var kept = await list.ListAsync(Tenant, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, kept.Length, "how many entries are kept");
        ConformanceAssert.Equal(true, all.Contains(kept[0]), "whether person and status belong together");
    }

    private static async Task AllCountedAsync(ISuppressionList list, CancellationToken stop)
    {
        foreach (var tenant in (string[])[Tenant, OtherTenant])
            await list.SuppressAsync(tenant, Entry, stop).ConfigureAwait(false);
        await CountsAsync(list, Tenant, Soft with { Address = "bob@people.example" }, 1, stop).ConfigureAwait(false);
        var count = await list.CountAsync(stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, count, "how many addresses are on the lists of both tenants");
    }

    private static async Task CountedAsync(ISuppressionList list, CancellationToken stop)
    {
        await CountsAsync(list, Tenant, Soft, 1, stop).ConfigureAwait(false);
        await CountsAsync(list, Tenant, Soft with { At = Soft.At + Duration.FromHours(1) }, 1, stop)
            .ConfigureAwait(false);
        await CountsAsync(list, Tenant, Soft with { Address = "ANA@people.example", Mail = "m2@desk" }, 2, stop)
            .ConfigureAwait(false);
        await CountsAsync(list, Tenant, Soft with { Address = "bob@people.example" }, 1, stop).ConfigureAwait(false);
        await CountsAsync(list, OtherTenant, Soft, 1, stop).ConfigureAwait(false);
        // Whether that is too often, the policy says.
        await ExpectAsync(list, Tenant, [], stop).ConfigureAwait(false);
    }

    private static async Task OldAsync(ISuppressionList list, CancellationToken stop)
    {
        await CountsAsync(list, Tenant, Soft, 1, stop).ConfigureAwait(false);
        var second = Soft with { Mail = "m2@desk", At = Soft.At + Duration.FromDays(1) };
        var atFirst = await list.CountSoftBounceAsync(Tenant, second, Soft.At, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, atFirst, "how many came back since the first");
        var third = Soft with { Mail = "m3@desk", At = Soft.At + Duration.FromDays(2) };
        var since = Soft.At + ConformanceDeskFixture.Microsecond;
        var after = await list.CountSoftBounceAsync(Tenant, third, since, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, after, "how many came back after the first");
    }

    private static async Task CountAfterLiftAsync(ISuppressionList list, CancellationToken stop)
    {
        var second = Soft with { Mail = "m2@desk" };
        var bob = Soft with { Address = "bob@people.example", Of = Ana with { Id = "bob" } };
        foreach (var one in (SoftBounce[])[Soft, bob])
            await CountsAsync(list, Tenant, one, 1, stop).ConfigureAwait(false);
        var lifted = await list.LiftAsync(Tenant, "Ana@people.example", stop).ConfigureAwait(false);
        ConformanceAssert.Equal(false, lifted, "whether it was on the list");
        await CountsAsync(list, Tenant, second, 1, stop).ConfigureAwait(false);
        var all = await list.LiftAllAsync(Tenant, Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, all, "how many addresses of Ana were on the list");
        await CountsAsync(list, Tenant, second, 1, stop).ConfigureAwait(false);
        await CountsAsync(list, Tenant, bob with { Mail = "m2@desk" }, 2, stop).ConfigureAwait(false);
    }

    private static async Task CountsAsync(
        ISuppressionList list,
        string tenant,
        SoftBounce bounce,
        int expected,
        CancellationToken stop
    )
    {
        var count = await list.CountSoftBounceAsync(tenant, bounce, Soft.At - Duration.FromDays(1), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(expected, count, $"how many mails came back from {bounce.Address}");
    }

    private static async Task FindsAsync(
        ISuppressionList list,
        string tenant,
        string address,
        SuppressedAddress? expected,
        CancellationToken stop
    )
    {
        var found = await list.FindAsync(tenant, address, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(expected, found, $"the entry of {address}");
    }

    private static async Task ExpectAsync(
        ISuppressionList list,
        string tenant,
        SuppressedAddress[] expected,
        CancellationToken stop
    )
    {
        var kept = await list.ListAsync(tenant, 100, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(one => one.ToString()).Order(StringComparer.Ordinal),
            kept.Select(one => one.ToString()).Order(StringComparer.Ordinal),
            $"the addresses of {tenant}"
        );
    }
}
