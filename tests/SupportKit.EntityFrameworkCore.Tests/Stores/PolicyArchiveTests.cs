using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Every promise of an archive of policies, once for each of them.</summary>
public abstract class PolicyArchiveConformance
{
    public static TheoryData<string> Promises => [.. PolicyArchiveCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_archive_promises_that(string promise)
    {
        var archive = await NewAsync();
        await PolicyArchiveCases.Get(promise).RunAsync(archive, TestContext.Current.CancellationToken);
    }

    /// <summary>An empty archive.</summary>
    protected abstract Task<IPolicyArchive> NewAsync();
}

public sealed class InMemoryPolicyArchiveTests : PolicyArchiveConformance
{
    protected override Task<IPolicyArchive> NewAsync() => Task.FromResult<IPolicyArchive>(new InMemoryPolicyArchive());
}

public sealed class SqlitePolicyArchiveTests : PolicyArchiveConformance, IAsyncDisposable
{
    private readonly TemporaryFile file = new();
    private TestDatabase? database;

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task A_restart_keeps_the_versions()
    {
        var stop = TestContext.Current.CancellationToken;
        var policy = SampleTickets.Policy;
        await (await NewAsync()).KeepAsync("default", policy.Version, policy.ToJson(), stop);
        await database!.DisposeAsync();
        file.CloseAll();
        Assert.Equal(policy.ToJson(), await (await NewAsync()).FindAsync("default", policy.Version, stop));
    }

    [Fact]
    public async Task What_the_database_refuses_is_no_lost_race()
    {
        var stop = TestContext.Current.CancellationToken;
        var archive = await NewAsync();
        await using (var context = await database!.NewContextAsync())
            await context.Database.ExecuteSqlRawAsync(
                "create trigger refuse before insert on supportkit_policies begin select raise(abort, 'full'); end",
                stop
            );
        await Assert.ThrowsAsync<DbUpdateException>(() => archive.KeepAsync("default", "v", "{}", stop));
    }

    protected override async Task<IPolicyArchive> NewAsync()
    {
        database = await TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
        return database.Archive;
    }
}

[Trait("Category", "Long")]
public sealed class PostgresPolicyArchiveTests(PostgresServer server) : PolicyArchiveConformance, IAsyncDisposable
{
    private TestDatabase? database;

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<IPolicyArchive> NewAsync()
    {
        var connection = await server.ConnectAsync();
        database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
        await using var context = await database.NewContextAsync();
        await context.Database.ExecuteSqlRawAsync("truncate supportkit_policies");
        return database.Archive;
    }
}
