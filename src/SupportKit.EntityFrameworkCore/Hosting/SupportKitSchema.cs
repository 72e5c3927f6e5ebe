using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Makes SupportKit's tables, and brings those of an older version up to date.</summary>
public static class SupportKitSchema
{
    /// <summary>
    /// Makes the database if there is none, and applies those of SupportKit's migrations that it lacks; other tables are left
    /// alone. Does nothing when all are applied, and leaves what a newer version has applied. May be called by several
    /// processes at once, of which one applies them and the others wait; a process that ends in the middle leaves nothing
    /// behind. The table <c>supportkit_migrations</c> tells which were applied. SQLite is set to write-ahead logging,
    /// so that readers and the writer do not wait for each other.
    /// </summary>
    /// <param name="context">The context whose database it is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DbException">The database cannot be reached, or does not allow it.</exception>
    /// <exception cref="SupportKitException">
    /// <c>store.schema_unversioned</c>: the tables are there, but no migration made them.
    /// </exception>
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
        if (DatabaseEngine.IsSqlite(context.Database.ProviderName))
            await context
                .Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken)
                .ConfigureAwait(false);
        try
        {
            await MigrationLock.RunAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            if (await IsVersionedAsync(context, cancellationToken).ConfigureAwait(false))
                throw;
            throw new SupportKitException(
                SupportKitErrors.StoreSchemaUnversioned,
                "SupportKit's tables are in the database, but no migration made them: EnsureCreated did, or a version "
                    + "before there were migrations.",
                "Let CreateSchemaAsync make them in an empty database, or, if they are what the first migration makes, write it "
                    + "into supportkit_migrations as docs/storage.md shows."
            );
        }
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

    // False when there are tables, asked for by using one, as every engine keeps its catalog elsewhere, and nothing says why.
    private static async Task<bool> IsVersionedAsync(SupportKitDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Set<CommandIdRow>().AnyAsync(cancellationToken).ConfigureAwait(false);
            var missing = await MigrationLock.MissingAsync(context, cancellationToken).ConfigureAwait(false);
            return missing.Count < context.Database.GetMigrations().Count();
        }
        catch (DbException)
        {
            return true;
        }
    }
}
