using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Empty databases, and what stands in them.</summary>
internal static class Engines
{
    public static Task<string> NewPostgresAsync(PostgresServer server) => server.ConnectAsync($"d{Guid.NewGuid():N}");

    /// <summary>A context as a host makes one by hand.</summary>
    public static SupportKitDbContext Bare(Action<DbContextOptionsBuilder> engine)
    {
        var options = new DbContextOptionsBuilder<SupportKitDbContext>();
        engine(options);
        return new SupportKitDbContext(options.Options);
    }

    /// <summary>Every table, column and index that is SupportKit's, as the engine's catalog has it.</summary>
    public static async Task<List<string>> TablesAsync(DbContext context)
    {
        var catalog = context.Database.IsSqlite()
            ? "select type || ' ' || name || ': ' || coalesce(sql, '') from sqlite_master where tbl_name like 'supportkit_%'"
            : """
                select 'column ' || table_name || '.' || column_name || ': ' || data_type || ' ' || is_nullable
                    || ' ' || coalesce(column_default, '')
                from information_schema.columns where table_name like 'supportkit_%'
                union all select indexdef from pg_indexes where tablename like 'supportkit_%'
                """;
        return
        [
            .. (await AskAsync(context, catalog))
                .Where(line => !line.Contains("supportkit_migrations", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static Task<int> CountPartsAsync(DbContext context) => context.Set<AttachmentPartRow>().CountAsync();

    public static async Task<List<string>> AskAsync(DbContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetValue(0).ToString()!);
        return lines;
    }
}
