using Microsoft.EntityFrameworkCore;
using Npgsql;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults.Desks;

/// <summary>Where a desk keeps its tickets, in a form that can be handed to another process.</summary>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Connection">The connection string.</param>
public sealed record Database(string Engine, string Connection)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>One of the server's that is still to be made; a process that cannot reach it says so soon.</summary>
    public static async Task<Database> NewAsync(PostgresServer server)
    {
        var connection = await server.ConnectAsync($"faults_{Guid.NewGuid():N}");
        return new(
            Postgres,
            new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 20, Timeout = 5 }.ConnectionString
        );
    }

    public void Use(DbContextOptionsBuilder options) =>
        _ = Engine == Sqlite ? options.UseSqlite(Connection) : options.UseNpgsql(Connection);
}
