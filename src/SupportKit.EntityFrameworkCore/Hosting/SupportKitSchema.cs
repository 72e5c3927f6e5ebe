using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.EntityFrameworkCore.Rows;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Makes SupportKit's tables where they are missing.</summary>
public static class SupportKitSchema
{
    /// <summary>
    /// Makes the database if there is none, and SupportKit's tables if they are not in it; other tables are left alone.
    /// Does nothing when they are there, and may be called by several processes at once. It changes no existing table.
    /// SQLite is set to write-ahead logging, so that readers and the writer do not wait for each other.
    /// </summary>
    /// <param name="context">The context whose database it is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DbException">The database cannot be reached, or does not allow it.</exception>
    public static async Task CreateSchemaAsync(
        this SupportKitDbContext context,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var database = (IRelationalDatabaseCreator)context.GetService<IDatabaseCreator>();
        if (!await database.ExistsAsync(cancellationToken).ConfigureAwait(false))
            await UnlessThereAsync(
                    database.CreateAsync,
                    () => database.ExistsAsync(cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        if (Hosting.Engine.IsSqlite(context.Database.ProviderName))
            await context
                .Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken)
                .ConfigureAwait(false);
        // In an empty database nothing is asked for in vain, so that a first start logs no failed query.
        if (
            !await database.HasTablesAsync(cancellationToken).ConfigureAwait(false)
            || !await HasTablesAsync(context, cancellationToken).ConfigureAwait(false)
        )
            await UnlessThereAsync(
                    database.CreateTablesAsync,
                    () => HasTablesAsync(context, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    // Another process may come first; then its work is what was wanted.
    private static async Task UnlessThereAsync(
        Func<CancellationToken, Task> create,
        Func<Task<bool>> isThere,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await create(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            if (!await isThere().ConfigureAwait(false))
                throw;
        }
    }

    // Asks for the table by using it: every engine keeps its catalog elsewhere.
    private static async Task<bool> HasTablesAsync(SupportKitDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Set<CommandRow>().AnyAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
