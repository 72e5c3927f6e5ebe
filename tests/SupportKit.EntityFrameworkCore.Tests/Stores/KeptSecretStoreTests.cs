using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of the store of kept secrets, in memory and on both engines.</summary>
public abstract class KeptSecretStoreConformance
{
    public static TheoryData<string> Promises => [.. KeptSecretCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_store_promises_that(string promise) =>
        await KeptSecretCases.Get(promise).RunAsync(await NewAsync(), TestContext.Current.CancellationToken);

    /// <summary>A store that keeps nothing.</summary>
    protected abstract Task<IKeptSecretStore> NewAsync();
}

public sealed class InMemoryKeptSecretStoreTests : KeptSecretStoreConformance
{
    protected override Task<IKeptSecretStore> NewAsync() =>
        Task.FromResult<IKeptSecretStore>(new InMemoryKeptSecretStore());
}

public sealed class SqliteKeptSecretStoreTests(SqliteDatabase file)
    : KeptSecretStoreConformance,
        IClassFixture<SqliteDatabase>
{
    protected override async Task<IKeptSecretStore> NewAsync() => (await file.EmptyAsync()).Secrets;
}

public sealed class PostgresKeptSecretStoreTests(PostgresDatabase server)
    : KeptSecretStoreConformance,
        IClassFixture<PostgresDatabase>
{
    protected override async Task<IKeptSecretStore> NewAsync() => (await server.EmptyAsync()).Secrets;
}
