using Npgsql;
using SupportKit.Faults.Load;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults.Machines;

/// <summary>
/// A second PostgreSQL that follows a first by streaming replication, synchronously: a commit is acknowledged when both have it on
/// the disk. It can be promoted when the first is gone.
/// </summary>
public sealed class StandbyServer : IAsyncDisposable
{
    private readonly PostgresServer server;

    private StandbyServer(PostgresServer server) => this.server = server;

    /// <summary>Copies the first server, starts the copy as its standby, and has the first wait for it from now on.</summary>
    public static async Task<StandbyServer> FollowAsync(PostgresServer first)
    {
        var copy = await PostgresServer.CopyAsync(await first.ConnectAsync());
        await using var source = NpgsqlDataSource.Create(await first.ConnectAsync());
        await RunAsync("alter system set synchronous_standby_names = '*'");
        await RunAsync("select pg_reload_conf()");
        await using var follows = source.CreateCommand(
            "select count(*) = 1 from pg_stat_replication where sync_state = 'sync'"
        );
        await LoadedDeskFixture.UntilAsync(async () => (bool)(await follows.ExecuteScalarAsync())!);
        return new StandbyServer(copy);

        async Task RunAsync(string text)
        {
            await using var command = source.CreateCommand(text);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>How a database of both is reached: through whichever takes writes.</summary>
    public async Task<string> ConnectAsync(string first) =>
        new NpgsqlConnectionStringBuilder(first)
        {
            Host =
                $"{new NpgsqlConnectionStringBuilder(first).Host},{new NpgsqlConnectionStringBuilder(await server.ConnectAsync()).Host}",
            TargetSessionAttributes = "primary",
        }.ConnectionString;

    /// <summary>Makes it a server that takes writes, and waits for nobody.</summary>
    public async Task PromoteAsync()
    {
        await using var source = NpgsqlDataSource.Create(await server.ConnectAsync());
        await using var promote = source.CreateCommand("select pg_promote()");
        await promote.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
