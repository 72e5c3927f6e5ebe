using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of the list of addresses that are not written to, in memory and on both engines.</summary>
public abstract class SuppressionListConformance
{
    public static TheoryData<string> Promises => [.. SuppressionListCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_list_promises_that(string promise) =>
        await SuppressionListCases.Get(promise).RunAsync(await NewAsync(), TestContext.Current.CancellationToken);

    /// <summary>A list without an address.</summary>
    protected abstract Task<ISuppressionList> NewAsync();
}

public sealed class InMemorySuppressionListTests : SuppressionListConformance
{
    protected override Task<ISuppressionList> NewAsync() =>
        Task.FromResult<ISuppressionList>(new InMemorySuppressionList());
}

public sealed class SqliteSuppressionListTests(SqliteDatabase file)
    : SuppressionListConformance,
        IClassFixture<SqliteDatabase>
{
    protected override async Task<ISuppressionList> NewAsync() => (await file.EmptyAsync()).Suppressions;
}

public sealed class PostgresSuppressionListTests(PostgresDatabase server)
    : SuppressionListConformance,
        IClassFixture<PostgresDatabase>
{
    protected override async Task<ISuppressionList> NewAsync() => (await server.EmptyAsync()).Suppressions;
}
