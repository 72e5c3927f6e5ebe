using Microsoft.EntityFrameworkCore;

namespace SupportKit.Faults.Desks;

/// <summary>Where a desk keeps its tickets, in a form that can be handed to another process.</summary>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Connection">The connection string.</param>
public sealed record Database(string Engine, string Connection)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public void Use(DbContextOptionsBuilder options) =>
        _ = Engine == Sqlite ? options.UseSqlite(Connection) : options.UseNpgsql(Connection);
}
