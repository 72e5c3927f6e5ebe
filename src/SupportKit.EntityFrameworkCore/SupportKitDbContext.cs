using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// SupportKit's own context, for hosts that do not want to think about one. It shows no tables: tickets are read and
/// changed through the desk. Like every context it serves one operation at a time; the store makes one for each.
/// </summary>
/// <param name="options">Which database, as the host's <c>UseEntityFrameworkStore</c> says.</param>
public sealed class SupportKitDbContext(DbContextOptions<SupportKitDbContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        // The options of a pool are fixed by now; UseEntityFrameworkStore has named the table in its own.
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.MaxPoolSize is null)
            MigrationHistory.Name(optionsBuilder);
    }

    /// <inheritdoc/>
    // One model for every engine, as there is one snapshot of it; what PostgreSQL is told besides, the migration tells it.
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        SupportKitModel.Map(modelBuilder, schema: null, collation: null);
}
