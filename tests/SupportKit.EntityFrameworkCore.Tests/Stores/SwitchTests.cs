using SupportKit.Desk;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of the desk's switches, in memory and on both engines.</summary>
public abstract class SwitchConformance
{
    public static TheoryData<string> Promises => [.. SwitchCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_switches_promise_that(string promise) =>
        await SwitchCases.Get(promise).RunAsync(await NewAsync(), TestContext.Current.CancellationToken);

    /// <summary>Switches that were never turned on.</summary>
    protected abstract Task<IDeskSwitches> NewAsync();
}

public sealed class InMemorySwitchTests : SwitchConformance
{
    protected override Task<IDeskSwitches> NewAsync() => Task.FromResult<IDeskSwitches>(new InMemoryDeskSwitches());
}

public sealed class SqliteSwitchTests(SqliteDatabase file) : SwitchConformance, IClassFixture<SqliteDatabase>
{
    protected override async Task<IDeskSwitches> NewAsync() => (await file.EmptyAsync()).Switches;
}

public sealed class PostgresSwitchTests(PostgresDatabase server) : SwitchConformance, IClassFixture<PostgresDatabase>
{
    protected override async Task<IDeskSwitches> NewAsync() => (await server.EmptyAsync()).Switches;
}
