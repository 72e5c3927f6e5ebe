using System.Diagnostics;
using Npgsql;
using SupportKit.Faults.Desks;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults.Machines;

/// <summary>PgBouncer in transaction mode before a server: each transaction may meet another connection of the server.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const int Port = 6432; // of a socket file, not of a network
    private readonly Process process;
    private readonly string folder;

    private PgBouncer(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Starts one.</summary>
    /// <param name="to">How the server is reached.</param>
    /// <param name="connections">How many connections to the server all its clients share.</param>
    public static async Task<PgBouncer> StartAsync(Database to, int connections)
    {
        if (Component.Find("pgbouncer", "/usr/sbin") is not { } program)
        {
            Component.Missing("PgBouncer", "apt-get install pgbouncer");
            throw new InvalidOperationException("PgBouncer is missing.");
        }
        var server = new NpgsqlConnectionStringBuilder(to.Connection);
        var folder = Directory.CreateDirectory($"/tmp/supportkit-{Guid.NewGuid():N}").FullName;
        var users = Path.Combine(folder, "users");
        await File.WriteAllTextAsync(users, $"\"{server.Username}\" \"\"\n");
        var settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host={server.Host}
            [pgbouncer]
            listen_addr =
            listen_port = {Port}
            unix_socket_dir = {folder}
            auth_type = trust
            auth_file = {users}
            pool_mode = transaction
            max_client_conn = 500
            default_pool_size = {connections}
            """
        );
        if (Environment.IsPrivilegedProcess)
            await PostgresServer.RunAsync("chown", "-R", server.Username!, folder);
        var process = PostgresServer.Start([.. PostgresServer.AsOwner(), program, settings]);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (!line.Contains("process up", StringComparison.Ordinal))
                continue;
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null); // so that what else it says never blocks it
            return new PgBouncer(process, folder);
        }
        throw new InvalidOperationException("PgBouncer did not start.");
    }

    /// <summary>The same database through it. What Npgsql would say to a connection on its return, no server may hear.</summary>
    public Database Before(Database database) =>
        database with
        {
            Connection = new NpgsqlConnectionStringBuilder(database.Connection)
            {
                Host = folder,
                Port = Port,
                NoResetOnClose = true,
            }.ConnectionString,
        };

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
