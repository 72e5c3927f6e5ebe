using SupportKit.Desk;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of a store of presence, in memory and on both engines.</summary>
public abstract class PresenceConformance
{
    public static TheoryData<string> Promises => [.. PresenceCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_store_of_presence_promises_that(string promise) =>
        await PresenceCases.Get(promise).RunAsync(await NewAsync(), TestContext.Current.CancellationToken);

    /// <summary>A store in which nobody is anywhere.</summary>
    protected abstract Task<IPresenceStore> NewAsync();
}

public sealed class InMemoryPresenceTests : PresenceConformance
{
    protected override Task<IPresenceStore> NewAsync() => Task.FromResult<IPresenceStore>(new InMemoryPresenceStore());
}

public sealed class SqlitePresenceTests(SqliteDatabase file) : PresenceConformance, IClassFixture<SqliteDatabase>
{
    protected override async Task<IPresenceStore> NewAsync() => (await file.EmptyAsync()).Presences;
}

public sealed class PostgresPresenceTests(PostgresDatabase server)
    : PresenceConformance,
        IClassFixture<PostgresDatabase>
{
    protected override async Task<IPresenceStore> NewAsync() => (await server.EmptyAsync()).Presences;
}
