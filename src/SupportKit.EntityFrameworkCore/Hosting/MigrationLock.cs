using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Applies the migrations that a database lacks, all in one transaction that holds off everybody else who would: however
/// a process ends meanwhile, its lock and its half-done work end with its connection.
/// </summary>
/// <remarks>
/// Entity Framework's own way keeps its lock on SQLite in a table, where that of a process that was killed stays, and every
/// later start waits for it without end. Here SQLite's own lock serves, which is taken as the transaction begins.
/// </remarks>
internal static class MigrationLock
{
    // Any number will do that nobody else in the database uses; these are the letters "supportk".
    private const long PostgresLock = 0x737570706F72746B;

    public static async Task RunAsync(DbContext context, CancellationToken stop)
    {
        if ((await MissingAsync(context, stop).ConfigureAwait(false)).Count == 0)
            return;
        // The host's options may retry; what was rolled back is then looked for anew.
        await context
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(token => ApplyAllAsync(context, token), stop)
            .ConfigureAwait(false);
    }

    private static async Task ApplyAllAsync(DbContext context, CancellationToken stop)
    {
        var transaction = await context.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        if (DatabaseEngine.IsPostgres(context.Database.ProviderName))
            await context
                .Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PostgresLock})", stop)
                .ConfigureAwait(false);
        var history = context.GetService<IHistoryRepository>();
        await context.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), stop).ConfigureAwait(false);
        // The previous holder of the lock may have applied them all.
        foreach (var id in await MissingAsync(context, stop).ConfigureAwait(false))
            await ApplyAsync(context, id, stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    private static async Task ApplyAsync(DbContext context, string id, CancellationToken stop)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var migration = migrations.CreateMigration(migrations.Migrations[id], context.Database.ProviderName!);
        var model = context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
        var commands = context.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, model);
        var connection = context.GetService<IRelationalConnection>();
        foreach (var command in commands)
            await command.ExecuteNonQueryAsync(connection, cancellationToken: stop).ConfigureAwait(false);
        var row = new HistoryRow(id, model.GetProductVersion() ?? "");
        var written = context.GetService<IHistoryRepository>().GetInsertScript(row);
        await context.Database.ExecuteSqlRawAsync(written, stop).ConfigureAwait(false);
    }

    /// <summary>In their order. Migrations that a newer version has applied are left alone.</summary>
    public static async Task<List<string>> MissingAsync(DbContext context, CancellationToken stop)
    {
        var history = context.GetService<IHistoryRepository>();
        var applied = await history.ExistsAsync(stop).ConfigureAwait(false)
            ? await history.GetAppliedMigrationsAsync(stop).ConfigureAwait(false)
            : [];
        return
        [
            .. context.GetService<IMigrationsAssembly>().Migrations.Keys.Except(applied.Select(row => row.MigrationId)),
        ];
    }
}
