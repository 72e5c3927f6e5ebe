namespace SupportKit.EntityFrameworkCore;

internal static class DatabaseEngine
{
    /// <summary>By name, as <see cref="IsSqlite"/>.</summary>
    public static bool IsPostgres(string? provider) => provider == "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>By name, because the package depends on no engine's own package.</summary>
    public static bool IsSqlite(string? provider) => provider == "Microsoft.EntityFrameworkCore.Sqlite";
}
