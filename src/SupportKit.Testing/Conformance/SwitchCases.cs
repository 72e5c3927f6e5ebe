using System.Collections.Immutable;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="IDeskSwitches"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class SwitchCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<IDeskSwitches>> All { get; } =
    [
        new("a switch is on with its subject, its author and its instant", OnAsync),
        new("several subjects are on at once, each by itself", SeveralAsync),
        new("a switch belongs to its tenant", TenantAsync),
        new("turning on what is on changes nothing", AgainAsync),
        new("what has ended is kept with who ended it and when, and ending it again changes nothing", EndedAsync),
        new("an end of an earlier time ends no later one", LateEndAsync),
        new("of many who turn one switch on at once one is its author", AtOnceAsync),
    ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly DeskSwitch Api = new("incident", "updates-api", ConformanceDeskFixture.Agent, Now);

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<IDeskSwitches> Get(string name) => CaseNames.Find(All, name);

    private static async Task OnAsync(IDeskSwitches switches, CancellationToken stop)
    {
        await ExpectAsync(switches, [], stop).ConfigureAwait(false);
        var odd = new DeskSwitch("öde;'\"", null, Actor.Lead("o'neill:1"), Now);
        foreach (var one in (DeskSwitch[])[Api, odd])
            await switches.StartAsync(ConformanceDeskFixture.Tenant, one, stop).ConfigureAwait(false);
        await ExpectAsync(switches, [Api, odd], stop).ConfigureAwait(false);
    }

    private static async Task SeveralAsync(IDeskSwitches switches, CancellationToken stop)
    {
        var cli = Api with { Subject = "cli" };
        foreach (var one in (DeskSwitch[])[Api, cli])
            await switches.StartAsync(ConformanceDeskFixture.Tenant, one, stop).ConfigureAwait(false);
        var ended = Ended(Api);
        await switches.EndAsync(ConformanceDeskFixture.Tenant, ended, stop).ConfigureAwait(false);
        await ExpectAsync(switches, [ended, cli], stop).ConfigureAwait(false);
    }

    private static async Task TenantAsync(IDeskSwitches switches, CancellationToken stop)
    {
        await switches.StartAsync(ConformanceDeskFixture.Tenant, Api, stop).ConfigureAwait(false);
        await switches.EndAsync(ConformanceDeskFixture.OtherTenant, Ended(Api), stop).ConfigureAwait(false);
        await ExpectAsync(switches, [Api], stop).ConfigureAwait(false);
        await ExpectAsync(switches, [], stop, ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
    }

    private static async Task AgainAsync(IDeskSwitches switches, CancellationToken stop)
    {
        await switches.StartAsync(ConformanceDeskFixture.Tenant, Api, stop).ConfigureAwait(false);
        var again = Api with { StartedBy = Actor.Lead("dora"), StartedAt = Now + Duration.FromHours(1) };
        await switches.StartAsync(ConformanceDeskFixture.Tenant, again, stop).ConfigureAwait(false);
        await ExpectAsync(switches, [Api], stop).ConfigureAwait(false);
    }

    private static async Task EndedAsync(IDeskSwitches switches, CancellationToken stop)
    {
        await switches.EndAsync(ConformanceDeskFixture.Tenant, Ended(Api), stop).ConfigureAwait(false);
        await ExpectAsync(switches, [], stop).ConfigureAwait(false);
        await switches.StartAsync(ConformanceDeskFixture.Tenant, Api, stop).ConfigureAwait(false);
        await switches.EndAsync(ConformanceDeskFixture.Tenant, Ended(Api), stop).ConfigureAwait(false);
        var later = Ended(Api) with { EndedBy = Actor.Lead("eva"), EndedAt = Now + Duration.FromDays(1) };
        await switches.EndAsync(ConformanceDeskFixture.Tenant, later, stop).ConfigureAwait(false);
        await ExpectAsync(switches, [Ended(Api)], stop).ConfigureAwait(false);
    }

    private static async Task LateEndAsync(IDeskSwitches switches, CancellationToken stop)
    {
        await switches.StartAsync(ConformanceDeskFixture.Tenant, Api, stop).ConfigureAwait(false);
        await switches.EndAsync(ConformanceDeskFixture.Tenant, Ended(Api), stop).ConfigureAwait(false);
        var second = Api with { StartedAt = Now + Duration.FromHours(2) };
        await switches.StartAsync(ConformanceDeskFixture.Tenant, second, stop).ConfigureAwait(false);
        await switches.EndAsync(ConformanceDeskFixture.Tenant, Ended(Api), stop).ConfigureAwait(false);
        await ExpectAsync(switches, [second], stop).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(IDeskSwitches switches, CancellationToken stop)
    {
        var all = Enumerable
            .Range(0, 8)
            .Select(i => Api with { StartedBy = Actor.Agent($"agent-{i}"), StartedAt = Now + Duration.FromSeconds(i) })
            .ToList();
        await Task.WhenAll(
                all.Select(one => Task.Run(() => switches.StartAsync(ConformanceDeskFixture.Tenant, one, stop), stop))
            )
            .ConfigureAwait(false);
        var kept = await switches.ListAsync(ConformanceDeskFixture.Tenant, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, kept.Length, "how many times are kept");
        ConformanceAssert.Equal(true, all.Contains(kept[0]), "whether author and instant belong together");
    }

    private static DeskSwitch Ended(DeskSwitch on) =>
        on with
        {
            EndedBy = Actor.Lead("dora"),
            EndedAt = on.StartedAt + Duration.FromMinutes(90),
        };

    private static async Task ExpectAsync(
        IDeskSwitches switches,
        DeskSwitch[] expected,
        CancellationToken stop,
        string tenant = ConformanceDeskFixture.Tenant
    )
    {
        var kept = await switches.ListAsync(tenant, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(one => one.ToString()).Order(StringComparer.Ordinal),
            kept.Select(one => one.ToString()).Order(StringComparer.Ordinal),
            $"the switches of {tenant}"
        );
    }
}
